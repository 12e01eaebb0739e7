/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Launch, calls and transfers against a hypervisor and a daemon that do as
 * they are told, which is mostly wrong. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clock.h"
#include "fake-hypervisor.h"
#include "launch.h"

struct world {
  guestfs_h *g;
  char directory[64]; /* appliance, tmpdir and files of the test */
  char path[128];
  int descriptors; /* that were open before */
  unsigned quit_events, progress_events, launch_events;
  uint64_t last_progress[4];
};

static int
count_descriptors (void)
{
  DIR *dir = opendir ("/proc/self/fd");
  int n = 0;

  while (readdir (dir) != NULL)
    n++;
  closedir (dir);
  return n;
}

/* The name of a file of the test. */
static const char *
file (struct world *world, const char *name)
{
  snprintf (world->path, sizeof world->path, "%s/%s", world->directory, name);
  return world->path;
}

static void
make_file (struct world *world, const char *name, size_t size)
{
  FILE *output = fopen (file (world, name), "w");

  assert_non_null (output);
  for (size_t i = 0; i < size; ++i)
    putc (1, output);
  assert_int_equal (fclose (output), 0);
}

static off_t
file_size (struct world *world, const char *name)
{
  struct stat status;

  return stat (file (world, name), &status) == 0 ? status.st_size : -1;
}

static void
note_event (guestfs_h *g, void *opaque, uint64_t event, int handle, int flags, const char *text,
            size_t size, const uint64_t *array, size_t count)
{
  struct world *world = opaque;

  (void) g, (void) handle, (void) flags, (void) text, (void) size;
  world->quit_events += event == GUESTFS_EVENT_SUBPROCESS_QUIT;
  world->launch_events += event == GUESTFS_EVENT_LAUNCH_DONE;
  if (event == GUESTFS_EVENT_PROGRESS && count == 4) {
    world->progress_events++;
    memcpy (world->last_progress, array, sizeof world->last_progress);
  }
}

static int
set_up (void **state)
{
  static const char *const parts[] = { "vmlinuz", "initrd", "root.erofs" };
  struct world *world = calloc (1, sizeof *world);
  char program[256];
  const ssize_t n = readlink ("/proc/self/exe", program, sizeof program - 1);

  if (world == NULL || n == -1)
    return -1;
  program[n] = '\0';
  strcpy (world->directory, "/tmp/lib-calls-XXXXXX");
  if (mkdtemp (world->directory) == NULL)
    return -1;
  for (size_t i = 0; i < 3; ++i)
    make_file (world, parts[i], 0);
  world->descriptors = count_descriptors ();
  world->g = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);
  guestfs_set_error_handler (world->g, NULL, NULL);
  guestfs_set_hv (world->g, program);
  guestfs_set_path (world->g, world->directory);
  guestfs_set_tmpdir (world->g, world->directory);
  guestfs_set_backend_setting (world->g, "force_tcg", "1");
  guestfs_set_event_callback (world->g, note_event, GUESTFS_EVENT_ALL & ~GUESTFS_EVENT_LIBRARY, 0,
                              world);
  *state = world;
  return 0;
}

/* Whatever the test did, nothing may be left behind. */
static int
tear_down (void **state)
{
  static const char *const files[] = { "vmlinuz", "initrd", "root.erofs", "in", "out", "disk" };
  struct world *world = *state;

  if (world->g != NULL)
    guestfs_close (world->g);
  if (count_descriptors () != world->descriptors) {
    print_error ("%d descriptors became %d\n", world->descriptors, count_descriptors ());
    return -1;
  }
  if (waitpid (-1, NULL, WNOHANG) != -1) {
    print_error ("a child process is left\n");
    return -1;
  }
  for (size_t i = 0; i < sizeof files / sizeof files[0]; ++i)
    unlink (file (world, files[i]));
  if (rmdir (world->directory) == -1) {
    print_error ("a temporary file is left in %s\n", world->directory);
    return -1;
  }
  free (world);
  return 0;
}

static int
try_launch (struct world *world, const char *behaviour)
{
  setenv (FAKE_BEHAVIOUR, behaviour, 1);
  const int r = guestfs_launch (world->g);
  unsetenv (FAKE_BEHAVIOUR);
  return r;
}

