/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes child processes.  In the child, only what is safe after a fork in a program
 * with threads: no malloc, no stdio. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process/child.h"

/* Descriptors are moved here before they get their final numbers, so that no
 * move overwrites one that is still to be moved. */
#define PARKED_FD 32

int
close_from (int first)
{
#ifdef SYS_close_range
  if (syscall (SYS_close_range, first, ~0U, 0) == 0)
    return 0;
#endif
  /* Before Linux 5.9. */
  struct rlimit limit;
  if (getrlimit (RLIMIT_NOFILE, &limit) == -1)
    return -1;
  for (rlim_t fd = first; fd < limit.rlim_cur; ++fd)
    close (fd);
  return 0;
}

static int
keep_descriptors (const int *fds, size_t nr_fds, size_t nr_inherited)
{
  int parked[CHILD_MAX_FDS];

  if (nr_fds > sizeof parked / sizeof parked[0]) {
    errno = E2BIG;
    return -1;
  }
  for (size_t i = 0; i < nr_fds; ++i) {
    parked[i] = fds[i] == -1 ? -1 : fcntl (fds[i], F_DUPFD, PARKED_FD);
    if (fds[i] != -1 && parked[i] == -1)
      return -1;
  }
  for (size_t i = 0; i < nr_fds; ++i)
    if (parked[i] == -1)
      close (CHILD_FIRST_FD + i);
    else if (dup3 (parked[i], CHILD_FIRST_FD + i, i < nr_inherited ? 0 : O_CLOEXEC) == -1)
      return -1;
  return close_from (CHILD_FIRST_FD + nr_fds);
}

/* The program's handlers, which are not for a copy of it. */
static void
forget_handlers (void)
{
  const struct sigaction standard = { .sa_handler = SIG_DFL };

  for (int signal = 1; signal < NSIG; ++signal)
    sigaction (signal, &standard, NULL);
}

void
child_unblock_signals (void)
{
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
}

/* fork(3) cannot make namespaces; clone(2) without a stack of its own is the same
 * otherwise. */
static pid_t
make_child (int *namespaces)
{
  if (*namespaces != 0) {
    const pid_t pid = syscall (SYS_clone, *namespaces | SIGCHLD, NULL, NULL, NULL, NULL);

    if (pid != -1)
      return pid;
  }
  *namespaces = 0;
  return fork ();
}

static void __attribute__ ((noreturn)) run (const struct child_spec *spec, int namespaces)
{
  if (spec->own_session)
    setsid ();
  forget_handlers ();
  if (keep_descriptors (spec->fds, spec->nr_fds, spec->nr_inherited) == 0)
    spec->run (spec->data, namespaces);
  _exit (EXIT_FAILURE);
}

/* All signals are blocked from before the fork until no handler is left. */
pid_t
child_start (const struct child_spec *spec)
{
  int namespaces = spec->namespaces;
  sigset_t all, before;

  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  const pid_t pid = make_child (&namespaces);
  if (pid == 0)
    run (spec, namespaces);
  const int saved = errno;
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  errno = saved;
  return pid;
}

pid_t
wait_for_child (pid_t pid, int *status, int flags)
{
  pid_t result;

  do
    result = waitpid (pid, status, flags);
  while (result == -1 && errno == EINTR);
  return result;
}
