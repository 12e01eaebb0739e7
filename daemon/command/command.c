/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program of the appliance that does the work of a call. */

#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "base/reply.h"
#include "base/write-all.h"
#include "children/capture.h"
#include "children/process.h"
#include "cleanup.h"
#include "command/command.h"
#include "devices/block-devices.h"
#include "devices/device-errors.h"
#include "devices/device-names.h"
#include "devices/probe.h"
#include "storage/device-find.h"
#include "storage/storage.h"
#include "talk/transfer.h"

/* Of stdout as much is an error's text. */
#define OUTPUT_IN_ERROR 4096

void
command_free (struct command *command)
{
  string_list_free (&command->words);
  string_list_free (&command->names);
  free_string_array (command->argv);
  for (size_t i = 0; i < command->file_count; ++i)
    close (command->files[i].fd);
  free (command->about);
  if (command->own_input != NULL)
    free (command->own_input);
  program_output_free (&command->output);
}

/* ---- words ---- */

void
command_word (struct command *command, const char *word)
{
  if (!command->failed)
    string_list_add (&command->words, word);
}

void
command_format (struct command *command, const char *fmt, ...)
{
  char *word;
  va_list args;

  if (command->failed)
    return;
  va_start (args, fmt);
  if (vasprintf (&word, fmt, args) == -1)
    word = NULL;
  va_end (args);
  string_list_add_owned (&command->words, word);
}

void
command_words (struct command *command, char *const *words)
{
  for (size_t i = 0; words[i] != NULL; ++i)
    command_word (command, words[i]);
}

/* Adds PART, which becomes COMMAND's, to the word after FLAG if that is the last. */
static void
join (struct command *command, const char *flag, char *part)
{
  struct string_list *words = &command->words;
  CLEANUP_FREE char *before = NULL;

  if (words->count < 2 || strcmp (words->items[words->count - 2], flag) != 0) {
    string_list_add (words, flag);
    string_list_add_owned (words, part);
    return;
  }
  before = words->items[--words->count];
  string_list_add_format (words, "%s,%s", before, part);
  free (part);
}

void
command_join (struct command *command, const char *flag, const char *fmt, ...)
{
  char *part;
  va_list args;

  if (command->failed)
    return;
  va_start (args, fmt);
  if (vasprintf (&part, fmt, args) == -1)
    part = NULL;
  va_end (args);
  command->failed = part == NULL || strchr (part, ',') != NULL;
  if (!command->failed) {
    join (command, flag, part);
    return;
  }
  if (part == NULL)
    reply_error (ENOMEM, "arguments of a program");
  else
    reply_error_text (EINVAL, "\"%s\": there can be no comma in it", part);
  free (part);
}

/* ---- what the words name ---- */

static void
set_about (struct command *command, char *name)
{
  if (command->about == NULL)
    command->about = name;
  else
    free (name);
}

/* "/proc/self/fd/N", or with LAST "/proc/self/fd/N/LAST".  FD belongs to
 * COMMAND then. */
static const char *
add_file (struct command *command, int fd, const char *name, const char *last)
{
  char path[FD_PATH_SIZE];

  if (command->file_count == COMMAND_FILES_MAX) {
    close (fd);
    command->failed = true;
    reply_error (EMFILE, "%s", name != NULL ? name : "files of a program");
    return "";
  }
  struct command_file *file = &command->files[command->file_count++];
  file->fd = fd;
  file->name = name;
  snprintf (file->word, sizeof file->word, "%s%s%s", fd_path (fd, path), last != NULL ? "/" : "",
            last != NULL ? last : "");
  return file->word;
}

static const char *
add_new_name (struct command *command, const char *path)
{
  struct sysroot_parent parent;

  if (sysroot_open_parent (path, &parent) == -1) {
    reply_error (errno, "%s", path);
    command->failed = true;
    return "";
  }
  return add_file (command, parent.fd, path, parent.name);
}