static struct world *
launched (void **state, const char *behaviour)
{
  struct world *world = *state;

  if (try_launch (world, behaviour) == -1)
    fail_msg ("launch: %s", guestfs_last_error (world->g));
  return world;
}

static void
assert_error (struct world *world, int r, int err, const char *part)
{
  assert_int_equal (r, -1);
  if (strstr (guestfs_last_error (world->g), part) == NULL)
    fail_msg ("the error is \"%s\", without \"%s\"", guestfs_last_error (world->g), part);
  assert_int_equal (guestfs_last_errno (world->g), err);
}

static void
assert_works (struct world *world)
{
  if (guestfs_ping_daemon (world->g) == -1)
    fail_msg ("ping_daemon: %s", guestfs_last_error (world->g));
}

/* ---- launch ---- */

static void
launch_and_shutdown (void **state)
{
  struct world *world = launched (state, "good");

  assert_int_equal (world->launch_events, 1);
  assert_int_equal (guestfs_get_state (world->g), STATE_READY);
  assert_works (world);
  assert_int_equal (guestfs_shutdown (world->g), 0);
  assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
  assert_int_equal (world->quit_events, 0);
  launched (state, "good");
  assert_works (world);
}

static void
launch_fails (void **state)
{
  static const struct {
    const char *behaviour;
    int err;
    const char *first, *second; /* parts of the message */
  } cases[] = {
    { "does-not-start", EIO, "exited with status 1", "invalid option" },
    { "talks-nonsense", EIO, "starting ", "exited" },
    { "panics", EPIPE, "kernel panicked", "not syncing: no root" },
    { "switches-itself-off", EPIPE, "exited with status 0", "guestfs-init: find root image" },
    { "is-of-another-build", EPROTO, "0.1-other", PACKAGE_VERSION },
    { "sends-garbage", EPROTO, "protocol error", "magic" },
  };
  struct world *world = *state;

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const int r = try_launch (world, cases[i].behaviour);

    assert_error (world, r, cases[i].err, "guestfs_launch failed: ");
    assert_error (world, r, cases[i].err, cases[i].first);
    assert_error (world, r, cases[i].err, cases[i].second);
    assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
    assert_int_equal (world->quit_events, 0);
  }
  launched (state, "good");
}

