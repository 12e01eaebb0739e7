/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sessions that live in a forked child. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/reply.h"
#include "base/write-all.h"
#include "children/capture.h"
#include "children/child.h"
#include "children/process.h"
#include "cleanup.h"
#include "sessions/session-child.h"
#include "string-list.h"

/* As for other children, but of each call: a session may last. */
static const struct child_limits limits = { .cpu_seconds = 120,
                                            .wall_seconds = 600,
                                            .memory = 512 << 20 };

struct session_child {
  struct child process; /* its pid is 0 when it is dead */
  int fd;
};

/* What travels to the child, and then the bytes of the arguments ... */
struct question {
  session_work work;
  size_t sizes[SESSION_ARGUMENTS];
};

/* ... and back: then the result, or the error's text. */
struct answer {
  bool failed;
  int err;
  size_t size;
};

/* 0, or -1 and errno: EPIPE if the other side is gone. */
static int
read_exactly (int fd, void *bytes, size_t size)
{
  char *next = bytes;

  while (size > 0) {
    const ssize_t n = read (fd, next, size);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == 0)
      errno = EPIPE;
    if (n <= 0)
      return -1;
    next += n;
    size -= n;
  }
  return 0;
}

/* SIZE bytes and a NUL, malloc'd. */
static char *
read_bytes (int fd, size_t size)
{
  char *bytes = malloc (size + 1);

  if (bytes != NULL && read_exactly (fd, bytes, size) == 0) {
    bytes[size] = '\0';
    return bytes;
  }
  free (bytes);
  return NULL;
}

/* ---- the child ---- */

struct start {
  void *(*open) (void *data);
  void *data;
  int keep_fd;
  int fds[2]; /* the daemon's end, and the child's */
};

static void
close_between (int first, int last)
{
  if (first <= last)
    close_range (first, last, 0);
}

/* It may outlive what the daemon has open now: disks, directories, other sessions. */
static void
close_all_but (int one, int other)
{
  const int low = other != -1 && other < one ? other : one;
  const int high = other > one ? other : one;

  close_between (STDERR_FILENO + 1, low - 1);
  close_between (low + 1, high - 1);
  close_between (high + 1, INT_MAX);
}

/* From now on, as it may have used some. */
static void
limit_cpu_time (void)
{
  struct rlimit limit = { .rlim_max = RLIM_INFINITY };
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  limit.rlim_cur = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1 + limits.cpu_seconds;
  setrlimit (RLIMIT_CPU, &limit);
}

static int
send_answer (int fd, int result, const char *bytes, size_t size)
{
  struct answer answer = { .failed = result == -1, .size = size };

  if (answer.failed) {
    bytes = reply_has_error () ? reply_error_message () : "unknown error";
    answer.err = reply_error_errno ();
    answer.size = strlen (bytes);
  }
  return write_all (fd, &answer, sizeof answer) == 0 ? write_all (fd, bytes, answer.size) : -1;
}

static int
do_work (int fd, void *state, const struct question *question,
         const struct session_arguments *arguments)
{
  CLEANUP_FREE char *bytes = NULL;
  size_t size = 0;
  FILE *out = open_memstream (&bytes, &size);
  int result;

  if (out == NULL)
    return -1;
  limit_cpu_time ();
  reply_error_clear ();
  result = question->work (state, arguments, out);
  if (fclose (out) == EOF && result == 0)
    result = reply_error (errno, "result of a call");
  return send_answer (fd, result, bytes, size);
}

static int
answer_question (int fd, void *state)
{
  CLEANUP_FREE char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL;
  char **const copies[SESSION_ARGUMENTS] = { &first, &second, &third, &fourth };
  struct session_arguments arguments = { 0 };
  struct question question;

  if (read_exactly (fd, &question, sizeof question) == -1)
    return -1;
  for (size_t i = 0; i < SESSION_ARGUMENTS; ++i) {
    if (question.sizes[i] == 0)
      continue;
    *copies[i] = read_bytes (fd, question.sizes[i]);
    if (*copies[i] == NULL)
      return -1;
    arguments.list[i] = (struct session_argument) { *copies[i], question.sizes[i] };
  }
  return do_work (fd, state, &question, &arguments);
}

/* It ends when the daemon closes its end. */
static int
be_session (void *data)
{
  const struct start *start = data;
  const int fd = start->fds[1];

  close_all_but (fd, start->keep_fd);
  limit_cpu_time ();
  void *state = start->open (start->data);
  int result = send_answer (fd, state != NULL ? 0 : -1, NULL, 0);
  while (result == 0 && state != NULL)
    result = answer_question (fd, state);
  return EXIT_SUCCESS;
}

const char *
session_text (const struct session_arguments *arguments, size_t i)
{
  return arguments->list[i].bytes;
}

int64_t
session_number (const struct session_arguments *arguments, size_t i)
{
  int64_t number;

  memcpy (&number, arguments->list[i].bytes, sizeof number);
  return number;
}

int
session_put_number (FILE *out, int64_t number)
{
  return fwrite (&number, sizeof number, 1, out) == 1 ? 0 : reply_error (errno, "result of a call");
}

