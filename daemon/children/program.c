/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running programs of the appliance and of the guest. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "base/verbosity.h"
#include "children/capture.h"
#include "children/execute.h"
#include "children/guest-environment.h"
#include "children/process.h"
#include "children/program.h"
#include "cleanup.h"

/* What is kept of stderr: its end, where the reason stands. */
#define STDERR_LIMIT (32 * 1024)

#define WORDS_MAX 64

enum { OUT, ERR, CAPTURES };

struct run {
  struct execution execution;
  const struct program *program;
  struct capture captures[CAPTURES];
  struct feed feed;
};

static void
close_started (struct run *run)
{
  const int *standard = run->execution.standard;

  for (int fd = 0; fd < 3; ++fd)
    if (standard[fd] > 2 && standard[fd] != run->program->stdout_fd)
      close (standard[fd]);
  if (run->execution.root > 0)
    close (run->execution.root);
}

static void
run_free (struct run *run)
{
  capture_free (&run->captures[OUT]);
  capture_free (&run->captures[ERR]);
  if (run->feed.fd != -1)
    close (run->feed.fd);
}

/* A pipe whose READ or WRITE end stays here. */
static int
make_pipe (int *here, int *in_child, bool child_writes)
{
  int fds[2];

  if (pipe2 (fds, O_CLOEXEC) == -1)
    return -1;
  *here = fds[child_writes ? 0 : 1];
  *in_child = fds[child_writes ? 1 : 0];
  return 0;
}

static int
prepare (struct run *run, const struct program *program, file_sink sink, void *data)
{
  int *standard = run->execution.standard;

  run->program = program;
  run->execution.argv = program->argv;
  run->execution.keep = program->keep_fd;
  run->execution.keep_count = sizeof program->keep_fd / sizeof program->keep_fd[0];
  run->execution.directory = program->chdir_fd;
  run->captures[OUT].limit = capture_limit ();
  run->captures[OUT].sink = sink;
  run->captures[OUT].data = data;
  run->captures[ERR].limit = STDERR_LIMIT;
  run->captures[ERR].keep_tail = true;

  if (program->in_sysroot) {
    run->execution.root = sysroot_open_root ();
    if (run->execution.root == -1)
      return -1;
  }
  if (program->input != NULL) {
    run->feed.bytes = program->input;
    run->feed.size = program->input_size;
    if (make_pipe (&run->feed.fd, &standard[0], false) == -1
        || fcntl (run->feed.fd, F_SETFL, O_NONBLOCK) == -1)
      return -1;
  } else {
    standard[0] = open ("/dev/null", O_RDONLY | O_CLOEXEC);
    if (standard[0] == -1)
      return -1;
  }
  if (program->stdout_fd > 0)
    standard[1] = program->stdout_fd;
  else if (make_pipe (&run->captures[OUT].fd, &standard[1], true) == -1)
    return -1;
  return make_pipe (&run->captures[ERR].fd, &standard[2], true);
}

static int
take_output (struct run *run, struct program_output *output)
{
  struct capture *out = &run->captures[OUT], *err = &run->captures[ERR];

  output->out = out->bytes != NULL ? out->bytes : strdup ("");
  output->out_size = out->size;
  out->bytes = NULL;
  output->err = printable_text (err->bytes, err->size);
  return output->out == NULL || output->err == NULL ? -1 : 0;
}

static int
reply_output_error (const char *name, int err)
{
  if (err == ECANCELED && reply_has_error ())
    return -1;
  if (err == EFBIG)
    return reply_error_text (EFBIG, "%s: its output is larger than %zu MiB", name,
                             capture_limit () >> 20);
  return reply_error (err, "%s: output", name);
}

static int
communicate (struct run *run, pid_t pid, struct program_output *output)
{
  const char *name = run->program->argv[0];
  int result = capture_all (run->captures, CAPTURES, &run->feed, -1);
  const int err = errno;

  if (result == -1) {
    process_end (pid);
    return reply_output_error (name, err);
  }
  output->status = process_wait (pid);
  if (take_output (run, output) == -1)
    return reply_error (ENOMEM, "%s: output", name);
  if (verbose && output->err[0] != '\0')
    fprintf (stderr, "guestfsd: %s: %s\n", name, output->err);
  return 0;
}

static int
run_prepared (struct run *run, struct program_output *output)
{
  pid_t pid = execute (&run->execution);
  const int err = errno;

  close_started (run);
  if (pid == -1)
    return reply_error (err, "%s", run->program->argv[0]);
  return communicate (run, pid, output);
}

int
program_stream (const struct program *program, file_sink sink, void *data,
                struct program_output *output)
{
  struct run run = { .execution = { .standard = { -1, -1, -1 } },
                     .captures = { { .fd = -1 }, { .fd = -1 } },
                     .feed = { .fd = -1 } };
  struct guest_environment environment = { .count = 0 };
  int result;

  if (prepare (&run, program, sink, data) == -1) {
    result = reply_error (errno, "%s", program->argv[0]);
    close_started (&run);
  } else {
    if (program->in_sysroot)
      guest_environment_enter (&environment);
    result = run_prepared (&run, output);
    if (program->in_sysroot)
      guest_environment_leave (&environment);
  }
  run_free (&run);
  return result;
}

int
program_run (const struct program *program, struct program_output *output)
{
  return program_stream (program, NULL, NULL, output);
}

int
program_check_status (const char *name, const struct program_output *output)
{
  char status[STATUS_TEXT_SIZE];

  if (output->status == 0)
    return 0;
  if (output->err[0] == '\0')
    return reply_error_text (0, "%s %s", name, status_text (output->status, status));
  if (WIFSIGNALED (output->status))
    return reply_error_text (0, "%s\n%s %s", output->err, name,
                             status_text (output->status, status));
  return reply_error_text (0, "%s", output->err);
}

int
program_check (const struct program *program, struct program_output *output)
{
  if (program_run (program, output) == -1)
    return -1;
  return program_check_status (program->argv[0], output);
}

int
run_words (const char *prefix, const char *word, ...)
{
  const char *argv[WORDS_MAX];
  size_t count = 0;
  va_list words;

  va_start (words, word);
  while (word != NULL && count < WORDS_MAX - 1) {
    argv[count++] = word;
    word = va_arg (words, const char *);
  }
  va_end (words);
  if (word != NULL)
    return reply_error_text (E2BIG, "%s: more than %d arguments", argv[0], WORDS_MAX - 1);
  argv[count] = NULL;

  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { NULL, 0, NULL, 0 };
  char status[STATUS_TEXT_SIZE];

  if (program_run (&program, &output) == -1)
    return -1;
  if (prefix == NULL || output.status == 0)
    return program_check_status (argv[0], &output);
  if (output.err[0] == '\0')
    return reply_error_text (0, "%s: %s %s", prefix, argv[0], status_text (output.status, status));
  return reply_error_text (0, "%s: %s", prefix, output.err);
}

void
program_output_free (struct program_output *output)
{
  free (output->out);
  free (output->err);
  *output = (struct program_output) { NULL, 0, NULL, 0 };
}

/* PATH, or what execvp(3) takes when it is not set. */
bool
program_exists (const char *name)
{
  const char *path = getenv ("PATH");

  if (path == NULL)
    path = "/bin:/usr/bin";
  while (*path != '\0') {
    const size_t length = strcspn (path, ":");
    CLEANUP_FREE char *file = NULL;

    if (asprintf (&file, "%.*s/%s", (int) length, path, name) == -1) {
      file = NULL;
      return false;
    }
    if (access (file, X_OK) == 0)
      return true;
    path += length + (path[length] == ':');
  }
  return false;
}