static void
drives_stay_after_a_launch_that_failed (void **state)
{
  struct world *world = *state;

  make_file (world, "disk", 4096);
  assert_int_equal (guestfs_add_drive_opts (world->g, file (world, "disk"),
                                            GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw", -1),
                    0);
  const int r = try_launch (world, "refuses-drive");
  assert_error (world, r, EIO, "adding drive /dev/sda");
  assert_error (world, r, EIO, "Failed to get lock");
  assert_int_equal (world->g->nr_drives, 1);
  launched (state, "good");
  assert_int_equal (guestfs_shutdown (world->g), 0);
  assert_int_equal (world->g->nr_drives, 0);
}

static void
launch_ends_at_its_deadline (void **state)
{
  struct world *world = *state;

  guestfs_set_backend_setting (world->g, "launch_timeout", "1");
  assert_error (world, try_launch (world, "hangs"), ETIMEDOUT, "appliance launch timed out");
  guestfs_set_backend_setting (world->g, "launch_timeout", "soon");
  assert_error (world, try_launch (world, "good"), EINVAL, "launch_timeout=soon");
}

static void
missing_parts_are_named (void **state)
{
  struct world *world = *state;

  unlink (file (world, "initrd"));
  const int r = try_launch (world, "good");
  assert_error (world, r, ENOENT, "/initrd: No such file");
  assert_error (world, r, ENOENT, "LIBGUESTFS_PATH");
  assert_null (strstr (guestfs_last_error (world->g), "/root.erofs:"));

  guestfs_set_hv (world->g, "/does/not/exist");
  assert_error (world, try_launch (world, "good"), ENOENT, "/does/not/exist");
}

static void *
cancel_soon (void *g)
{
  usleep (150 * 1000);
  guestfs_user_cancel (g);
  return NULL;
}

static void
launch_can_be_cancelled (void **state)
{
  struct world *world = *state;
  pthread_t thread;

  pthread_create (&thread, NULL, cancel_soon, world->g);
  const int r = try_launch (world, "hangs");
  pthread_join (thread, NULL);
  assert_error (world, r, EINTR, "cancelled by user");
}

/* ---- calls ---- */

static void
progress_is_reported_and_kept_in_bounds (void **state)
{
  struct world *world = launched (state, "good");

  assert_works (world);
  assert_int_equal (world->progress_events, 2);
  assert_int_equal (world->last_progress[1], 0x00123400);
  assert_int_equal (world->last_progress[2], 10); /* the daemon said 11 of 10 */
  assert_int_equal (world->last_progress[3], 10);
}

static void
result_is_decoded (void **state)
{
  struct world *world = launched (state, "good");
  char **devices = guestfs_list_devices (world->g);

  assert_non_null (devices);
  assert_string_equal (devices[0], "/dev/sda");
  assert_string_equal (devices[1], "/dev/sdb");
  assert_null (devices[2]);
  free_string_array (devices);
}

static void
hypervisor_that_dies_ends_the_call (void **state)
{
  struct world *world = launched (state, "dies-in-call");
  const int r = guestfs_ping_daemon (world->g);

  assert_error (world, r, EPIPE, "ping_daemon: ");
  assert_error (world, r, EPIPE, "killed by signal 9");
  assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
  assert_int_equal (world->quit_events, 1);
  assert_int_equal (guestfs_ping_daemon (world->g), -1);
  launched (state, "good");
  assert_works (world);
}

static void
daemon_that_breaks_the_protocol_is_stopped (void **state)
{
  static const struct {
    const char *behaviour, *part;
  } cases[] = {
    { "wrong-serial", "serial number" },     { "wrong-procedure", "wrong header" },
    { "trailing-bytes", "result" },          { "unknown-frame", "kind" },
    { "chunk-before-reply", "no reply" },    { "short-reply", "wrong header" },
    { "progress-of-another-call", "belongs to no call" },
  };

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    struct world *world = launched (state, cases[i].behaviour);
    const int r = guestfs_ping_daemon (world->g);

    assert_error (world, r, EPROTO, "ping_daemon: protocol error: ");
    assert_error (world, r, EPROTO, cases[i].part);
    assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
    assert_int_equal (world->quit_events, i + 1);
  }
}

static void
count_that_the_message_cannot_hold_is_refused (void **state)
{
  struct world *world = launched (state, "huge-count");
  char **devices = guestfs_list_devices (world->g);

  assert_null (devices);
  assert_error (world, -1, EPROTO, "malformed");
}

static void
late_cancel_of_an_earlier_call_means_nothing (void **state)
{
  struct world *world = launched (state, "stray-cancel");

  assert_works (world);
  assert_works (world);
}

static void
call_from_a_callback (guestfs_h *g, void *result, uint64_t event, int handle, int flags,
                      const char *text, size_t size, const uint64_t *array, size_t count)
{
  (void) event, (void) handle, (void) flags, (void) text, (void) size, (void) array, (void) count;
  *(int *) result = guestfs_ping_daemon (g) == -1 && guestfs_shutdown (g) == -1 ? 1 : 0;
}

static void
callback_cannot_call_the_daemon (void **state)
{
  struct world *world = launched (state, "good");
  int refused = -1;

  guestfs_set_event_callback (world->g, call_from_a_callback, GUESTFS_EVENT_PROGRESS, 0, &refused);
  assert_works (world);
  assert_int_equal (refused, 1);
  assert_int_equal (guestfs_get_state (world->g), STATE_READY);
}

static void
forked_copy_cannot_use_or_end_the_machine (void **state)
{
  struct world *world = launched (state, "good");
  int status;
  const pid_t pid = fork ();

  if (pid == 0) {
    const int r = guestfs_ping_daemon (world->g) == -1 && guestfs_last_errno (world->g) == EPERM;
    guestfs_shutdown (world->g);
    _exit (r ? 0 : 1);
  }
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_int_equal (status, 0);
  assert_works (world);
}

