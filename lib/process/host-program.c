/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs a program of the host to its end and keeps what it prints. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/memory.h"
#include "cleanup.h"
#include "clock.h"
#include "process/child.h"
#include "process/host-program.h"
#include "process/pairs.h"
#include "process/process.h"
#include "string-list.h"

/* For a program that parses what may be made to exhaust it: enough for any
 * real image. */
#define HOSTILE_ADDRESS_SPACE ((rlim_t) 1 << 30)
#define HOSTILE_CPU_SECONDS 10

/* Enough for each that only answers, or has only to finish. */
#define USUAL_SECONDS 60

/* How often a program is looked for where there are no pidfds. */
#define WAIT_STEP_MS 2

/* More output than this is an error, more messages are dropped. */
#define MAX_OUTPUT ((size_t) 16 << 20)
#define MAX_MESSAGES ((size_t) 16 << 10)

static bool
is_program (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && S_ISREG (status.st_mode) && access (path, X_OK) == 0;
}

/* Not getenv: a set-user-ID program must not be made to run what its caller
 * likes. */
char *
host_program_find (guestfs_h *g, const char *name)
{
  if (strchr (name, '/') != NULL)
    return is_program (name) ? safe_strdup (g, name) : NULL;

  const char *path = secure_getenv ("PATH") ?: "/usr/sbin:/usr/bin:/sbin:/bin";
  CLEANUP_FREE_STRINGS char **directories = split_bytes (path, strlen (path), ':');
  if (directories == NULL)
    out_of_memory (g);
  for (size_t i = 0; directories[i] != NULL; ++i) {
    const char *directory = *directories[i] != '\0' ? directories[i] : ".";
    char *candidate = safe_asprintf (g, "%s/%s", directory, name);

    if (is_program (candidate))
      return candidate;
    free (candidate);
  }
  return NULL;
}

struct capture {
  char *bytes; /* terminated by NUL */
  size_t size, max;
  bool overflow;
};

static int
seconds (const struct host_program *program)
{
  return program->seconds != 0 ? program->seconds : USUAL_SECONDS;
}

/* The parent's ends. */
struct running {
  pid_t pid;
  int output, messages;
  int control;      /* errno of a failed exec comes through it */
  int64_t deadline; /* monotonic_ms */
  bool is_late;     /* it was killed for that */
};

static void
limit (int resource, rlim_t value)
{
  const struct rlimit rlimit = { value, value };
  /* A lower limit that exists already is as good. */
  setrlimit (resource, &rlimit);
}

static int
enter_directory (const struct host_program *program)
{
  return program->directory != NULL ? chdir (program->directory) : 0;
}

/* The child's descriptors, in this order. */
enum { CONTROL, MESSAGES, OUTPUT, INPUT, CHILDS_FDS };

struct start {
  const struct host_program *program;
  const char *path; /* its file */
};

