/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one way in which the daemon makes processes. */

#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory-shortage.h"
#include "base/reply.h"
#include "children/process.h"
#include "children/unused-disks.h"
#include "cleanup.h"
#include "talk/progress.h"
#include "talk/session.h"

/* What RUN does not return. */
#define STATUS_NO_LIMITS 126

/* Size of the address space, which RLIMIT_AS bounds (proc(5), statm). */
static size_t
address_space (void)
{
  CLEANUP_FCLOSE FILE *file = fopen ("/proc/self/statm", "re");
  size_t pages = 0;

  if (file == NULL || fscanf (file, "%zu", &pages) != 1)
    return 0;
  return pages * sysconf (_SC_PAGESIZE);
}

static int
limit (int resource, rlim_t soft, rlim_t hard)
{
  const struct rlimit both = { soft, hard };

  return setrlimit (resource, &both);
}

/* SIGXCPU comes at the soft limit, SIGKILL at the hard one. */
static int
set_limits (const struct process_plan *plan, rlim_t memory)
{
  if (limit (RLIMIT_CORE, 0, 0) == -1
      || (plan->cpu_seconds > 0
          && limit (RLIMIT_CPU, plan->cpu_seconds, plan->cpu_seconds + 1) == -1)
      || (plan->memory > 0 && limit (RLIMIT_AS, memory, memory) == -1))
    return -1;
  return 0;
}

/* The channel, the call and its error are the daemon's, and so are its threads. */
static void
leave_daemon (void)
{
  session_leave ();
  progress_leave ();
  unused_disks_leave ();
  reply_error_clear ();
}

/* System calls only, if it becomes a program.  _exit: what the daemon registered with
 * atexit, and what its FILEs have buffered, is not the process's. */
static void __attribute__ ((noreturn, noinline))
be_process (const struct process_plan *plan, rlim_t memory, const sigset_t *signals)
{
  const struct sigaction default_action = { .sa_handler = SIG_DFL };

  sigaction (SIGPIPE, &default_action, NULL);
  sigprocmask (SIG_SETMASK, signals, NULL);
  if (!plan->joins_group)
    setpgid (0, 0);
  become_expendable ();
  if (!plan->becomes_program)
    leave_daemon ();
  _exit (set_limits (plan, memory) == 0 ? plan->run (plan->data) : STATUS_NO_LIMITS);
}

pid_t
process_make (const struct process_plan *plan)
{
  const rlim_t memory =
    plan->memory > 0 ? plan->memory + (plan->becomes_program ? 0 : address_space ()) : 0;
  sigset_t all, signals;
  pid_t pid;

  /* No handler may run in the process while it shares our memory. */
  sigfillset (&all);
  pthread_sigmask (SIG_BLOCK, &all, &signals);
  pid = plan->becomes_program ? vfork () : fork ();
  if (pid == 0)
    be_process (plan, memory, &signals);
  const int err = errno;
  pthread_sigmask (SIG_SETMASK, &signals, NULL);
  errno = err;
  return pid;
}

/* waitpid(2) of one's own child fails only when a signal comes. */
int
process_wait (pid_t pid)
{
  int status = 0;

  while (waitpid (pid, &status, 0) == -1 && errno == EINTR)
    ;
  return status;
}

/* It may not have its group yet.  Until it is waited for, its number is that of nobody
 * else's group. */
int
process_end (pid_t pid)
{
  kill (-pid, SIGKILL);
  kill (pid, SIGKILL);
  return process_wait (pid);
}

const char *
status_text (int status, char buffer[STATUS_TEXT_SIZE])
{
  if (WIFSIGNALED (status))
    snprintf (buffer, STATUS_TEXT_SIZE, "was killed by signal %d (%s)", WTERMSIG (status),
              strsignal (WTERMSIG (status)));
  else
    snprintf (buffer, STATUS_TEXT_SIZE, "exited with status %d", WEXITSTATUS (status));
  return buffer;
}
