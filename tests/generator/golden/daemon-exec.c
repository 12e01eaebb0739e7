/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls that are one program of the appliance.
 * Made by generator/emit/daemon_exec.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>

#include "daemon-calls.h"

char **
do_list_thing (const char *directory, int64_t level, char *const *words)
{
  char directory_path[FD_PATH_SIZE];
  CLEANUP_CLOSE int directory_fd = sysroot_open (directory, O_PATH, 0);
  if (directory_fd == -1) {
    reply_error (errno, "%s", directory);
    return NULL;
  }
  fd_path (directory_fd, directory_path);
  CLEANUP_STRING_LIST struct string_list command = STRING_LIST_EMPTY;
  int failed = 0;
  failed |= string_list_add (&command, "thing");
  failed |= string_list_add_format (&command, "--level=%" PRIi64 "", level);
  for (size_t i = 0; words[i] != NULL; ++i)
    failed |= string_list_add (&command, words[i]);
  failed |= string_list_add_format (&command, "%s", directory_path);
  CLEANUP_FREE_STRINGS char **argv = failed ? NULL : string_list_take (&command);
  if (argv == NULL) {
    reply_error (ENOMEM, "arguments");
    return NULL;
  }

  struct program program = { .argv = (const char *const *) argv, .keep_fd = { directory_fd } };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };
  if (program_check (&program, &output) == -1) {
    reply_error_replace (directory_path, directory);
    return NULL;
  }
  char **lines = split_bytes (output.out, output.out_size, '\n');
  return lines ? lines : reply_error_null (errno, "lines of the output");
}

