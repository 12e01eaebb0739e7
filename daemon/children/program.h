/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running programs of the appliance and of the guest. */

#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sink.h"

struct program {
  const char *const *argv; /* argv[0] is looked up in PATH; no shell */
  bool in_sysroot;         /* chroot into the guest first, pseudo filesystems mounted */
  int keep_fd[4];          /* descriptors > 2 that stay open in it; 0 ends the list */
  const char *input;       /* its stdin, or NULL for /dev/null */
  size_t input_size;
  int stdout_fd; /* if > 0 its stdout goes here, not to `out' */
  int chdir_fd;  /* if > 0 its working directory */
};

struct program_output {
  char *out; /* NUL-terminated, out_size bytes before that */
  size_t out_size;
  char *err;  /* trailing newlines removed, made printable */
  int status; /* as from waitpid */
};
extern void program_output_free (struct program_output *output);
#define CLEANUP_PROGRAM_OUTPUT __attribute__ ((cleanup (program_output_free)))

/* Runs PROGRAM to its end.  0 when it was started, whatever its status; -1
 * with reply_error set when it could not be. */
extern int program_run (const struct program *program, struct program_output *output);
/* The same, and a status other than 0 is an error with its stderr as text. */
extern int program_check (const struct program *program, struct program_output *output);
/* As program_run, but what the program writes goes to SINK piece by piece
 * and not to OUTPUT.  If SINK fails the program is killed. */
extern int program_stream (const struct program *program, file_sink sink, void *data,
                           struct program_output *output);
/* 0, or -1 with reply_error set if OUTPUT's status is other than 0: the text is
 * its stderr, or what happened to the program NAME if that is empty. */
extern int program_check_status (const char *name, const struct program_output *output);
/* Shorthand: program_check for a list of words ended by NULL; the output is
 * thrown away.  PREFIX (may be NULL) stands before the error text. */
extern int run_words (const char *prefix, const char *word, ...) __attribute__ ((sentinel));
/* Whether NAME is a program on the PATH. */
extern bool program_exists (const char *name);

#endif /* PROGRAM_H */
