/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs of the guest. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "daemon/commands.h"
#include "talk/progress.h"
#include "talk/transfer.h"

#define SHELL(command) ((char *const[]) { "/bin/sh", "-c", (char *) (command), NULL })

static int
check_arguments (char *const *arguments)
{
  if (arguments[0] == NULL)
    return reply_error_text (EINVAL, "passed an empty list");
  return sysroot_is_mounted () ? 0
                               : reply_error_text (EINVAL, "you must call 'mount' first to mount "
                                                           "the root filesystem");
}

/* 0 and what it printed, or -1 with the error set. */
static int
run (char *const *arguments, struct program_output *output)
{
  const struct program program = { .argv = (const char *const *) arguments, .in_sysroot = true };

  return check_arguments (arguments) == -1 ? -1 : program_check (&program, output);
}

char *
do_command (char *const *arguments)
{
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { NULL, 0, NULL, 0 };
  char *text;

  if (run (arguments, &output) == -1)
    return NULL;
  text = output.out;
  output.out = NULL;
  return text;
}

char **
do_command_lines (char *const *arguments)
{
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { NULL, 0, NULL, 0 };
  char **lines;

  if (run (arguments, &output) == -1)
    return NULL;
  lines = split_bytes (output.out, output.out_size, '\n');
  return lines != NULL ? lines : reply_error_null (errno, "lines of the output");
}

static int
send_output (void *unused, const void *bytes, size_t size)
{
  (void) unused;
  return send_file_data (bytes, size);
}

int
do_command_out (char *const *arguments)
{
  const struct program program = { .argv = (const char *const *) arguments, .in_sysroot = true };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { NULL, 0, NULL, 0 };
  int result;

  if (check_arguments (arguments) == -1)
    return -1;
  progress_pulse_start ();
  result = program_stream (&program, send_output, NULL, &output);
  progress_pulse_end ();
  return result == -1 ? -1 : program_check_status (arguments[0], &output);
}

char *
do_sh (const char *command)
{
  return do_command (SHELL (command));
}

char **
do_sh_lines (const char *command)
{
  return do_command_lines (SHELL (command));
}

int
do_sh_out (const char *command)
{
  return do_command_out (SHELL (command));
}
