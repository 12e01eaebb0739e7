/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs a program of the host, such as qemu-img, without a shell. */

#ifndef GUESTFS_HOST_PROGRAM_H
#define GUESTFS_HOST_PROGRAM_H

#include <stdbool.h>

#include "base/handle-type.h"

struct host_program {
  const char *const *argv; /* argv[0] is looked for in PATH */
  /* For messages: the program with its subcommand, and what it works on. */
  const char *name;
  const char *object;
  bool parses_hostile_data; /* give it little memory and time */
  const char *directory;    /* that it runs in; NULL: the present one */
  const int *input;         /* descriptor that is its stdin; NULL: /dev/null */
  int seconds;              /* it is killed after these; 0: the usual ones */
};

/* The file of NAME, which is a path if it has a slash and is looked for along PATH
 * otherwise; malloc'd, NULL if there is none. */
extern char *host_program_find (guestfs_h *g, const char *name);

/* Runs the program to its end, or to that of its time.  What it prints
 * is returned in *OUTPUT_R (malloc'd text; OUTPUT_R may be NULL).  -1, with
 * an error that has what it printed to stderr, if it did not exit with 0. */
extern int host_program_run (guestfs_h *g, const struct host_program *program, char **output_r);

/* A program that runs beside this one, and reads or writes content through a
 * pipe. */
enum host_stream_direction { HOST_STREAM_READS, HOST_STREAM_WRITES };

/* *PIPE_R is our end of the pipe, to be closed before host_stream_finish.
 * PROGRAM is used until then.  NULL with the error set. */
extern struct host_stream *host_stream_start (guestfs_h *g, const struct host_program *program,
                                              enum host_stream_direction direction, int *pipe_r);
/* Waits for its end, which is not far; errors as of host_program_run.  That it ended because
 * nobody wanted more of what it writes is none. */
extern int host_stream_finish (struct host_stream *stream);

#endif /* GUESTFS_HOST_PROGRAM_H */
