/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that dies takes its hypervisor and its temporary files with it;
 * one that ends well finds its watcher gone. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clock.h"
#include "process/child.h"
#include "process/pairs.h"
#include "process/process.h"
#include "process/watcher.h"

#define PATIENCE_MS 5000

/* What the program under test tells about itself. */
struct report {
  pid_t victim, watcher;
};

struct world {
  char directory[64];
};

static int
set_up (void **state)
{
  struct world *world = calloc (1, sizeof *world);

  /* The orphans of the program under test are ours to reap. */
  if (world == NULL || prctl (PR_SET_CHILD_SUBREAPER, 1) == -1)
    return -1;
  strcpy (world->directory, "/tmp/watcher-test-XXXXXX");
  if (mkdtemp (world->directory) == NULL)
    return -1;
  *state = world;
  return 0;
}

static void
make_file (const char *directory, const char *name)
{
  char path[128];

  snprintf (path, sizeof path, "%s/%s", directory, name);
  const int fd = open (path, O_CREAT | O_WRONLY, 0600);
  assert_int_not_equal (fd, -1);
  close (fd);
}

static int
tear_down (void **state)
{
  struct world *world = *state;
  char path[128];

  snprintf (path, sizeof path, "%s/file", world->directory);
  unlink (path);
  rmdir (world->directory);
  free (world);
  while (waitpid (-1, NULL, WNOHANG) > 0)
    ;
  return 0;
}

static void
start_victim (struct process *victim)
{
  static char *const argv[] = { (char *) "sleep", (char *) "60", NULL };
  static char *const environment[] = { NULL };
  const struct process_spec spec = { .path = "/bin/sleep",
                                     .argv = argv,
                                     .environment = environment };

  assert_int_equal (process_start (victim, &spec), 0);
}

/* The program under test: starts victim and watcher, tells about them, and
 * waits for its end. */
static void __attribute__ ((noreturn))
run_program (const char *directory, int output, bool leave_a_fork)
{
  const char *const directories[] = { directory, NULL };
  struct process victim;
  struct watcher watcher;

  start_victim (&victim);
  if (watcher_start (&watcher, &victim, directories) == -1 || process_release (&victim, NULL) == -1)
    _exit (1);
  if (leave_a_fork && fork () == 0) { /* holds copies of all descriptors */
    sleep (2);
    _exit (0);
  }
  const struct report report = { victim.pid, watcher.pid };
  if (write (output, &report, sizeof report) != sizeof report)
    _exit (1);
  pause ();
  _exit (0);
}

static pid_t
start_program (const char *directory, bool leave_a_fork, struct report *report)
{
  int fds[2];

  assert_int_equal (pipe (fds), 0);
  const pid_t program = fork ();
  assert_int_not_equal (program, -1);
  if (program == 0) {
    setpgid (0, 0);
    run_program (directory, fds[1], leave_a_fork);
  }
  close (fds[1]);
  assert_int_equal (read (fds[0], report, sizeof *report), sizeof *report);
  close (fds[0]);
  return program;
}

/* Reaps the orphan PID; how it ended. */
static int
wait_for_end (pid_t pid)
{
  const int64_t deadline = monotonic_ms () + PATIENCE_MS;
  int status;

  while (waitpid (pid, &status, WNOHANG) != pid) {
    if (milliseconds_until (deadline) == 0)
      fail_msg ("process %d still runs after %d ms", (int) pid, PATIENCE_MS);
    usleep (2000);
  }
  return status;
}

static bool
exists (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0;
}

static void
assert_cleaned_up (const struct world *world, const struct report *report)
{
  const int victim = wait_for_end (report->victim);

  assert_true (WIFSIGNALED (victim));
  assert_int_equal (WTERMSIG (victim), SIGKILL);
  assert_int_equal (wait_for_end (report->watcher), 0);
  assert_false (exists (world->directory));
}

static void
killed_program_leaves_nothing (void **state)
{
  const struct world *world = *state;
  struct report report;
  char subdirectory[96];

  make_file (world->directory, "file");
  snprintf (subdirectory, sizeof subdirectory, "%s/sub", world->directory);
  assert_int_equal (mkdir (subdirectory, 0700), 0);
  make_file (subdirectory, "inner");
  const pid_t program = start_program (world->directory, false, &report);

  kill (program, SIGKILL);
  wait_for_end (program);
  assert_cleaned_up (world, &report);
}

static void
signal_to_the_process_group_does_not_hit_the_watcher (void **state)
{
  const struct world *world = *state;
  struct report report;
  const pid_t program = start_program (world->directory, false, &report);

  assert_int_not_equal (getpgid (report.watcher), program);
  kill (-program, SIGTERM);
  wait_for_end (program);
  const int victim = wait_for_end (report.victim);
  assert_true (WIFSIGNALED (victim));
  assert_int_equal (wait_for_end (report.watcher), 0);
  assert_false (exists (world->directory));
}

