/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forked children for code that parses hostile data: a crash, an endless loop
 * or a greedy allocation is an error of one call, and the daemon lives on. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "children/capture.h"
#include "children/child.h"
#include "base/memory-shortage.h"
#include "talk/progress.h"
#include "talk/protocol.h"
#include "base/reply.h"

/* Under an emulated CPU work takes ten times what it takes elsewhere.  The
 * wall clock is only for a child that waits for ever. */
static const struct child_limits usual_limits = { .cpu_seconds = 120,
                                                  .wall_seconds = 600,
                                                  .memory = 512 << 20 };

enum { RESULT, ERROR, CAPTURES };

/* The error travels as its errno, whose bytes come first, and the text. */
#define ERROR_TEXT_LIMIT (64 * 1024)

/* ---- the child ---- */

static int
limit (int resource, rlim_t soft, rlim_t hard)
{
  const struct rlimit both = { soft, hard };

  return setrlimit (resource, &both);
}

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
set_limits (const struct child_limits *limits)
{
  const rlim_t memory = address_space () + limits->memory;

  /* SIGXCPU comes at the soft limit, SIGKILL at the hard one. */
  if (limit (RLIMIT_CORE, 0, 0) == -1
      || limit (RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1) == -1
      || limit (RLIMIT_AS, memory, memory) == -1)
    return reply_error (errno, "setrlimit");
  return 0;
}

static void
send_error (int fd)
{
  const int err = reply_error_errno ();
  const char *message = reply_has_error () ? reply_error_message () : "unknown error";
  FILE *file = fdopen (fd, "w");

  if (file == NULL)
    return;
  fwrite (&err, sizeof err, 1, file);
  fputs (message, file);
  fclose (file);
}

static int
do_work (child_work work, void *data, const struct child_limits *limits, int fd)
{
  FILE *out = fdopen (fd, "w");

  if (out == NULL)
    return reply_error (errno, "fdopen");
  if (set_limits (limits) == -1 || work (out, data) == -1)
    return -1;
  return fclose (out) == 0 ? 0 : reply_error (errno, "result of a child process");
}

/* _exit: what the daemon registered with atexit, and what its FILEs have
 * buffered, is not the child's. */
static void __attribute__ ((noreturn))
be_child (child_work work, void *data, const struct child_limits *limits, const int fds[CAPTURES])
{
  protocol_leave ();
  progress_leave ();
  reply_error_clear ();
  setpgid (0, 0);
  become_expendable ();
  signal (SIGPIPE, SIG_DFL); /* the daemon gave up */
  if (do_work (work, data, limits, fds[RESULT]) == 0)
    _exit (EXIT_SUCCESS);
  send_error (fds[ERROR]);
  _exit (EXIT_FAILURE);
}

/* ---- the daemon's side ---- */

static int
make_pipes (struct capture captures[CAPTURES], int in_child[CAPTURES])
{
  for (size_t i = 0; i < CAPTURES; ++i) {
    int fds[2];

    if (pipe2 (fds, O_CLOEXEC) == -1)
      return -1;
    captures[i].fd = fds[0];
    in_child[i] = fds[1];
  }
  return 0;
}

static void
close_all (const int fds[CAPTURES])
{
  for (size_t i = 0; i < CAPTURES; ++i)
    if (fds[i] != -1)
      close (fds[i]);
}

/* Why the child's death is an error, in words. */
static int
reply_death (int status, const struct child_limits *limits)
{
  char text[STATUS_TEXT_SIZE];

  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return reply_error_text (ETIMEDOUT,
                             "reading it took more than %u seconds of CPU time: it is damaged, or "
                             "made to keep its reader busy",
                             limits->cpu_seconds);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return reply_error_text (ENOMEM, "the process that read it was killed: the appliance has not "
                                     "enough memory");
  return reply_error_text (EIO,
                           "the process that read it %s: it is damaged, or made to crash its "
                           "reader",
                           status_text (status, text));
}

/* Distrusts what the child wrote: it may have been taken over. */
static int
reply_child_error (const struct capture *error, int status, const struct child_limits *limits)
{
  int err;

  if (!WIFEXITED (status) || error->size <= sizeof err)
    return reply_death (status, limits);
  memcpy (&err, error->bytes, sizeof err);
  return reply_error_text (err > 0 ? err : 0, "%s", error->bytes + sizeof err);
}

static int
reply_capture_error (int err, const struct child_limits *limits)
{
  if (err == ETIMEDOUT)
    return reply_error_text (err, "reading it took more than %u seconds", limits->wall_seconds);
  if (err == EFBIG)
    return reply_error_text (err, "the result is larger than %zu MiB", capture_limit () >> 20);
  return reply_error (err, "result of a child process");
}

static int
collect (pid_t pid, struct capture captures[CAPTURES], const struct child_limits *limits)
{
  struct feed none = { .fd = -1 };
  int result, err, status;

  result = capture_all (captures, CAPTURES, &none, limits->wall_seconds * INT64_C (1000));
  err = errno;
  /* Also for what it may have started, when it is done or is no use. */
  kill (-pid, SIGKILL);
  if (result == -1)
    kill (pid, SIGKILL);
  while (waitpid (pid, &status, 0) == -1)
    if (errno != EINTR)
      return reply_error (errno, "waitpid");
  if (result == -1)
    return reply_capture_error (err, limits);
  if (status != 0)
    return reply_child_error (&captures[ERROR], status, limits);
  return 0;
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
  struct capture captures[CAPTURES] = {
    [RESULT] = { .fd = -1, .limit = capture_limit () },
    [ERROR] = { .fd = -1, .limit = ERROR_TEXT_LIMIT },
  };
  int in_child[CAPTURES] = { -1, -1 };
  pid_t pid = -1;
  int r = -1;

  if (make_pipes (captures, in_child) == -1 || (pid = fork ()) == -1)
    reply_error (errno, "start a child process");
  if (pid == 0)
    be_child (work, data, limits, in_child);
  close_all (in_child);

  if (pid > 0 && collect (pid, captures, limits) == 0)
    r = take_result (&captures[RESULT], result, size);
  capture_free (&captures[RESULT]);
  capture_free (&captures[ERROR]);
  return r;
}

int
run_in_child (child_work work, void *data, char **result, size_t *size)
{
  return run_in_child_limited (work, data, &usual_limits, result, size);
}
