/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Starts and ends child processes. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "process/child.h"
#include "process/pairs.h"
#include "process/process.h"
#include "process/sandbox-child.h"
#include "process/sandbox-plan.h"

/* How often a process is looked for where there are no pidfds. */
#define WAIT_STEP_MS 2

int
pidfd_of (pid_t pid)
{
  return syscall (SYS_pidfd_open, pid, 0);
}

int
pidfd_kill (int pidfd)
{
  return syscall (SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0);
}

/* Stands in for stdin, and for what has nowhere else to go. */
static int
use_null_as_stdin (void)
{
  int null = open ("/dev/null", O_RDWR);

  if (null == -1 || dup2 (null, STDIN_FILENO) == -1)
    return -1;
  return 0;
}

/* Waits until the parent says go; without it there is nothing to run for. */
static void
wait_for_release (int control)
{
  char go;
  ssize_t n;

  do
    n = read (control, &go, 1);
  while (n == -1 && errno == EINTR);
  if (n != 1)
    _exit (EXIT_FAILURE);
}

static int
enter_sandbox (const struct sandbox_plan *sandbox, int cloned, int control)
{
  struct sandbox_result result;

  if (sandbox == NULL)
    return 0;
  sandbox_enter (sandbox, cloned, &result);
  return send (control, &result, sizeof result, MSG_NOSIGNAL) == sizeof result ? 0 : -1;
}

struct start {
  const struct process_spec *spec;
  int control, output; /* their numbers in the child */
};

/* In the child.  The control socket closes with the exec; an error goes through
 * it. */
static void
run_child (void *data, int namespaces)
{
  const struct start *start = data;
  const struct process_spec *spec = start->spec;

  if (spec->sandbox != NULL && spec->sandbox->left_out[SANDBOX_SESSION] == NULL)
    setsid ();
  else if (spec->own_group)
    setpgid (0, 0);
  wait_for_release (start->control);

  if (use_null_as_stdin () == 0 && dup2 (start->output, STDOUT_FILENO) != -1
      && dup2 (start->output, STDERR_FILENO) != -1 && close_from (start->control + 1) == 0
      && enter_sandbox (spec->sandbox, namespaces, start->control) == 0) {
    child_unblock_signals ();
    execve (spec->path, spec->argv, spec->environment);
  }

  const int error = errno;
  if (write (start->control, &error, sizeof error) != sizeof error)
    _exit (EXIT_FAILURE);
}

static pid_t
make_process (const struct process_spec *spec, int output, int control)
{
  const int n = (int) spec->nr_fds;
  int fds[CHILD_MAX_FDS];
  struct start start = { .spec = spec,
                         .control = CHILD_FIRST_FD + n,
                         .output = CHILD_FIRST_FD + n + 1 };
  const struct child_spec child = { .fds = fds,
                                    .nr_fds = spec->nr_fds + 2,
                                    .nr_inherited = spec->nr_fds,
                                    .namespaces = spec->sandbox != NULL
                                                    ? sandbox_clone_flags (spec->sandbox)
                                                    : 0,
                                    .run = run_child,
                                    .data = &start };

  for (int i = 0; i < n; ++i)
    fds[i] = spec->fds[i];
  fds[n] = control;
  fds[n + 1] = output;
  return child_start (&child);
}

int
process_start (struct process *process, const struct process_spec *spec)
{
  int control[2] = { -1, -1 }, output[2] = { -1, -1 };

  *process = (struct process) PROCESS_NONE;
  if (spec->nr_fds > PROCESS_MAX_FDS) {
    errno = E2BIG;
    return -1;
  }
  if (make_socket_pair (control) == -1)
    return -1;
  if (make_socket_pair (output) == -1) {
    close_pair (control);
    return -1;
  }

  const pid_t pid = make_process (spec, output[1], control[1]);
  if (pid == -1) {
    close_pair (control);
    close_pair (output);
    return -1;
  }
  close (control[1]);
  close (output[1]);
  fcntl (output[0], F_SETFL, O_NONBLOCK);
  process->pid = pid;
  process->pidfd = pidfd_of (pid);
  process->output = output[0];
  process->control = control[0];
  return 0;
}

/* Bytes that came before the child closed its end: an exec does that. */
static ssize_t
receive (int control, void *bytes, size_t size)
{
  ssize_t n;

  do
    n = recv (control, bytes, size, MSG_WAITALL);
  while (n == -1 && errno == EINTR);
  return n;
}

int
process_release (struct process *process, struct sandbox_result *result)
{
  int error = 0;
  ssize_t n = send (process->control, "g", 1, MSG_NOSIGNAL);

  if (n == 1 && result != NULL
      && receive (process->control, result, sizeof *result) != sizeof *result) {
    error = ECHILD; /* it was killed while it went in */
    n = 0;
  }
  if (n == 1)
    n = receive (process->control, &error, sizeof error);
  if (n == -1)
    error = errno;
  close (process->control);
  process->control = -1;
  errno = error;
  return error == 0 ? 0 : -1;
}

static void
note_end (struct process *process, pid_t waited, int status)
{
  process->ended = true;
  process->status_known = waited == process->pid;
  process->status = status;
}

static bool
try_wait (struct process *process)
{
  int status = 0;
  const pid_t waited = wait_for_child (process->pid, &status, WNOHANG);

  if (waited != 0)
    note_end (process, waited, status);
  return waited != 0;
}

bool
process_wait (struct process *process, int timeout)
{
  const int64_t deadline = monotonic_ms () + timeout;

  if (process->pid == -1 || process->ended)
    return true;
  while (!try_wait (process)) {
    const int left = milliseconds_until (deadline);

    if (left == 0)
      return false;
    struct pollfd poll_fd = { .fd = process->pidfd, .events = POLLIN };
    poll (&poll_fd, 1, process->pidfd >= 0 || left < WAIT_STEP_MS ? left : WAIT_STEP_MS);
  }
  return true;
}

void
process_kill (struct process *process)
{
  if (process->pid == -1 || process->ended)
    return;
  if (process->pidfd == -1 || pidfd_kill (process->pidfd) == -1)
    kill (process->pid, SIGKILL);
}

void
process_abandon (struct process *process)
{
  int *const fds[] = { &process->pidfd, &process->output, &process->control };

  for (size_t i = 0; i < sizeof fds / sizeof fds[0]; ++i) {
    if (*fds[i] >= 0)
      close (*fds[i]);
    *fds[i] = -1;
  }
  process->pid = -1;
}

void
process_end (struct process *process)
{
  if (process->pid != -1 && !process->ended) {
    int status = 0;

    process_kill (process);
    note_end (process, wait_for_child (process->pid, &status, 0), status);
  }
  process_abandon (process);
}

const char *
process_status_text (const struct process *process, char text[PROCESS_STATUS_SIZE])
{
  const int status = process->status;

  if (!process->ended)
    snprintf (text, PROCESS_STATUS_SIZE, "still runs");
  else if (!process->status_known)
    snprintf (text, PROCESS_STATUS_SIZE, "ended");
  else if (WIFSIGNALED (status))
    snprintf (text, PROCESS_STATUS_SIZE, "was killed by signal %d (%s)", WTERMSIG (status),
              sigdescr_np (WTERMSIG (status)) ?: "unknown");
  else
    snprintf (text, PROCESS_STATUS_SIZE, "exited with status %d", WEXITSTATUS (status));
  return text;
}
