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

#include "cleanup.h"
#include "clock.h"
#include "process/process.h"

/* Descriptors are moved here before they get their final numbers, so that no
 * move overwrites one that is still to be moved. */
#define PARKED_FD 32

/* What an ordinary user may have (pipe(7)). */
#define PIPE_BUFFER (1024 * 1024)

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

pid_t
wait_for_child (pid_t pid, int *status, int flags)
{
  pid_t result;

  do
    result = waitpid (pid, status, flags);
  while (result == -1 && errno == EINTR);
  return result;
}

/* Replaces *FD by a descriptor above 2. */
static int
raise_descriptor (int *fd)
{
  if (*fd >= PROCESS_FIRST_FD)
    return 0;

  int higher = fcntl (*fd, F_DUPFD_CLOEXEC, PROCESS_FIRST_FD);
  if (higher == -1)
    return -1;
  close (*fd);
  *fd = higher;
  return 0;
}

static void
close_pair (int fds[2])
{
  const int saved = errno;

  for (size_t i = 0; i < 2; ++i) {
    if (fds[i] >= 0)
      close (fds[i]);
    fds[i] = -1;
  }
  errno = saved;
}

static int
raise_pair (int fds[2])
{
  if (raise_descriptor (&fds[0]) == 0 && raise_descriptor (&fds[1]) == 0)
    return 0;
  close_pair (fds);
  return -1;
}

int
make_socket_pair (int fds[2])
{
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == -1)
    return -1;
  return raise_pair (fds);
}

int
make_pipe (int fds[2])
{
  if (pipe2 (fds, O_CLOEXEC) == -1)
    return -1;
  /* Without the right to it the usual size will do. */
  fcntl (fds[0], F_SETPIPE_SZ, PIPE_BUFFER);
  return raise_pair (fds);
}

static int
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

int
keep_descriptors (const int *fds, size_t nr_fds)
{
  int parked[PROCESS_MAX_FDS + 2];

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
      close (PROCESS_FIRST_FD + i);
    else if (dup2 (parked[i], PROCESS_FIRST_FD + i) == -1)
      return -1;
  return close_from (PROCESS_FIRST_FD + nr_fds);
}

void
reset_signals (void)
{
  const struct sigaction standard = { .sa_handler = SIG_DFL };
  sigset_t none;

  for (int signal = 1; signal < NSIG; ++signal)
    sigaction (signal, &standard, NULL);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
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

/* The child's pid, 0 in the child, or -1 with errno.  *CLONED are the
 * namespaces that it is in: those of the sandbox, or none where the host does
 * not allow that.  fork(3) cannot make them; clone(2) without a stack of its
 * own is the same otherwise. */
static pid_t
make_child (const struct sandbox_plan *sandbox, int *cloned)
{
  *cloned = sandbox != NULL ? sandbox_clone_flags (sandbox) : 0;
  if (*cloned != 0) {
    const pid_t pid = syscall (SYS_clone, *cloned | SIGCHLD, NULL, NULL, NULL, NULL);

    if (pid != -1)
      return pid;
  }
  *cloned = 0;
  return fork ();
}

/* In the child.  The control socket is the descriptor after those of the
 * program, and closes with the exec; an error goes through it. */
static void __attribute__ ((noreturn))
run_child (const struct process_spec *spec, int cloned, int output, int control)
{
  int fds[PROCESS_MAX_FDS + 2];
  size_t n = spec->nr_fds;

  for (size_t i = 0; i < n; ++i)
    fds[i] = spec->fds[i];
  fds[n] = control;
  fds[n + 1] = output;

  if (spec->own_group)
    setpgid (0, 0);
  if (keep_descriptors (fds, n + 2) == -1)
    _exit (EXIT_FAILURE);
  control = PROCESS_FIRST_FD + n;
  output = control + 1;
  wait_for_release (control);

  if (use_null_as_stdin () == 0 && dup2 (output, STDOUT_FILENO) != -1
      && dup2 (output, STDERR_FILENO) != -1 && close_from (control + 1) == 0
      && fcntl (control, F_SETFD, FD_CLOEXEC) == 0
      && enter_sandbox (spec->sandbox, cloned, control) == 0) {
    reset_signals ();
    execve (spec->path, spec->argv, spec->environment);
  }

  const int error = errno;
  if (write (control, &error, sizeof error) != sizeof error)
    _exit (EXIT_FAILURE);
  _exit (EXIT_FAILURE);
}

int
process_start (struct process *process, const struct process_spec *spec)
{
  int control[2] = { -1, -1 }, output[2] = { -1, -1 };
  sigset_t all, before;

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

  /* The program's own handlers must not run in the child. */
  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  int cloned;
  const pid_t pid = make_child (spec->sandbox, &cloned);
  if (pid == 0)
    run_child (spec, cloned, output[1], control[1]);
  const int saved = errno;
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  errno = saved;

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
