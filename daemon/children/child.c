/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forked children for code that parses hostile data. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/reply.h"
#include "base/write-all.h"
#include "children/child.h"
#include "children/process.h"

/* Under an emulated CPU work takes ten times what it takes elsewhere.  The
 * wall clock is only for a child that waits for ever. */
static const struct child_limits usual_limits = { .cpu_seconds = 120,
                                                  .wall_seconds = 600,
                                                  .memory = 512 << 20 };

/* The error travels as its errno, whose bytes come first, and the text. */
#define ERROR_TEXT_LIMIT (64 * 1024)

/* ---- the child ---- */

struct start {
  int (*work) (void *data);
  void *data;
  int error; /* where its error goes to */
};

/* The pipe stays open until the process ends: its end says that all was done. */
static int
be_child (void *data)
{
  const struct start *start = data;

  if (start->work (start->data) == 0)
    return EXIT_SUCCESS;

  const int err = reply_error_errno ();
  const char *message = reply_has_error () ? reply_error_message () : "unknown error";
  if (write_all (start->error, &err, sizeof err) == 0)
    write_all (start->error, message, strlen (message));
  return EXIT_FAILURE;
}

/* ---- the daemon's side ---- */

int
child_start (struct child *child, int (*work) (void *data), void *data)
{
  struct start start = { .work = work, .data = data };
  const struct process_plan plan = { .run = be_child,
                                     .data = &start,
                                     .cpu_seconds = child->limits->cpu_seconds,
                                     .memory = child->limits->memory };
  int fds[2];

  if (pipe2 (fds, O_CLOEXEC) == -1)
    return reply_error (errno, "start a child process");
  start.error = fds[1];
  child->error = fds[0];
  child->pid = process_make (&plan);
  const int err = errno;
  close (fds[1]);
  if (child->pid > 0)
    return 0;
  close (fds[0]);
  return reply_error (err, "start a child process");
}

int
child_reply_death (const struct child *child, int status)
{
  char text[STATUS_TEXT_SIZE];

  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return reply_error_text (ETIMEDOUT,
                             "%s took more than %u seconds of CPU time: what it read is damaged, "
                             "or made to keep its reader busy",
                             child->what, child->limits->cpu_seconds);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return reply_error_text (ENOMEM, "%s was killed: the appliance has not enough memory",
                             child->what);
  return reply_error_text (EIO, "%s %s: what it read is damaged, or made to crash its reader",
                           child->what, status_text (status, text));
}

/* Distrusts what the child wrote: it may have been taken over. */
static int
reply_child_error (const struct child *child, const struct capture *error, int status)
{
  int err;

  if (!WIFEXITED (status) || error->size <= sizeof err)
    return child_reply_death (child, status);
  memcpy (&err, error->bytes, sizeof err);
  return reply_error_text (err > 0 ? err : 0, "%s", error->bytes + sizeof err);
}

static int
reply_capture_error (const struct child *child, int err)
{
  if (err == ECANCELED && reply_has_error ())
    return -1;
  if (err == ETIMEDOUT)
    return reply_error_text (err, "%s took more than %u seconds", child->what,
                             child->limits->wall_seconds);
  if (err == EFBIG)
    return reply_error_text (err, "the result is larger than %zu MiB", capture_limit () >> 20);
  return reply_error (err, "result of a child process");
}

int
child_finish (struct child *child, struct capture *output)
{
  enum { ERROR, OUTPUT };
  struct capture captures[] = {
    [ERROR] = { .fd = child->error, .limit = ERROR_TEXT_LIMIT, .keep_tail = true },
    [OUTPUT] = *output,
  };
  const unsigned seconds = child->limits->wall_seconds;
  struct feed none = { .fd = -1 };
  int r = capture_all (captures, 2, &none, seconds > 0 ? seconds * INT64_C (1000) : -1);

  *output = captures[OUTPUT];
  if (r == -1) {
    r = reply_capture_error (child, errno);
    process_end (child->pid);
  } else {
    const int status = process_end (child->pid);

    r = status == 0 ? 0 : reply_child_error (child, &captures[ERROR], status);
  }
  capture_free (&captures[ERROR]);
  return r;
}

void
child_abandon (struct child *child)
{
  close (child->error);
  process_end (child->pid);
}

/* ---- a child with a result ---- */

struct task {
  child_work work;
  void *data;
  int out;
};

static int
write_result (void *data)
{
  const struct task *task = data;
  FILE *out = fdopen (task->out, "w");

  if (out == NULL)
    return reply_error (errno, "fdopen");
  if (task->work (out, task->data) == -1)
    return -1;
  return fclose (out) == 0 ? 0 : reply_error (errno, "result of a child process");
}

static int
take_result (struct capture *capture, char **result, size_t *size)
{
  *size = capture->size;
  *result = capture->bytes != NULL ? capture->bytes : strdup ("");
  capture->bytes = NULL;
  return *result != NULL ? 0 : reply_error (errno, "result of a child process");
}

int
run_in_child_limited (child_work work, void *data, const struct child_limits *limits, char **result,
                      size_t *size)
{
  struct child child = { .what = "the process that read it", .limits = limits };
  struct task task = { .work = work, .data = data };
  int fds[2], r;

  if (pipe2 (fds, O_CLOEXEC) == -1)
    return reply_error (errno, "start a child process");
  struct capture output = { .fd = fds[0], .limit = capture_limit () };
  task.out = fds[1];
  r = child_start (&child, write_result, &task);
  close (fds[1]);
  if (r == 0)
    r = child_finish (&child, &output);
  if (r == 0)
    r = take_result (&output, result, size);
  capture_free (&output);
  return r;
}

int
run_in_child (child_work work, void *data, char **result, size_t *size)
{
  return run_in_child_limited (work, data, &usual_limits, result, size);
}