/* In the child. */
static void
run_child (void *data, int namespaces __attribute__ ((unused)))
{
  const struct start *start = data;
  const struct host_program *program = start->program;
  const int first = CHILD_FIRST_FD, control = first + CONTROL;
  const bool has_input = fcntl (first + INPUT, F_GETFD) != -1;
  const int input = has_input ? first + INPUT : open ("/dev/null", O_RDONLY | O_CLOEXEC);

  if (input != -1 && dup2 (input, STDIN_FILENO) != -1 && dup2 (first + OUTPUT, STDOUT_FILENO) != -1
      && dup2 (first + MESSAGES, STDERR_FILENO) != -1 && enter_directory (program) == 0) {
    if (program->parses_hostile_data) {
      limit (RLIMIT_AS, HOSTILE_ADDRESS_SPACE);
      limit (RLIMIT_CPU, HOSTILE_CPU_SECONDS);
    }
    child_unblock_signals ();
    execv (start->path, (char *const *) program->argv);
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

/* It reads from INPUT, and what it prints goes to OUTPUT, unless they are -1. */
static int
start_child (const struct start *start, int input, int output, struct running *running)
{
  int fds[6] = { -1, -1, -1, -1, -1, -1 };
  for (size_t i = 0; i < 6; i += 2)
    if (make_socket_pair (&fds[i]) == -1) {
      close_all (fds, 6);
      return -1;
    }

  const int childs[CHILDS_FDS] = { [CONTROL] = fds[5],
                                   [MESSAGES] = fds[3],
                                   [OUTPUT] = output != -1 ? output : fds[1],
                                   [INPUT] = input };
  const struct child_spec child = {
    .fds = childs, .nr_fds = CHILDS_FDS, .run = run_child, .data = (void *) start
  };
  const pid_t pid = child_start (&child);
  if (pid == -1) {
    close_all (fds, 6);
    return -1;
  }

  const int ends[] = { fds[1], fds[3], fds[5] };
  close_all (ends, 3);
  *running =
    (struct running) { .pid = pid, .output = fds[0], .messages = fds[2], .control = fds[4] };
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

/* Lets it run to its end, or to the deadline.  Its status stays to be asked for. */
static void
wait_for_end (struct running *running)
{
  CLEANUP_CLOSE int pidfd = pidfd_of (running->pid);
  siginfo_t info = { .si_pid = 0 };

  while (waitid (P_PID, (id_t) running->pid, &info, WEXITED | WNOWAIT | WNOHANG) == 0
         && info.si_pid == 0) {
    const int left = milliseconds_until (running->deadline);
    struct pollfd end = { .fd = pidfd, .events = POLLIN };

    if (left == 0) {
      running->is_late = true;
      kill (running->pid, SIGKILL);
      return;
    }
    poll (&end, 1, pidfd >= 0 || left < WAIT_STEP_MS ? left : WAIT_STEP_MS);
  }
}

static void
read_all (guestfs_h *g, const struct running *running, int64_t deadline, struct capture *output,
          struct capture *messages)
{
  struct pollfd fds[2] = { { running->output, POLLIN, 0 }, { running->messages, POLLIN, 0 } };
  struct capture *captures[2] = { output, messages };

  while ((fds[0].fd >= 0 || fds[1].fd >= 0) && !output->overflow) {
    const int ready = poll (fds, 2, milliseconds_until (deadline));
    if (ready == 0 || (ready == -1 && errno != EINTR))
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

/* A broken pipe is no failure: whoever reads says why no more was wanted. */
static int
check_status (guestfs_h *g, const struct host_program *program, int status,
              const struct capture *messages)
{
  if ((WIFEXITED (status) && WEXITSTATUS (status) == 0)
      || (WIFSIGNALED (status) && WTERMSIG (status) == SIGPIPE))
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
    return set_errno (g, exec_error, "%s: %s: cannot run %s%s%s", program->name, program->object,
                      program->argv[0], program->directory != NULL ? " in " : "",
                      program->directory != NULL ? program->directory : "");
  if (running->is_late)
    return set_error (g, ETIMEDOUT, "%s: %s: %s did not end within %d seconds and was killed",
                      program->name, program->object, program->name, seconds (program));
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

/* A program that runs, and what it prints. */
struct host_stream {
  guestfs_h *g;
  const struct host_program *program;
  struct running running;
  struct capture output, messages;
  pthread_t reader;
};

static void
stream_free (struct host_stream *stream)
{
  const int fds[] = { stream->running.output, stream->running.messages, stream->running.control };

  close_all (fds, 3);
  free (stream->output.bytes);
  free (stream->messages.bytes);
  free (stream);
}

static struct host_stream *
stream_start (guestfs_h *g, const struct host_program *program, int input, int output)
{
  struct host_stream *stream = safe_calloc (g, 1, sizeof *stream);

  debug_command (g, program);
  stream->g = g;
  stream->program = program;
  stream->output.max = MAX_OUTPUT;
  stream->messages.max = MAX_MESSAGES;
  keep (g, &stream->output, "", 0);
  keep (g, &stream->messages, "", 0);
  CLEANUP_FREE char *found = host_program_find (g, program->argv[0]);
  CLEANUP_FREE char *path = found != NULL ? absolute_path (g, found) : NULL;
  if (path != NULL
      && start_child (&(struct start) { program, path }, input, output, &stream->running) == 0)
    return stream;

  if (found == NULL)
    set_errno (g, ENOENT, "%s: %s: cannot run %s", program->name, program->object,
               program->argv[0]);
  else if (path != NULL)
    set_errno (g, errno, "%s: %s: cannot start %s", program->name, program->object,
               program->argv[0]);
  stream->running = (struct running) { .output = -1, .messages = -1, .control = -1 };
  stream_free (stream);
  return NULL;
}

static void
stream_read (struct host_stream *stream, int64_t deadline)
{
  read_all (stream->g, &stream->running, deadline, &stream->output, &stream->messages);
}

/* After all was read. */
static int
stream_end (struct host_stream *stream)
{
  return finish (stream->g, stream->program, &stream->running, &stream->output, &stream->messages);
}

static void
set_deadline (struct host_stream *stream)
{
  stream->running.deadline = monotonic_ms () + (int64_t) seconds (stream->program) * 1000;
}

int
host_program_run (guestfs_h *g, const struct host_program *program, char **output_r)
{
  const int input = program->input != NULL ? *program->input : -1;
  struct host_stream *stream = stream_start (g, program, input, -1);
  if (stream == NULL)
    return -1;

  set_deadline (stream);
  stream_read (stream, stream->running.deadline);
  if (!stream->output.overflow)
    wait_for_end (&stream->running);
  const int result = stream_end (stream);
  if (result == 0 && stream->messages.size > 0)
    debug (g, "%s: %s", program->name, stream->messages.bytes);
  if (result == 0 && output_r) {
    *output_r = stream->output.bytes;
    stream->output.bytes = NULL;
  }
  stream_free (stream);
  return result;
}

/* ---- beside this program ---- */

static void *
reader_thread (void *data)
{
  stream_read (data, INT64_MAX);
  return NULL;
}

/* What it prints is read by a thread, or it might wait for that while we wait
 * for its content.  Signals are the program's own. */
static int
start_reader (struct host_stream *stream)
{
  sigset_t all, before;

  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  const int err = pthread_create (&stream->reader, NULL, reader_thread, stream);
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  if (err == 0)
    return 0;

  kill (stream->running.pid, SIGKILL);
  wait_for_child (stream->running.pid, &(int) { 0 }, 0);
  return set_errno (stream->g, err, "%s: %s: cannot start a thread", stream->program->name,
                    stream->program->object);
}

struct host_stream *
host_stream_start (guestfs_h *g, const struct host_program *program,
                   enum host_stream_direction direction, int *pipe_r)
{
  const bool reads = direction == HOST_STREAM_READS;
  int fds[2];

  if (make_pipe (fds) == -1) {
    set_errno (g, errno, "%s: %s: cannot make a pipe", program->name, program->object);
    return NULL;
  }
  struct host_stream *stream = stream_start (g, program, reads ? fds[0] : -1, reads ? -1 : fds[1]);
  close (fds[reads ? 0 : 1]);
  if (stream != NULL && start_reader (stream) == -1) {
    stream_free (stream);
    stream = NULL;
  }
  if (stream == NULL)
    close (fds[reads ? 1 : 0]);
  else
    *pipe_r = fds[reads ? 1 : 0];
  return stream;
}

int
host_stream_finish (struct host_stream *stream)
{
  /* Our end of the pipe is closed: it has nothing to wait for. */
  set_deadline (stream);
  wait_for_end (&stream->running);
  pthread_join (stream->reader, NULL);
  const int result = stream_end (stream);
  stream_free (stream);
  return result;
}
