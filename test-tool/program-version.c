/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks a program for its version. */

#include <config.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checks.h"
#include "cleanup.h"

/* For a sentence; qemu needs a few hundredths of a second. */
#define DEADLINE_MS 20000

static int
start (const char *program, int output, pid_t *pid)
{
  char *const argv[] = { (char *) program, (char *) "--version", NULL };
  posix_spawn_file_actions_t actions;
  int error = posix_spawn_file_actions_init (&actions);

  if (error != 0)
    return error;
  posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2 (&actions, output, STDERR_FILENO);
  error = posix_spawn (pid, program, &actions, NULL, argv, environ);
  posix_spawn_file_actions_destroy (&actions);
  return error;
}

/* Reads until the program closes its output, BUFFER is full, or the deadline
 * is over; what comes after a full buffer does not matter. */
static bool
read_output (int fd, char *buffer, size_t size)
{
  const int64_t deadline = monotonic_milliseconds () + DEADLINE_MS;
  size_t have = 0;

  buffer[0] = '\0';
  while (have + 1 < size) {
    struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
    const int64_t left = deadline - monotonic_milliseconds ();

    if (left <= 0)
      return false;
    if (poll (&poll_fd, 1, (int) left) != 1)
      continue;
    const ssize_t n = read (fd, buffer + have, size - 1 - have);
    if (n == 0)
      return true;
    if (n == -1 && errno != EINTR)
      return true;
    have += n > 0 ? n : 0;
    buffer[have] = '\0';
  }
  return true;
}

/* Only the first line, and nothing that a terminal could obey. */
static void
make_line (char *buffer)
{
  buffer[strcspn (buffer, "\n")] = '\0';
  for (char *c = buffer; *c != '\0'; ++c)
    if (*c < ' ' || *c > '~')
      *c = '?';
}

static char *
describe_failure (const char *line, int status)
{
  if (WIFSIGNALED (status))
    return format ("it was killed by signal %d: %s", WTERMSIG (status), line);
  return format ("it exited with status %d: %s", WEXITSTATUS (status), line);
}

char *
program_version (const char *program, char **problem)
{
  char buffer[512];
  int output[2], status = 0;
  pid_t pid;

  *problem = NULL;
  if (pipe2 (output, O_CLOEXEC) == -1) {
    *problem = copy (strerror (errno));
    return NULL;
  }
  const int error = start (program, output[1], &pid);
  close (output[1]);
  if (error != 0) {
    close (output[0]);
    *problem = copy (strerror (error));
    return NULL;
  }
  const bool in_time = read_output (output[0], buffer, sizeof buffer);
  close (output[0]);
  if (!in_time)
    kill (pid, SIGKILL);
  while (waitpid (pid, &status, 0) == -1 && errno == EINTR)
    ;

  make_line (buffer);
  if (!in_time)
    *problem = format ("it did not answer within %d seconds", DEADLINE_MS / 1000);
  else if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    *problem = describe_failure (buffer, status);
  return *problem == NULL ? copy (buffer) : NULL;
}
