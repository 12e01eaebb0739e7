/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one way in which the daemon makes processes. */

#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process_plan {
  /* Runs in the new process; what it returns is the exit status. */
  int (*run) (void *data);
  void *data;
  /* RUN executes a program.  Until then the process shares the memory of the daemon,
   * and may do nothing but system calls (vfork): a copy would cost the page tables of
   * a large process. */
  bool becomes_program;
  /* It stays in the process group of who makes it.  Otherwise it leads one, which
   * process_end ends. */
  bool joins_group;
  unsigned cpu_seconds; /* 0: no limit */
  size_t memory;        /* bytes besides what it is copied with; 0: no limit */
};

/* The new process has no core dumps, dies of SIGPIPE, and goes first when memory runs
 * out.  A copy of the daemon can neither talk to the library nor set its errors.  The
 * pid, or -1 with errno. */
extern pid_t process_make (const struct process_plan *plan);
/* Waits for its end; its status as from waitpid(2). */
extern int process_wait (pid_t pid);
/* Ends it, with all that it started; its status, too.  One that is about to end by
 * itself, because its descriptors are closed, keeps the status that it has chosen. */
extern int process_end (pid_t pid);

/* A status in words: "exited with status 1". */
#define STATUS_TEXT_SIZE 64
extern const char *status_text (int status, char buffer[STATUS_TEXT_SIZE]);

#endif /* PROCESS_H */
