/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs a program of the host to its end and keeps what it prints. */

#include <config.h>

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "host-program.h"
#include "internal.h"
#include "process.h"

/* For a program that parses what may be made to exhaust it: enough for any
 * real image. */
#define HOSTILE_ADDRESS_SPACE ((rlim_t) 1 << 30)
#define HOSTILE_CPU_SECONDS 10

/* More output than this is an error, more messages are dropped. */
#define MAX_OUTPUT ((size_t) 16 << 20)
#define MAX_MESSAGES ((size_t) 16 << 10)

struct capture {
  char *bytes; /* terminated by NUL */
  size_t size, max;
  bool overflow;
};

/* The parent's ends. */
struct running {
  pid_t pid;
  int output, messages;
  int control; /* errno of a failed exec comes through it */
};

static void
limit (int resource, rlim_t value)
{
  const struct rlimit rlimit = { value, value };
  /* A lower limit that exists already is as good. */
  setrlimit (resource, &rlimit);
}

/* In the child: only what is safe after a fork in a program with threads. */
static void __attribute__ ((noreturn))
run_child (const struct host_program *program, int output, int messages, int control)
{
  int null = open ("/dev/null", O_RDONLY);
  if (null != -1 && dup2 (null, STDIN_FILENO) != -1 && dup2 (output, STDOUT_FILENO) != -1
      && dup2 (messages, STDERR_FILENO) != -1 && keep_descriptors (&control, 1) == 0) {
    control = PROCESS_FIRST_FD;
    fcntl (control, F_SETFD, FD_CLOEXEC);
    reset_signals ();
    if (program->parses_hostile_data) {
      limit (RLIMIT_AS, HOSTILE_ADDRESS_SPACE);
      limit (RLIMIT_CPU, HOSTILE_CPU_SECONDS);
    }
    execvp (program->argv[0], (char *const *) program->argv);
  }
  const int err = errno;
  if (write (control, &err, sizeof err) == -1)
    _exit (126);
  _exit (127);
}

static void
close_all (const int *fds, size_t count)
{
  const int saved = errno;
  for (size_t i = 0; i < count; ++i)
    if (fds[i] >= 0)
      close (fds[i]);
  errno = saved;
}

static int
start (const struct host_program *program, struct running *running)
{
  int fds[6] = { -1, -1, -1, -1, -1, -1 };
  for (size_t i = 0; i < 6; i += 2)
    if (make_socket_pair (&fds[i]) == -1) {
      close_all (fds, 6);
      return -1;
    }

  pid_t pid = fork ();
  if (pid == -1) {
    close_all (fds, 6);
    return -1;
  }
  if (pid == 0)
    run_child (program, fds[1], fds[3], fds[5]);

  const int childs[] = { fds[1], fds[3], fds[5] };
  close_all (childs, 3);
  *running = (struct running) { pid, fds[0], fds[2], fds[4] };
  return 0;
}

static void
keep (guestfs_h *g, struct capture *capture, const char *bytes, size_t size)
{
  if (size > capture->max - capture->size) {
    size = capture->max - capture->size;
    capture->overflow = true;
  }
  capture->bytes = safe_realloc (g, capture->bytes, capture->size + size + 1);
  memcpy (capture->bytes + capture->size, bytes, size);
  capture->size += size;
  capture->bytes[capture->size] = '\0';
}

/* Reads once; false at the end. */
static bool
read_some (guestfs_h *g, int fd, struct capture *capture)
{
  char buffer[8192];
  ssize_t n = read (fd, buffer, sizeof buffer);
  if (n == -1)
    return errno == EINTR || errno == EAGAIN;
  keep (g, capture, buffer, (size_t) n);
  return n > 0;
}

static void
read_all (guestfs_h *g, const struct running *running, struct capture *output,
          struct capture *messages)
{
  struct pollfd fds[2] = { { running->output, POLLIN, 0 }, { running->messages, POLLIN, 0 } };
  struct capture *captures[2] = { output, messages };

