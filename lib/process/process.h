/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A child process that gets exactly the descriptors it is given, and is
 * named by a pidfd where the kernel has them, so that a process identifier
 * which was used again is never killed. */

#ifndef GUESTFS_PROCESS_H
#define GUESTFS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "process/child.h"

struct sandbox_plan;
struct sandbox_result;

#define PROCESS_MAX_FDS (CHILD_MAX_FDS - 2)

struct process_spec {
  const char *path; /* absolute or relative to the working directory */
  char *const *argv;
  char *const *environment;
  const int *fds; /* from CHILD_FIRST_FD on; -1: that number stays closed */
  size_t nr_fds;
  bool own_group;
  const struct sandbox_plan *sandbox; /* NULL: none */
};

struct process {
  pid_t pid;
  int pidfd;   /* -1 before Linux 5.3 */
  int output;  /* its stdout and stderr, non-blocking; -1 once at the end */
  int control; /* until process_release */
  bool ended;
  bool status_known; /* false if the program reaped our child itself */
  int status;        /* as from waitpid */
};

#define PROCESS_NONE                                    \
  {                                                     \
    .pid = -1, .pidfd = -1, .output = -1, .control = -1 \
  }

/* Makes the process; it waits before the exec until it is released, and ends
 * by itself if this program ends before that.  0, or -1 with errno. */
extern int process_start (struct process *process, const struct process_spec *spec);
/* Lets it go on.  0 once the program runs, or -1 with errno of exec.  If it
 * was started with a sandbox, *RESULT says what became of that. */
extern int process_release (struct process *process, struct sandbox_result *result);
/* Whether it ended within TIMEOUT milliseconds. */
extern bool process_wait (struct process *process, int timeout);
extern void process_kill (struct process *process);
/* Kills it if it still runs, waits for its end, closes what belongs to it. */
extern void process_end (struct process *process);
/* Closes the descriptors only: in a forked copy of the program, which is not
 * the parent of the process. */
extern void process_abandon (struct process *process);
/* "exited with status 1", "was killed by signal 9 (Killed)". */
#define PROCESS_STATUS_SIZE 96
extern const char *process_status_text (const struct process *process,
                                        char text[PROCESS_STATUS_SIZE]);

/* ---- also used by the watcher ---- */

extern int pidfd_of (pid_t pid); /* -1 with errno */
extern int pidfd_kill (int pidfd);

#endif /* GUESTFS_PROCESS_H */