/* A forked copy keeps the watcher's socket open, but is not the program. */
static void
forked_copy_does_not_keep_the_hypervisor_alive (void **state)
{
  const struct world *world = *state;
  struct report report;
  const int64_t start = monotonic_ms ();
  const pid_t program = start_program (world->directory, true, &report);

  kill (program, SIGKILL);
  wait_for_end (program);
  assert_cleaned_up (world, &report);
  assert_in_range (monotonic_ms () - start, 0, 1500); /* the copy lives for 2000 */
}

static void
links_are_removed_and_not_followed (void **state)
{
  const struct world *world = *state;
  char outside[] = "/tmp/watcher-outside-XXXXXX", link[128], file[128];
  struct report report;

  assert_non_null (mkdtemp (outside));
  make_file (outside, "precious");
  snprintf (link, sizeof link, "%s/link", world->directory);
  assert_int_equal (symlink (outside, link), 0);
  const pid_t program = start_program (world->directory, false, &report);
  kill (program, SIGKILL);
  wait_for_end (program);
  assert_cleaned_up (world, &report);

  snprintf (file, sizeof file, "%s/precious", outside);
  assert_int_equal (unlink (file), 0);
  assert_int_equal (rmdir (outside), 0);
}

static void
watcher_that_is_sent_home_touches_nothing (void **state)
{
  const struct world *world = *state;
  const char *const directories[] = { world->directory, NULL };
  struct process victim;
  struct watcher watcher;

  start_victim (&victim);
  assert_int_equal (watcher_start (&watcher, &victim, directories), 0);
  assert_int_equal (process_release (&victim, NULL), 0);
  const pid_t pid = watcher.pid;
  watcher_end (&watcher);
  assert_int_equal (waitpid (pid, NULL, WNOHANG), -1); /* reaped already */
  assert_true (exists (world->directory));
  assert_false (process_wait (&victim, 20)); /* it still runs */
  process_end (&victim);
}

static void
process_that_was_not_released_ends_with_its_parent (void **state)
{
  struct process process;

  (void) state;
  start_victim (&process);
  const pid_t pid = process.pid;
  process_abandon (&process); /* what the end of the parent does */
  assert_int_equal (wait_for_end (pid), EXIT_FAILURE << 8);
}

static void
missing_program_is_told_with_errno (void **state)
{
  static char *const argv[] = { (char *) "x", NULL };
  static char *const environment[] = { NULL };
  const struct process_spec spec = { .path = "/does/not/exist",
                                     .argv = argv,
                                     .environment = environment };
  struct process process;

  (void) state;
  assert_int_equal (process_start (&process, &spec), 0);
  assert_int_equal (process_release (&process, NULL), -1);
  assert_int_equal (errno, ENOENT);
  process_end (&process);
}

/* Descriptors of the program that are not closed on exec stay here. */
static void
child_gets_exactly_its_descriptors (void **state)
{
  static char *const argv[] = { (char *) "ls", (char *) "/proc/self/fd", NULL };
  static char *const environment[] = { NULL };
  int pair[2], leak = open ("/dev/null", O_RDONLY);
  char text[256];
  struct process process;

  (void) state;
  assert_int_equal (make_socket_pair (pair), 0);
  const struct process_spec spec = {
    .path = "/bin/ls", .argv = argv, .environment = environment, .fds = &pair[1], .nr_fds = 1
  };
  assert_int_equal (process_start (&process, &spec), 0);
  assert_int_equal (process_release (&process, NULL), 0);
  assert_true (process_wait (&process, PATIENCE_MS));
  const ssize_t n = read (process.output, text, sizeof text - 1);
  assert_true (n > 0);
  text[n] = '\0';
  assert_string_equal (text, "0\n1\n2\n3\n4\n"); /* 4 is the directory that ls reads */
  process_end (&process);
  close (pair[0]);
  close (pair[1]);
  close (leak);
}

int
main (void)
{
#define TEST(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (killed_program_leaves_nothing),
    TEST (signal_to_the_process_group_does_not_hit_the_watcher),
    TEST (forked_copy_does_not_keep_the_hypervisor_alive),
    TEST (links_are_removed_and_not_followed),
    TEST (watcher_that_is_sent_home_touches_nothing),
    TEST (process_that_was_not_released_ends_with_its_parent),
    TEST (missing_program_is_told_with_errno),
    TEST (child_gets_exactly_its_descriptors),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
