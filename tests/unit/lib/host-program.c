/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running programs of the host. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib-test.h"
#include "process/host-output.h"
#include "process/host-program.h"

static int
run_shell (const char *script, bool hostile, char **output_r)
{
  const char *argv[] = { "sh", "-c", script, NULL };
  const struct host_program program = {
    .argv = argv, .name = "sh", .object = "object", .parses_hostile_data = hostile
  };
  return host_program_run (g, &program, output_r);
}

static void
test_output_is_returned (void **state)
{
  (void) state;
  CLEANUP_FREE char *output = NULL;
  assert_int_equal (run_shell ("echo out; echo err >&2", false, &output), 0);
  assert_string_equal (output, "out\n");
  assert_int_equal (run_shell ("exit 0", false, NULL), 0);
}

static void
test_words_are_no_shell_commands (void **state)
{
  (void) state;
  const char *argv[] = { "printf", "%s|", "a b", "$(echo x)", "", "*", NULL };
  const struct host_program program = { .argv = argv, .name = "printf", .object = "object" };
  CLEANUP_FREE char *output = NULL;
  assert_int_equal (host_program_run (g, &program, &output), 0);
  assert_string_equal (output, "a b|$(echo x)||*|");
}

/* ---- the child before its exec ---- */

static pid_t own_pid;
static volatile sig_atomic_t *handled_in_child; /* shared with the child */

static void
note_child (int signal)
{
  (void) signal;
  if (getpid () != own_pid)
    *handled_in_child = 1;
}

/* As if the signal had come at once: its default is to be ignored. */
static void
raise_in_child (void)
{
  if (handled_in_child != NULL)
    raise (SIGURG);
}