  while ((fds[0].fd >= 0 || fds[1].fd >= 0) && !output->overflow) {
    if (poll (fds, 2, -1) == -1 && errno != EINTR)
      return;
    for (size_t i = 0; i < 2; ++i)
      if (fds[i].fd >= 0 && fds[i].revents != 0 && !read_some (g, fds[i].fd, captures[i]))
        fds[i].fd = -1; /* poll ignores it from now on */
  }
}

/* The messages as one line that ends an error: ": MESSAGES", or nothing. */
static char *
messages_text (guestfs_h *g, const struct capture *messages)
{
  size_t size = messages->size;
  while (size > 0 && (messages->bytes[size - 1] == '\n' || messages->bytes[size - 1] == ' '))
    --size;
  if (size == 0)
    return safe_strdup (g, "");
  return safe_asprintf (g, ": %.*s", (int) size, messages->bytes);
}

static int
check_status (guestfs_h *g, const struct host_program *program, int status,
              const struct capture *messages)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return 0;

  CLEANUP_FREE char *said = messages_text (g, messages);
  if (WIFEXITED (status))
    return set_error (g, 0, "%s: %s: %s exited with error status %d%s", program->name,
                      program->object, program->name, WEXITSTATUS (status), said);
  if (WTERMSIG (status) == SIGXCPU)
    return set_error (g, 0, "%s: %s: %s was stopped: it ran for more than %d seconds%s",
                      program->name, program->object, program->name, HOSTILE_CPU_SECONDS, said);
  return set_error (g, 0, "%s: %s: %s killed by signal %d (%s)%s", program->name, program->object,
                    program->name, WTERMSIG (status), strsignal (WTERMSIG (status)), said);
}

/* Waits for its end, and says what went wrong if anything did. */
static int
finish (guestfs_h *g, const struct host_program *program, const struct running *running,
        const struct capture *output, const struct capture *messages)
{
  if (output->overflow)
    kill (running->pid, SIGKILL);

  int exec_error = 0;
  ssize_t n;
  do
    n = read (running->control, &exec_error, sizeof exec_error);
  while (n == -1 && errno == EINTR);

  int status;
  pid_t waited = wait_for_child (running->pid, &status, 0);
  if (n == (ssize_t) sizeof exec_error)
    return set_errno (g, exec_error, "%s: %s: cannot run %s", program->name, program->object,
                      program->argv[0]);
  if (output->overflow)
    return set_error (g, EFBIG, "%s: %s: %s printed more than %zu bytes", program->name,
                      program->object, program->name, output->max);
  if (waited == -1)
    return set_errno (g, errno,
                      "%s: %s: cannot learn how %s ended (does the program ignore SIGCHLD?)",
                      program->name, program->object, program->name);
  return check_status (g, program, status, messages);
}

static void
debug_command (guestfs_h *g, const struct host_program *program)
{
  if (!g->verbose)
    return;
  CLEANUP_FREE char *line = safe_strdup (g, program->argv[0]);
  for (size_t i = 1; program->argv[i] != NULL; ++i) {
    char *longer = safe_asprintf (g, "%s %s", line, program->argv[i]);
    free (line);
    line = longer;
  }
  debug (g, "command: run: %s", line);
}

int
host_program_run (guestfs_h *g, const struct host_program *program, char **output_r)
{
  debug_command (g, program);
  struct running running;
  if (start (program, &running) == -1)
    return set_errno (g, errno, "%s: %s: cannot start %s", program->name, program->object,
                      program->argv[0]);

  struct capture output = { .max = MAX_OUTPUT }, messages = { .max = MAX_MESSAGES };
  keep (g, &output, "", 0);
  keep (g, &messages, "", 0);
  read_all (g, &running, &output, &messages);

  CLEANUP_FREE char *output_bytes = output.bytes;
  CLEANUP_FREE char *messages_bytes = messages.bytes;
  int result = finish (g, program, &running, &output, &messages);
  const int fds[] = { running.output, running.messages, running.control };
  close_all (fds, 3);
  if (result == 0 && messages.size > 0)
    debug (g, "%s: %s", program->name, messages_bytes);
  if (result == 0 && output_r) {
    *output_r = output_bytes;
    output_bytes = NULL;
  }
  return result;
}
