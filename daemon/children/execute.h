/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A process that executes a program. */

#ifndef EXECUTE_H
#define EXECUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct execution {
  const char *const *argv; /* argv[0] is looked up in PATH; no shell */
  int standard[3];         /* its stdin, stdout and stderr */
  const int *keep;         /* descriptors > 2 that stay open in it, or 0 */
  size_t keep_count;
  int root;      /* if > 0 it is confined to this directory by chroot(2): it is the guest's */
  int directory; /* if > 0 its working directory */
  bool joins_group;
};

/* All descriptors but those named are closed in it.  The pid, or -1 with errno if the
 * program could not be executed. */
extern pid_t execute (const struct execution *execution);

#endif /* EXECUTE_H */