static void
test_handlers_of_the_program_do_not_run_in_the_child (void **state)
{
  const struct sigaction note = { .sa_handler = note_child };
  struct sigaction before;

  (void) state;
  own_pid = getpid ();
  handled_in_child = mmap (NULL, sizeof *handled_in_child, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal (handled_in_child, MAP_FAILED);
  assert_int_equal (pthread_atfork (NULL, NULL, raise_in_child), 0);
  sigaction (SIGURG, &note, &before);
  assert_int_equal (run_shell ("exit 0", false, NULL), 0);
  sigaction (SIGURG, &before, NULL);

  const bool handled = *handled_in_child;
  munmap ((void *) handled_in_child, sizeof *handled_in_child);
  handled_in_child = NULL;
  assert_false (handled);
}

static void
test_failure_has_status_and_messages (void **state)
{
  (void) state;
  assert_fails (run_shell ("echo the reason >&2; exit 3", false, NULL), 0,
                "sh: object: sh exited with error status 3: the reason");
  assert_fails (run_shell ("exit 1", false, NULL), 0, "sh exited with error status 1");
  assert_fails (run_shell ("kill -9 $$", false, NULL), 0, "sh killed by signal 9 (Killed)");
}

static void
test_missing_program (void **state)
{
  (void) state;
  const char *argv[] = { "no-such-program", NULL };
  const struct host_program program = { .argv = argv, .name = "name", .object = "object" };
  assert_fails (host_program_run (g, &program, NULL), ENOENT,
                "name: object: cannot run no-such-program: No such file or directory");
}

static void
test_only_the_standard_descriptors_are_inherited (void **state)
{
  (void) state;
  int fd = open ("/dev/zero", O_RDONLY); /* without close-on-exec */
  assert_true (fd >= 0);
  CLEANUP_FREE char *output = NULL;
  assert_int_equal (
    run_shell ("cat; for fd in /proc/$$/fd/*; do echo ${fd##*/}; done", false, &output), 0);
  close (fd);
  /* The shell itself may have opened the directory. */
  assert_int_equal (strncmp (output, "0\n1\n2\n", 6), 0);
  assert_null (strstr (output, "\n4\n"));
}

static void
test_too_much_output_ends_the_program (void **state)
{
  (void) state;
  assert_fails (run_shell ("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"
                           " | exec tr x y",
                           false, NULL),
                EFBIG, "printed more than 16777216 bytes");
}

static void
test_too_many_messages_are_cut (void **state)
{
  (void) state;
  assert_fails (run_shell ("head -c 1000000 /dev/zero | tr '\\0' m >&2; exit 1", false, NULL), 0,
                "mmmm");
  assert_true (strlen (guestfs_last_error (g)) < 20000);
}

static void
test_hostile_data_gets_little_memory (void **state)
{
  (void) state;
  CLEANUP_FREE char *limited = NULL, *unlimited = NULL;
  assert_int_equal (run_shell ("ulimit -v; ulimit -t", true, &limited), 0);
  assert_string_equal (limited, "1048576\n10\n");
  assert_int_equal (run_shell ("ulimit -t", false, &unlimited), 0);
  assert_string_not_equal (unlimited, "10\n");
}

static void
test_signals_are_reset (void **state)
{
  (void) state;
  sigset_t blocked, old;
  sigemptyset (&blocked);
  sigaddset (&blocked, SIGTERM);
  sigprocmask (SIG_BLOCK, &blocked, &old);
  void (*handler) (int) = signal (SIGTERM, SIG_IGN);
  assert_fails (run_shell ("kill -TERM $$; exit 0", false, NULL), 0, "killed by signal 15");
  signal (SIGTERM, handler);
  sigprocmask (SIG_SETMASK, &old, NULL);
}

static const char *const shell_script[] = { "sh", "-c", NULL, NULL };

static struct host_program
shell_program (const char **argv, const char *script)
{
  memcpy (argv, shell_script, sizeof shell_script);
  argv[2] = script;
  return (struct host_program) { .argv = argv, .name = "sh", .object = "object" };
}

static void
test_content_goes_through_pipes (void **state)
{
  (void) state;
  const char *argv[4];
  char text[100] = "";
  int pipe;
  struct host_program program = shell_program (argv, "echo content; pwd");
  program.directory = "/";
  struct host_stream *stream = host_stream_start (g, &program, HOST_STREAM_WRITES, &pipe);
  assert_non_null (stream);
  FILE *output = fdopen (pipe, "r");
  assert_int_equal (fread (text, 1, sizeof text, output), 10);
  assert_string_equal (text, "content\n/\n");
  fclose (output);
  assert_int_equal (host_stream_finish (stream), 0);

  program = shell_program (argv, "test $(cat) = content || exit 3");
  stream = host_stream_start (g, &program, HOST_STREAM_READS, &pipe);
  assert_non_null (stream);
  assert_int_equal (write (pipe, "content", 7), 7);
  close (pipe);
  assert_int_equal (host_stream_finish (stream), 0);
}

static void
test_a_broken_pipe_is_no_failure_of_the_writer (void **state)
{
  (void) state;
  const char *argv[4];
  int pipe;
  const struct host_program program = shell_program (argv, "exec yes");
  struct host_stream *stream = host_stream_start (g, &program, HOST_STREAM_WRITES, &pipe);
  assert_non_null (stream);
  close (pipe);
  assert_int_equal (host_stream_finish (stream), 0);
}

static void
test_messages_do_not_stop_content (void **state)
{
  (void) state;
  const char *argv[4];
  char text[10];
  int pipe;
  const struct host_program program =
    shell_program (argv, "head -c 3000000 /dev/zero | tr '\\0' m >&2; echo content; exit 2");
  struct host_stream *stream = host_stream_start (g, &program, HOST_STREAM_WRITES, &pipe);
  assert_non_null (stream);
  assert_int_equal (read (pipe, text, sizeof text), 8);
  close (pipe);
  assert_fails (host_stream_finish (stream), 0, "exited with error status 2: mmm");
}

static void
test_missing_directory (void **state)
{
  (void) state;
  const char *argv[4];
  int pipe;
  struct host_program program = shell_program (argv, "true");
  program.directory = "/does/not/exist";
  struct host_stream *stream = host_stream_start (g, &program, HOST_STREAM_WRITES, &pipe);
  assert_non_null (stream);
  close (pipe);
  assert_fails (host_stream_finish (stream), ENOENT,
                "object: cannot run sh in /does/not/exist: No such file or directory");
}

/* SIGPIPE would end this program. */
static void
test_writing_to_a_pipe_without_reader (void **state)
{
  (void) state;
  int fds[2];
  assert_int_equal (pipe (fds), 0);
  assert_int_equal (write_to_pipe (fds[1], "x", 1), 1);
  close (fds[0]);
  errno = 0;
  assert_int_equal (write_to_pipe (fds[1], "x", 1), -1);
  assert_int_equal (errno, EPIPE);
  close (fds[1]);
}

/* What hangs is ended. */
static void
test_time_is_limited (void **state)
{
  (void) state;
  const char *argv[4];
  struct host_program program = shell_program (argv, "echo begin >&2; exec sleep 1000");
  program.seconds = 1;
  assert_fails (host_program_run (g, &program, NULL), ETIMEDOUT, "did not end within 1 seconds");
  program = shell_program (argv, "exec >&- 2>&-; exec sleep 1000");
  program.seconds = 1;
  assert_fails (host_program_run (g, &program, NULL), ETIMEDOUT, "did not end within 1 seconds");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_output_is_returned),
    lib_test (test_words_are_no_shell_commands),
    lib_test (test_handlers_of_the_program_do_not_run_in_the_child),
    lib_test (test_failure_has_status_and_messages),
    lib_test (test_missing_program),
    lib_test (test_only_the_standard_descriptors_are_inherited),
    lib_test (test_too_much_output_ends_the_program),
    lib_test (test_too_many_messages_are_cut),
    lib_test (test_hostile_data_gets_little_memory),
    lib_test (test_signals_are_reset),
    lib_test (test_content_goes_through_pipes),
    lib_test (test_a_broken_pipe_is_no_failure_of_the_writer),
    lib_test (test_messages_do_not_stop_content),
    lib_test (test_missing_directory),
    lib_test (test_writing_to_a_pipe_without_reader),
    lib_test (test_time_is_limited),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