/* ---- the daemon's side ---- */

/* It does not answer any more: why is an error. */
static int
reply_silence (struct session_child *child, int err)
{
  const int status = process_end (child->process.pid);

  child->process.pid = 0;
  if (err == EAGAIN || err == EWOULDBLOCK)
    return reply_error_text (ETIMEDOUT, "%s did not answer for %u seconds and was ended",
                             child->process.what, limits.wall_seconds);
  return child_reply_death (&child->process, status);
}

/* Distrusts what comes: the child may have been taken over. */
static char *
take_answer (struct session_child *child, size_t *size)
{
  struct answer answer;

  if (read_exactly (child->fd, &answer, sizeof answer) == -1) {
    reply_silence (child, errno);
    return NULL;
  }
  if (answer.size > capture_limit ()) {
    process_end (child->process.pid);
    child->process.pid = 0;
    reply_error_text (EFBIG, "the result is larger than %zu MiB", capture_limit () >> 20);
    return NULL;
  }
  CLEANUP_FREE char *bytes = read_bytes (child->fd, answer.size);
  if (bytes == NULL) {
    reply_silence (child, errno);
    return NULL;
  }
  if (answer.failed) {
    reply_error_text (answer.err > 0 ? answer.err : 0, "%s", bytes);
    return NULL;
  }
  char *result = bytes;
  *size = answer.size;
  bytes = NULL;
  return result;
}

static int
send_question (struct session_child *child, session_work work,
               const struct session_arguments *arguments)
{
  struct question question = { .work = work };

  for (size_t i = 0; i < SESSION_ARGUMENTS; ++i)
    question.sizes[i] = arguments->list[i].size;
  if (write_all (child->fd, &question, sizeof question) == -1)
    return -1;
  for (size_t i = 0; i < SESSION_ARGUMENTS; ++i)
    if (write_all (child->fd, arguments->list[i].bytes, arguments->list[i].size) == -1)
      return -1;
  return 0;
}

static char *
ask (struct session_child *child, session_work work, const struct session_arguments *arguments,
     size_t *size)
{
  if (child->process.pid == 0) {
    reply_error_text (EIO, "%s has died in an earlier call: open it again", child->process.what);
    return NULL;
  }
  if (send_question (child, work, arguments) == -1) {
    reply_silence (child, errno);
    return NULL;
  }
  return take_answer (child, size);
}

/* The daemon's end of FDS waits for ever for nobody. */
static int
make_socket (int fds[2])
{
  const struct timeval timeout = { .tv_sec = limits.wall_seconds };

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == -1)
    return -1;
  setsockopt (fds[0], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  setsockopt (fds[0], SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  return 0;
}

struct session_child *
session_child_start (const char *what, void *(*open) (void *data), void *data, int keep_fd)
{
  struct start start = { .open = open, .data = data, .keep_fd = keep_fd };
  const struct process_plan plan = { .run = be_session, .data = &start, .memory = limits.memory };
  struct session_child *child = calloc (1, sizeof *child);
  size_t size;

  if (child == NULL || make_socket (start.fds) == -1) {
    free (child);
    return reply_error_null (errno, "start %s", what);
  }
  child->process = (struct child) { .what = what, .limits = &limits, .pid = process_make (&plan) };
  child->fd = start.fds[0];
  close (start.fds[1]);
  if (child->process.pid == -1) {
    child->process.pid = 0;
    reply_error (errno, "start %s", what);
  } else {
    CLEANUP_FREE char *nothing = take_answer (child, &size);
    if (nothing != NULL)
      return child;
  }
  session_child_end (child);
  return NULL;
}

void
session_child_end (struct session_child *child)
{
  close (child->fd);
  if (child->process.pid != 0)
    process_end (child->process.pid);
  free (child);
}

/* ---- kinds of results ---- */

char *
session_child_text (struct session_child *child, session_work work,
                    const struct session_arguments *arguments)
{
  size_t size;

  return ask (child, work, arguments, &size);
}

char **
session_child_list (struct session_child *child, session_work work,
                    const struct session_arguments *arguments)
{
  size_t size;
  CLEANUP_FREE char *bytes = ask (child, work, arguments, &size);

  if (bytes == NULL)
    return NULL;
  char **list = split_bytes (bytes, size, '\0');
  return list != NULL ? list : reply_error_null (errno, "result of a call");
}

int64_t
session_child_number (struct session_child *child, session_work work,
                      const struct session_arguments *arguments)
{
  size_t size;
  int64_t number = -1;
  CLEANUP_FREE char *bytes = ask (child, work, arguments, &size);

  if (bytes == NULL)
    return -1;
  if (size == sizeof number)
    memcpy (&number, bytes, sizeof number);
  return number >= 0 ? number : reply_error_text (EPROTO, "%s gave no number", child->process.what);
}

int
session_child_do (struct session_child *child, session_work work,
                  const struct session_arguments *arguments)
{
  size_t size;
  CLEANUP_FREE char *bytes = ask (child, work, arguments, &size);

  return bytes != NULL ? 0 : -1;
}
