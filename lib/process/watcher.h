/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A small process that outlives this program: when the program ends in
 * whatever way, even by SIGKILL, it kills the hypervisor and removes the
 * handle's temporary directory. */

#ifndef GUESTFS_WATCHER_H
#define GUESTFS_WATCHER_H

#include <sys/types.h>

struct process;

struct watcher {
  pid_t pid;   /* -1: there is none */
  int control; /* its end means that nobody holds the handle any more */
};

#define WATCHER_NONE         \
  {                          \
    .pid = -1, .control = -1 \
  }

/* Starts the watcher of VICTIM.  DIRECTORIES is a NULL-terminated list of at
 * most two that it will remove.  0, or -1 with errno. */
extern int watcher_start (struct watcher *watcher, const struct process *victim,
                          const char *const *directories);
/* Sends it home; it touches nothing. */
extern void watcher_end (struct watcher *watcher);
/* Closes the descriptor only, in a forked copy of the program. */
extern void watcher_abandon (struct watcher *watcher);

#endif /* GUESTFS_WATCHER_H */
