/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs a program of the host, such as qemu-img, without a shell. */

#ifndef GUESTFS_HOST_PROGRAM_H
#define GUESTFS_HOST_PROGRAM_H

#include <stdbool.h>

#include "internal.h"

struct host_program {
  const char *const *argv; /* argv[0] is looked for in PATH */
  /* For messages: the program with its subcommand, and what it works on. */
  const char *name;
  const char *object;
  bool parses_hostile_data; /* give it little memory and time */
};

/* Runs the program to its end, with /dev/null as its input.  What it prints
 * is returned in *OUTPUT_R (malloc'd text; OUTPUT_R may be NULL).  -1, with
 * an error that has what it printed to stderr, if it did not exit with 0. */
extern int host_program_run (guestfs_h *g, const struct host_program *program, char **output_r);

#endif /* GUESTFS_HOST_PROGRAM_H */
