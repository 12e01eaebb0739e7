/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one way in which the library makes a child process. */

#ifndef GUESTFS_CHILD_H
#define GUESTFS_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* In the child the descriptors have these numbers, in the order given. */
#define CHILD_FIRST_FD 3
#define CHILD_MAX_FDS 14

struct child_spec {
  const int *fds; /* all that it has of this program above 2; -1: that number stays closed */
  size_t nr_fds;
  size_t nr_inherited; /* the first of them, which stay open when it executes a program */
  bool own_session;    /* out of reach of the terminal */
  int namespaces;      /* flags of clone(2), 0 if it needs none */
  /* What it does; if it returns, it ends.  NAMESPACES are those that it is in: none
   * where the host does not allow them. */
  void (*run) (void *data, int namespaces);
  void *data;
};

/* The child runs with all signals blocked and with no handler of the program.  Its
 * pid, or -1 with errno. */
extern pid_t child_start (const struct child_spec *spec);

/* For the child, before it executes a program. */
extern void child_unblock_signals (void);
/* For the child: closes all descriptors from FIRST on. */
extern int close_from (int first);

/* waitpid that is not disturbed by signals. */
extern pid_t wait_for_child (pid_t pid, int *status, int flags);

#endif /* GUESTFS_CHILD_H */
