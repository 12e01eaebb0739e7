/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drives that are files of the host, and the temporary files made for them. */

#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/device-letters.h"
#include "base/directories.h"
#include "base/memory.h"
#include "drives/drives.h"
#include "lib-test.h"

static struct drive *
last_drive (void)
{
  assert_true (g->drives.count > 0);
  return g->drives.list[g->drives.count - 1];
}

static void
make_raw (const char *name)
{
  assert_int_equal (guestfs_disk_create (g, name, "raw", 1048576, -1), 0);
}

static void
test_plain_drive (void **state)
{
  (void) state;
  make_raw ("disk.img");
  assert_int_equal (guestfs_add_drive (g, "disk.img"), 0);
  struct drive *drive = last_drive ();
  CLEANUP_FREE char *absolute = safe_asprintf (g, "%s/disk.img", test_directory);
  assert_string_equal (drive->path, absolute);
  assert_false (drive->readonly);
  assert_int_equal (drive->discard, DISCARD_DISABLE);
  assert_false (drive->format_given);
  assert_string_equal (drive->format, "raw");
  CLEANUP_FREE_STRINGS char **lines = guestfs_debug_drives (g);
  assert_string_equal (lines[0], "disk.img protocol=file");
}

/* The names that qemu would read otherwise. */
static void
test_odd_names (void **state)
{
  (void) state;
  static const char *const names[] = { "a:b,c.img", "-f",          "nbd:x",
                                       "json:{}",   "a b%s\n.img", "ä'\"$(x)" };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    assert_int_equal (guestfs_disk_create (g, names[i], "qcow2", 1048576, -1), 0);
    if (guestfs_add_drive_ro (g, names[i]) == -1)
      fail_msg ("%s: %s", names[i], guestfs_last_error (g));
    assert_string_equal (last_drive ()->format, "qcow2");
  }
}

static void
test_given_format_is_believed (void **state)
{
  (void) state;
  assert_int_equal (guestfs_disk_create (g, "disk.qcow2", "qcow2", 1048576, -1), 0);
  assert_int_equal (guestfs_add_drive_opts (g, "disk.qcow2", GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw",
                                            GUESTFS_ADD_DRIVE_OPTS_READONLY, 1, -1),
                    0);
  assert_string_equal (last_drive ()->format, "raw");
}

static void
test_images_that_are_none (void **state)
{
  (void) state;
  write_file ("empty", "");
  assert_int_equal (guestfs_add_drive_ro (g, "empty"), 0);
  assert_string_equal (last_drive ()->format, "raw");

  write_file ("cut", "QED");
  assert_int_equal (guestfs_add_drive_ro (g, "cut"), 0);
  assert_string_equal (last_drive ()->format, "raw");

  write_file ("truncated", "conectix");
  assert_fails (guestfs_add_drive_ro (g, "truncated"), EINVAL, "it ends within its header");
  assert_fails (guestfs_add_drive_ro (g, "truncated"), EINVAL, "state format=raw");
  assert_fails (guestfs_add_drive_ro (g, "tmp"), EISDIR, "tmp: it is neither a file");
  assert_int_equal (mkfifo ("pipe", 0600), 0);
  assert_fails (guestfs_add_drive_ro (g, "pipe"), EINVAL, "neither a file nor a device");
  assert_int_equal (g->drives.count, 2);
}

/* qemu-io keeps the image open, with its lock, until its input ends. */
static FILE *
start_user_of (const char *image)
{
  char command[128];
  snprintf (command, sizeof command, "exec qemu-io -f raw %s >qemu-io.log 2>&1", image);
  FILE *pipe = popen (command, "we");
  assert_non_null (pipe);
  fputs ("write 0 512\n", pipe);
  fflush (pipe);
  for (int i = 0; i < 500; ++i) {
    struct stat log;
    if (stat ("qemu-io.log", &log) == 0 && log.st_size > 0)
      return pipe;
    usleep (10000);
  }
  fail_msg ("qemu-io did not start");
  return NULL;
}