/* ---- files to the daemon ---- */

/* The fake daemon's upload always fails; its error says what arrived. */
static void
content_arrives_whole (void **state)
{
  struct world *world = launched (state, "good");
  static const size_t sizes[] = { 0, 1, CHUNK_TO_DAEMON - 1, CHUNK_TO_DAEMON, CHUNK_TO_DAEMON + 1,
                                  3 * 1024 * 1024 };

  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
    char expected[100];

    snprintf (expected, sizeof expected, "upload: size %zu sum %zu hint %zu", sizes[i], sizes[i],
              sizes[i]);
    make_file (world, "in", sizes[i]);
    assert_error (world, guestfs_upload (world->g, file (world, "in"), "/x"), 0, expected);
  }
}

/* A pipe with SIZE bytes in it, closed if END; its name is in NAME. */
static void
make_pipe (int fds[2], char name[32], size_t size, bool end)
{
  char bytes[1024] = "";

  assert_int_equal (pipe2 (fds, O_CLOEXEC), 0);
  assert_int_equal (write (fds[1], bytes, size), size);
  if (end)
    close (fds[1]);
  snprintf (name, 32, "/dev/fd/%d", fds[0]);
}

static void
pipe_can_be_sent (void **state)
{
  struct world *world = launched (state, "good");
  char name[32];
  int fds[2];

  make_pipe (fds, name, 1000, true);
  assert_error (world, guestfs_upload (world->g, name, "/x"), 0, "upload: size 1000 sum 0 hint 0");
  close (fds[0]);
}

static void
daemon_can_stop_the_upload (void **state)
{
  struct world *world = launched (state, "wants-no-more");

  make_file (world, "in", 5 * 1024 * 1024);
  assert_error (world, guestfs_upload (world->g, file (world, "in"), "/x"), ENOSPC,
                "upload: No space left on device");
  assert_works (world);
}

/* The source has no end, so only the cancel ends the call. */
static void
daemon_can_stop_the_upload_of_a_silent_pipe (void **state)
{
  struct world *world = launched (state, "wants-no-more");
  char name[32];
  int fds[2];

  make_pipe (fds, name, 10, false);
  assert_error (world, guestfs_upload (world->g, name, "/x"), ENOSPC, "No space left");
  assert_works (world);
  close (fds[0]);
  close (fds[1]);
}

static void
user_can_cancel_the_upload_of_a_silent_pipe (void **state)
{
  struct world *world = launched (state, "good");
  pthread_t thread;
  char name[32];
  int fds[2];

  make_pipe (fds, name, 10, false);
  pthread_create (&thread, NULL, cancel_soon, world->g);
  const int r = guestfs_upload (world->g, name, "/x");
  pthread_join (thread, NULL);
  assert_error (world, r, EINTR, "operation cancelled by user");
  assert_works (world);
  close (fds[0]);
  close (fds[1]);
}

static void
source_that_cannot_be_read (void **state)
{
  struct world *world = launched (state, "good");

  assert_error (world, guestfs_upload (world->g, file (world, "none"), "/x"), ENOENT, "open: ");
  assert_error (world, guestfs_upload (world->g, world->directory, "/x"), EISDIR,
                "upload: reading ");
  assert_works (world);
}

/* Both sides send at the same time, more than the sockets hold. */
static void
daemon_that_talks_meanwhile_does_not_block (void **state)
{
  struct world *world = launched (state, "chatters");

  make_file (world, "in", 5 * 1024 * 1024);
  assert_error (world, guestfs_upload (world->g, file (world, "in"), "/x"), 0, "upload: size 5242880");
  assert_int_equal (world->progress_events, 25000);
}

static void
reply_before_the_end_of_the_file_is_refused (void **state)
{
  struct world *world = launched (state, "replies-too-early");

  make_file (world, "in", 5 * 1024 * 1024);
  assert_error (world, guestfs_upload (world->g, file (world, "in"), "/x"), EPROTO,
                "before the end of the file");
}

/* ---- files from the daemon ---- */