const char *
command_guest_file (struct command *command, const char *path, enum guest_file_kind kind)
{
  if (command->failed)
    return "";
  set_about (command, strdup (path));
  if (kind == GUEST_NEW_NAME)
    return add_new_name (command, path);

  const int fd = guest_file_pin (path, kind);
  if (fd == -1) {
    command->failed = true;
    return "";
  }
  return add_file (command, fd, path, NULL);
}

const char *
command_place (struct command *command, const struct place *place, enum guest_file_kind kind)
{
  if (!place->is_device)
    return command_guest_file (command, place->name, kind);
  command_about_device (command, &place->device);
  return place->device.kernel;
}

const char *
command_secret_file (struct command *command, const char *content)
{
  const int fd = command->failed ? -1 : memfd_create ("secret", MFD_CLOEXEC);

  if (fd != -1 && write_all (fd, content, strlen (content)) == 0)
    return add_file (command, fd, NULL, NULL);
  if (!command->failed)
    reply_error (errno, "file for a secret");
  if (fd != -1)
    close (fd);
  command->failed = true;
  return "";
}

const char *
command_tagged_device (struct command *command, const char *text)
{
  char *name;

  if (command->failed)
    return "";
  if (strncmp (text, "LABEL=", strlen ("LABEL=")) == 0
      || strncmp (text, "UUID=", strlen ("UUID=")) == 0)
    return text;
  name = device_to_kernel (text);
  if (name != NULL) {
    if (string_list_add_owned (&command->names, name) == 0)
      return name;
    reply_error (ENOMEM, "%s", text);
  }
  command->failed = true;
  return "";
}

void
command_about_device (struct command *command, const struct device *device)
{
  set_about (command, strdup (device->name));
}

void
command_check_unused (struct command *command, const char *device)
{
  if (!command->failed && check_unused (device) == -1)
    command->failed = true;
}

void
command_wipe (struct command *command, const char *device)
{
  if (command->failed)
    return;
  command->failed = wipe_signatures (device) == -1;
  /* Other devices than disks have no partitions and say so. */
  if (!command->failed)
    reread_partitions (device);
}

bool
command_is_one_of (const char *value, const char *const *words)
{
  for (; *words != NULL; ++words)
    if (strcmp (value, *words) == 0)
      return true;
  return false;
}

/* ---- stdin ---- */

void
command_input (struct command *command, const char *bytes, size_t size)
{
  command->input = bytes;
  command->input_size = size;
}

void
command_input_lines (struct command *command, char *const *lines)
{
  size_t size;
  FILE *out = open_memstream (&command->own_input, &size);
  bool written = out != NULL;

  for (size_t i = 0; written && lines[i] != NULL; ++i)
    written = fprintf (out, "%s\n", lines[i]) >= 0;
  if (out != NULL && fclose (out) == EOF)
    written = false;
  if (written)
    command_input (command, command->own_input, size);
  else if (!command->failed) {
    command->failed = true;
    reply_error (ENOMEM, "input of a program");
  }
}

/* ---- errors ---- */

/* Whether the word of a file stands at TEXT, and not a longer number. */
static bool
is_word_at (const char *text, const char *word)
{
  const size_t length = strlen (word);

  return strncmp (text, word, length) == 0 && !isdigit ((unsigned char) text[length]);
}

static const struct command_file *
file_at (const struct command *command, const char *text)
{
  for (size_t i = 0; i < command->file_count; ++i)
    if (command->files[i].name != NULL && is_word_at (text, command->files[i].word))
      return &command->files[i];
  return NULL;
}

/* TEXT with the names that users know instead of those that the program had.
 * malloc'd, or NULL. */