static void
test_image_of_a_running_guest (void **state)
{
  (void) state;
  make_raw ("disk.img");
  FILE *user = start_user_of ("disk.img");
  int result = guestfs_add_drive_ro (g, "disk.img");
  CLEANUP_FREE char *format = guestfs_disk_format (g, "disk.img");
  pclose (user);
  assert_int_equal (result, 0);
  assert_string_equal (format, "raw");
}

static void
test_scratch_drive (void **state)
{
  (void) state;
  assert_int_equal (guestfs_add_drive_scratch (g, 10485760, -1), 0);
  struct drive *drive = last_drive ();
  assert_true (drive->cache_unsafe);
  assert_string_equal (drive->format, "raw");
  struct stat file;
  assert_int_equal (stat (drive->path, &file), 0);
  assert_int_equal (file.st_size, 10485760);
  assert_int_equal (file.st_blocks, 0);
  CLEANUP_FREE char *path = strdup (drive->path);
  drives_forget (g);
  assert_int_equal (access (path, F_OK), -1);
}

static void
test_bad_scratch_drive_leaves_no_file (void **state)
{
  (void) state;
  assert_fails (guestfs_add_drive_scratch (g, 4096, GUESTFS_ADD_DRIVE_SCRATCH_LABEL, "1", -1),
                EINVAL, "label");
  assert_int_equal (rmdir (handle_tmpdir (g)), 0); /* it is empty */
  assert_int_equal (mkdir (g->directories.tmpdir.path, 0700), 0);
}

static void
add_another (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags,
             const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) event, (void) flags, (void) buf_len, (void) array, (void) array_len;
  if (strcmp (buf, opaque) != 0)
    return;
  guestfs_delete_event_callback (handle, event_handle);
  assert_int_equal (guestfs_add_drive (handle, "disk.img"), 0);
}

/* Whichever call of the library a callback comes in, the user's image stays
 * the user's. */
static void
test_callback_adds_a_drive_beside_a_scratch_drive (void **state)
{
  (void) state;
  static char *const calls[] = { "add_drive_scratch", "disk_create", "add_drive" };
  make_raw ("disk.img");
  for (size_t i = 0; i < 3; ++i) {
    int event = guestfs_set_event_callback (g, add_another, GUESTFS_EVENT_ENTER, 0, calls[i]);
    assert_int_equal (guestfs_add_drive_scratch (g, 4096, -1), 0);
    guestfs_delete_event_callback (g, event);
    drives_forget (g);
    assert_int_equal (access ("disk.img", F_OK), 0);
  }
}

static void
add_in_handler (guestfs_h *handle, void *opaque, const char *message)
{
  (void) message;
  unsigned *errors = opaque;
  if (++*errors == 1)
    assert_fails (guestfs_add_drive (handle, "disk.img"), EBUSY, "add_drive_scratch is running");
}

/* Not only while the appliance runs. */
static void
test_error_handler_cannot_change_the_list (void **state)
{
  (void) state;
  unsigned errors = 0;
  make_raw ("disk.img");
  assert_int_equal (guestfs_add_drive (g, "disk.img"), 0);
  guestfs_set_error_handler (g, add_in_handler, &errors);
  assert_int_equal (guestfs_add_drive_scratch (g, 4096, GUESTFS_ADD_DRIVE_SCRATCH_LABEL, "1", -1),
                    -1);
  assert_int_equal (errors, 2);
  assert_int_equal (g->drives.count, 1);
  drives_forget (g);
  assert_int_equal (access ("disk.img", F_OK), 0);
}

