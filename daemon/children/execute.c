/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A process that executes a program. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <unistd.h>

#include "children/execute.h"
#include "children/guest-environment.h"
#include "children/process.h"
#include "children/unused-disks.h"

/* As shells have it for a program that cannot be executed. */
#define STATUS_NOT_EXECUTED 127

/* Everything that the process needs is prepared before it exists: it shares the memory
 * of the daemon until it executes the program. */
struct start {
  const struct execution *execution;
  volatile int err; /* why the program could not be executed */
};

static int
enter_directories (const struct execution *execution)
{
  if (execution->root > 0
      && (fchdir (execution->root) == -1 || chroot (".") == -1 || chdir ("/") == -1))
    return -1;
  return execution->directory > 0 ? fchdir (execution->directory) : 0;
}

static int
set_up_descriptors (const struct execution *execution)
{
  for (int fd = 0; fd < 3; ++fd)
    if (execution->standard[fd] != fd && dup2 (execution->standard[fd], fd) == -1)
      return -1;
  if (close_range (3, ~0U, CLOSE_RANGE_CLOEXEC) == -1)
    return -1;
  for (size_t i = 0; i < execution->keep_count; ++i)
    if (execution->keep[i] > 2 && fcntl (execution->keep[i], F_SETFD, 0) == -1)
      return -1;
  return 0;
}

/* System calls only. */
static int
become_program (void *data)
{
  struct start *start = data;
  const struct execution *execution = start->execution;

  if (enter_directories (execution) == 0 && set_up_descriptors (execution) == 0)
    execvpe (execution->argv[0], (char *const *) execution->argv,
             execution->root > 0 ? guest_variables () : environ);
  start->err = errno;
  return STATUS_NOT_EXECUTED;
}

pid_t
execute (const struct execution *execution)
{
  struct start start = { .execution = execution };
  const struct process_plan plan = { .run = become_program,
                                     .data = &start,
                                     .becomes_program = true,
                                     .joins_group = execution->joins_group };

  unused_disks_wait ();
  const pid_t pid = process_make (&plan);
  if (pid > 0 && start.err != 0) {
    process_wait (pid);
    errno = start.err;
    return -1;
  }
  return pid;
}