static void
content_comes_back_whole (void **state)
{
  struct world *world = launched (state, "good");

  assert_int_equal (guestfs_download (world->g, "/x", file (world, "out")), 0);
  assert_int_equal (file_size (world, "out"), FAKE_DOWNLOAD_SIZE);
}

static void
download_that_is_refused_leaves_the_file_as_it_was (void **state)
{
  struct world *world = launched (state, "refuses-call");

  make_file (world, "out", 5);
  assert_error (world, guestfs_download (world->g, "/x", file (world, "out")), ENOENT,
                "download: /x: No such file or directory");
  assert_int_equal (file_size (world, "out"), 5);
}

static void
download_that_fails_in_the_middle (void **state)
{
  struct world *world = launched (state, "fails-in-the-middle");

  assert_error (world, guestfs_download (world->g, "/x", file (world, "out")), EIO,
                "download: reading: Input/output error");
  assert_works (world);
}

static void
output_that_cannot_be_written (void **state)
{
  struct world *world = launched (state, "good");

  assert_error (world, guestfs_download (world->g, "/x", "/dev/full"), ENOSPC, "writing /dev/full");
  assert_works (world);
  assert_error (world, guestfs_download (world->g, "/x", file (world, "none/out")), ENOENT, "none/out");
  assert_works (world);
}

/* SIGPIPE would end the test. */
static void
broken_pipe_is_an_error (void **state)
{
  struct world *world = launched (state, "endless");
  char name[32];
  int fds[2];

  assert_int_equal (pipe2 (fds, O_CLOEXEC), 0);
  snprintf (name, sizeof name, "/dev/fd/%d", fds[1]);
  close (fds[0]);
  const int r = guestfs_download (world->g, "/x", name);
  close (fds[1]);
  assert_error (world, r, EPIPE, "writing /dev/fd/");
  assert_works (world);
}

/* Nobody reads the pipe. */
static void
user_can_cancel_the_download_to_a_full_pipe (void **state)
{
  struct world *world = launched (state, "endless");
  pthread_t thread;
  char name[32];
  int fds[2];

  assert_int_equal (pipe2 (fds, O_CLOEXEC), 0);
  snprintf (name, sizeof name, "/dev/fd/%d", fds[1]);
  pthread_create (&thread, NULL, cancel_soon, world->g);
  const int r = guestfs_download (world->g, "/x", name);
  pthread_join (thread, NULL);
  close (fds[0]);
  close (fds[1]);
  assert_error (world, r, EINTR, "operation cancelled by user");
  assert_works (world);
}

int
main (void)
{
  const char *behaviour = getenv (FAKE_BEHAVIOUR);

  if (behaviour != NULL)
    fake_hypervisor (behaviour);

#define TEST(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (launch_and_shutdown),
    TEST (launch_fails),
    TEST (drives_stay_after_a_launch_that_failed),
    TEST (launch_ends_at_its_deadline),
    TEST (missing_parts_are_named),
    TEST (launch_can_be_cancelled),
    TEST (progress_is_reported_and_kept_in_bounds),
    TEST (result_is_decoded),
    TEST (hypervisor_that_dies_ends_the_call),
    TEST (daemon_that_breaks_the_protocol_is_stopped),
    TEST (count_that_the_message_cannot_hold_is_refused),
    TEST (late_cancel_of_an_earlier_call_means_nothing),
    TEST (callback_cannot_call_the_daemon),
    TEST (forked_copy_cannot_use_or_end_the_machine),
    TEST (content_arrives_whole),
    TEST (pipe_can_be_sent),
    TEST (daemon_can_stop_the_upload),
    TEST (daemon_can_stop_the_upload_of_a_silent_pipe),
    TEST (user_can_cancel_the_upload_of_a_silent_pipe),
    TEST (source_that_cannot_be_read),
    TEST (daemon_that_talks_meanwhile_does_not_block),
    TEST (reply_before_the_end_of_the_file_is_refused),
    TEST (content_comes_back_whole),
    TEST (download_that_is_refused_leaves_the_file_as_it_was),
    TEST (download_that_fails_in_the_middle),
    TEST (output_that_cannot_be_written),
    TEST (broken_pipe_is_an_error),
    TEST (user_can_cancel_the_download_to_a_full_pipe),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
