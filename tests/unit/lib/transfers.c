/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files to the daemon and from it, cancelled from either side. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake-world.h"
#include "protocol/frames.h"
#include "machine/frames.h"

/* ---- files to the daemon ---- */

/* The fake daemon's upload always fails; its error says what arrived. */
static void
content_arrives_whole (void **state)
{
  struct world *world = launched (state, "good");
  static const size_t sizes[] = {
    0, 1, CHUNK_TO_DAEMON - 1, CHUNK_TO_DAEMON, CHUNK_TO_DAEMON + 1, 3 * WINDOW_PART_SIZE + 1
  };

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
fill_pipe (int fds[2], char name[32], size_t size, bool end)
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

  fill_pipe (fds, name, 1000, true);
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

  fill_pipe (fds, name, 10, false);
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

  fill_pipe (fds, name, 10, false);
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
  assert_error (world, guestfs_upload (world->g, file (world, "in"), "/x"), 0,
                "upload: size 5242880");
  assert_int_equal (world->progress_events, 25000);
}

static void
reply_before_the_end_of_the_file_is_refused (void **state)
{
  struct world *world = launched (state, "replies-too-early");

  /* More than the window holds: the end cannot be sent before the reply comes. */
  make_file (world, "in", 3 * WINDOW_PART_SIZE);
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

/* A file gets holes, and a pipe zeros. */
static void
part_and_holes_come_back (void **state)
{
  struct world *world = launched (state, "uses-the-window");
  struct stat status;

  assert_int_equal (guestfs_download (world->g, "/x", file (world, "out")), 0);
  assert_int_equal (stat (file (world, "out"), &status), 0);
  assert_int_equal (status.st_size, 2 * FAKE_HOLE_SIZE + 1000);
  assert_true (status.st_blocks * 512 < 1024 * 1024);
  assert_int_equal (guestfs_download (world->g, "/x", "/dev/null"), 0);
  assert_works (world);
}

static void
part_outside_of_the_window_is_refused (void **state)
{
  struct world *world = launched (state, "part-outside");

  assert_error (world, guestfs_download (world->g, "/x", file (world, "out")), EPROTO,
                "not in the window");
}

static void
part_larger_than_it_can_be_is_refused (void **state)
{
  struct world *world = launched (state, "part-too-large");

  assert_error (world, guestfs_download (world->g, "/x", file (world, "out")), EPROTO,
                "not in the window");
}

static void
taking_what_nobody_sent_is_refused (void **state)
{
  struct world *world = launched (state, "takes-what-nobody-sent");

  assert_error (world, guestfs_upload (world->g, "/dev/null", "/x"), EPROTO, "nobody sent");
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
  assert_error (world, guestfs_download (world->g, "/x", file (world, "none/out")), ENOENT,
                "none/out");
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

/* There is no file in which they could be: it is not filled with zeros, either. */
static void
holes_beyond_every_file_are_an_error (void **state)
{
  struct world *world = launched (state, "longest-holes");
  struct stat status;

  assert_error (world, guestfs_download (world->g, "/x", file (world, "out")), EFBIG, "writing ");
  assert_int_equal (stat (file (world, "out"), &status), 0);
  assert_int_equal (status.st_blocks, 0);
  assert_works (world);
}

static void
hole_that_no_file_can_have_is_refused (void **state)
{
  struct world *world = launched (state, "hole-too-long");

  assert_error (world, guestfs_download (world->g, "/x", file (world, "out")), EPROTO, "extent");
}

int
main (void)
{
  const char *behaviour = getenv (FAKE_BEHAVIOUR);

  if (behaviour != NULL)
    fake_hypervisor (behaviour);

  const struct CMUnitTest tests[] = {
    world_test (content_arrives_whole),
    world_test (pipe_can_be_sent),
    world_test (daemon_can_stop_the_upload),
    world_test (daemon_can_stop_the_upload_of_a_silent_pipe),
    world_test (user_can_cancel_the_upload_of_a_silent_pipe),
    world_test (source_that_cannot_be_read),
    world_test (daemon_that_talks_meanwhile_does_not_block),
    world_test (reply_before_the_end_of_the_file_is_refused),
    world_test (content_comes_back_whole),
    world_test (part_and_holes_come_back),
    world_test (part_outside_of_the_window_is_refused),
    world_test (part_larger_than_it_can_be_is_refused),
    world_test (taking_what_nobody_sent_is_refused),
    world_test (download_that_is_refused_leaves_the_file_as_it_was),
    world_test (download_that_fails_in_the_middle),
    world_test (output_that_cannot_be_written),
    world_test (broken_pipe_is_an_error),
    world_test (user_can_cancel_the_download_to_a_full_pipe),
    world_test (holes_beyond_every_file_are_an_error),
    world_test (hole_that_no_file_can_have_is_refused),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