/* Other users of the host see nothing of what is written to it. */
static void
test_scratch_drives_are_private (void **state)
{
  (void) state;
  struct stat file;
  assert_int_equal (guestfs_add_drive_scratch (g, 4096, -1), 0);
  assert_int_equal (guestfs_add_drive (g, "/dev/null"), 0);
  for (size_t i = 0; i < 2; ++i) {
    assert_int_equal (stat (g->drives.list[i]->path, &file), 0);
    assert_int_equal (file.st_mode & 07777, 0600);
  }
  assert_int_equal (stat (handle_tmpdir (g), &file), 0);
  assert_int_equal (file.st_mode & 07777, 0700);
}

static void
test_null_device (void **state)
{
  (void) state;
  assert_int_equal (guestfs_add_drive (g, "/dev/null"), 0);
  assert_int_equal (guestfs_add_drive_opts (g, "/dev/null", GUESTFS_ADD_DRIVE_OPTS_READONLY, 1,
                                            GUESTFS_ADD_DRIVE_OPTS_COPYONREAD, 1,
                                            GUESTFS_ADD_DRIVE_OPTS_DISCARD, "besteffort", -1),
                    0);
  assert_string_not_equal (g->drives.list[0]->path, g->drives.list[1]->path);
  struct drive *drive = last_drive ();
  assert_false (drive->readonly);
  assert_false (drive->copyonread);
  assert_int_equal (drive->discard, DISCARD_DISABLE);
  struct stat file;
  assert_int_equal (stat (drive->path, &file), 0);
  assert_int_equal (file.st_size, 4096);
}

static void
test_failure_adds_nothing (void **state)
{
  (void) state;
  assert_fails (guestfs_add_drive (g, "nosuch"), ENOENT, "nosuch: No such file or directory");
  assert_fails (guestfs_add_drive_ro (g, "nosuch"), ENOENT, "nosuch");
  if (geteuid () != 0) {
    make_raw ("disk.img");
    assert_int_equal (chmod ("disk.img", 0), 0);
    assert_fails (guestfs_add_drive (g, "disk.img"), EACCES, "disk.img: Permission denied");
  }
  assert_int_equal (g->drives.count, 0);
}

static void
test_names_of_many_drives (void **state)
{
  (void) state;
  static const struct {
    size_t index;
    const char *name;
  } cases[] = { { 0, "/dev/sda" },
                { 25, "/dev/sdz" },
                { 26, "/dev/sdaa" },
                { 701, "/dev/sdzz" },
                { 702, "/dev/sdaaa" } };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    CLEANUP_FREE char *name = drive_device_name (g, cases[i].index);
    assert_string_equal (name, cases[i].name);
    assert_int_equal (guestfs_device_index (g, name), cases[i].index);
  }
}

/* The library's own steps are no calls of the program. */
static void
test_trace_shows_only_what_was_called (void **state)
{
  (void) state;
  guestfs_set_trace (g, 1);
  capture_stderr ();
  assert_int_equal (guestfs_add_drive_scratch (g, 4096, -1), 0);
  assert_int_equal (guestfs_add_drive_ro (g, "/dev/null"), 0);
  guestfs_set_trace (g, 0);
  CLEANUP_FREE char *text = captured_stderr ();
  assert_non_null (strstr (text, "trace: add_drive_scratch 4096\n"));
  assert_non_null (strstr (text, "trace: add_drive_ro = 0\n"));
  assert_null (strstr (text, "disk_create"));
  assert_null (strstr (text, "get_tmpdir"));
  assert_null (strstr (text, "add_drive \"/dev/null\""));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_trace_shows_only_what_was_called),
    lib_test (test_plain_drive),
    lib_test (test_odd_names),
    lib_test (test_given_format_is_believed),
    lib_test (test_images_that_are_none),
    lib_test (test_image_of_a_running_guest),
    lib_test (test_scratch_drive),
    lib_test (test_bad_scratch_drive_leaves_no_file),
    lib_test (test_callback_adds_a_drive_beside_a_scratch_drive),
    lib_test (test_error_handler_cannot_change_the_list),
    lib_test (test_scratch_drives_are_private),
    lib_test (test_null_device),
    lib_test (test_failure_adds_nothing),
    lib_test (test_names_of_many_drives),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
