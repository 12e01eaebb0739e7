/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results of calls from what a program printed. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/reply.h"
#include "children/capture.h"
#include "cleanup.h"
#include "command/command-result.h"

/* What a line costs besides its bytes: its pointer, and what malloc keeps. */
#define LINE_COST 40

void *
command_reply_output (const struct command *command, const char *fmt, ...)
{
  CLEANUP_FREE char *what = NULL;
  va_list args;

  va_start (args, fmt);
  if (vasprintf (&what, fmt, args) == -1)
    what = NULL;
  va_end (args);
  reply_error_text (
    EPROTO, "%s%sunexpected output of %s: %s", command->about != NULL ? command->about : "",
    command->about != NULL ? ": " : "", command->argv[0], what != NULL ? what : fmt);
  return NULL;
}

char *
command_text (struct command *command)
{
  char *text = command->output.out;

  command->output.out = NULL;
  return text;
}

char *
command_trimmed (struct command *command)
{
  char *text = command_text (command);
  size_t size = strlen (text);

  while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r'))
    text[--size] = '\0';
  return text;
}

char *
command_buffer (struct command *command, size_t *size_r)
{
  *size_r = command->output.out_size;
  return command_text (command);
}

static size_t
count_lines (const char *text, size_t size)
{
  size_t count = 1;

  for (const char *next = text; (next = memchr (next, '\n', text + size - next)) != NULL; ++next)
    ++count;
  return count;
}

char **
command_lines (struct command *command)
{
  const struct program_output *output = &command->output;
  const size_t count = count_lines (output->out, output->out_size);
  char **lines;

  if (count > capture_limit () * 2 / LINE_COST) {
    reply_error_text (EFBIG, "%s: its output has too many lines (%zu)", command->argv[0], count);
    return NULL;
  }
  lines = split_bytes (output->out, output->out_size, '\n');
  return lines != NULL ? lines : reply_error_null (errno, "lines of the output");
}

int64_t
command_number (struct command *command, char *text, int64_t most)
{
  CLEANUP_FREE char *owned = text;
  char *end;

  if (text == NULL)
    return -1;
  errno = 0;
  const long long number = strtoll (text, &end, 10);
  if (end != text && *end == '\0' && errno == 0 && number >= 0 && number <= most)
    return number;
  command_reply_output (command, "\"%.100s\" is not a number from 0 to %" PRIi64, text, most);
  return -1;
}

int
command_truth (struct command *command, char *text)
{
  return command_number (command, text, 1);
}

int
command_exit_status (const struct command *command)
{
  return WEXITSTATUS (command->output.status);
}