static char *
with_names_of_users (const struct command *command, const char *text)
{
  CLEANUP_FREE char *translated = device_names_to_api (text);
  char *result = NULL;
  size_t size;
  FILE *out = translated != NULL ? open_memstream (&result, &size) : NULL;

  if (out == NULL)
    return NULL;
  for (const char *next = translated; *next != '\0';) {
    const struct command_file *file = file_at (command, next);

    if (file != NULL)
      fputs (file->name, out);
    else
      putc (*next, out);
    next += file != NULL ? strlen (file->word) : 1;
  }
  if (fclose (out) == EOF) {
    free (result);
    return NULL;
  }
  return result;
}

/* The reason that a program gives: on stderr, or, as some do, on stdout.  "" if
 * there is none.  malloc'd, or NULL. */
static char *
reason_of (const struct program_output *output)
{
  if (output->err[0] != '\0')
    return strdup (output->err);
  if (output->out == NULL)
    return strdup ("");
  const size_t size = output->out_size < OUTPUT_IN_ERROR ? output->out_size : OUTPUT_IN_ERROR;
  return printable_text (output->out + output->out_size - size, size);
}

static int
reply_failure (const struct command *command)
{
  const struct program_output *output = &command->output;
  CLEANUP_FREE char *reason = reason_of (output);
  CLEANUP_FREE char *text = reason != NULL ? with_names_of_users (command, reason) : NULL;
  char status[STATUS_TEXT_SIZE];

  if (text == NULL)
    return reply_error (ENOMEM, "%s", command->argv[0]);

  const bool says_what = command->about == NULL || strstr (text, command->about) != NULL;
  const char *about = says_what ? "" : command->about, *colon = says_what ? "" : ": ";
  status_text (output->status, status);
  if (text[0] == '\0')
    return reply_error_text (0, "%s%s%s %s", about, colon, command->argv[0], status);
  if (WIFSIGNALED (output->status))
    return reply_error_text (0, "%s%s%s\n%s %s", about, colon, text, command->argv[0], status);
  return reply_error_text (0, "%s%s%s", about, colon, text);
}

/* ---- running ---- */

static bool
is_success (const struct command *command)
{
  const int status = command->output.status;

  if (!WIFEXITED (status))
    return false;
  if (command->success == COMMAND_ANY_STATUS)
    return true;
  return WEXITSTATUS (status) < 64 && (command->success & COMMAND_STATUS (WEXITSTATUS (status)));
}

/* Runs the program of COMMAND's argv. */
static int
execute (struct command *command, file_sink sink)
{
  struct program program = { .argv = (const char *const *) command->argv,
                             .input = command->input,
                             .input_size = command->input_size };

  if (command->argv == NULL)
    return reply_error (ENOMEM, "arguments of a program");
  for (size_t i = 0; i < command->file_count; ++i)
    program.keep_fd[i] = command->files[i].fd;
  const int result = program_stream (&program, sink, NULL, &command->output);
  /* Also one that failed may have done something before. */
  if (command->storage_changes)
    storage_changed ();
  if (result == -1)
    return -1;
  return is_success (command) ? 0 : reply_failure (command);
}

void
command_rehearse (struct command *command, const char *flag)
{
  CLEANUP_STRING_LIST struct string_list words = STRING_LIST_EMPTY;

  if (command->failed)
    return;
  for (size_t i = 0; i < command->words.count; ++i) {
    string_list_add (&words, command->words.items[i]);
    if (i == 0)
      string_list_add (&words, flag);
  }
  command->argv = string_list_take (&words);
  command->failed = execute (command, NULL) == -1;
  free_string_array (command->argv);
  command->argv = NULL;
  program_output_free (&command->output);
  command->output = (struct program_output) { 0 };
}

static int
run (struct command *command, file_sink sink)
{
  if (command->failed)
    return -1;
  command->argv = string_list_take (&command->words);
  return execute (command, sink);
}

int
command_run (struct command *command)
{
  return run (command, NULL);
}

static int
send_output (void *unused, const void *bytes, size_t size)
{
  (void) unused;
  return send_file_data (bytes, size);
}

int
command_send (struct command *command)
{
  return run (command, send_output);
}
