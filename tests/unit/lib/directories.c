/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Temporary directories, the cache directory, and removal. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/memory.h"
#include "lib-test.h"

static void
test_tmpdir_is_made_once_and_removed (void **state)
{
  (void) state;
  const char *directory = handle_tmpdir (g);
  assert_non_null (directory);
  assert_int_equal (strncmp (directory, test_directory, strlen (test_directory)), 0);
  assert_ptr_equal (handle_tmpdir (g), directory);
  CLEANUP_FREE char *copy = strdup (directory);

  CLEANUP_FREE char *first = handle_tmpname (g, "overlay", "qcow2");
  CLEANUP_FREE char *second = handle_tmpname (g, "overlay", "qcow2");
  assert_string_not_equal (first, second);
  assert_non_null (strstr (first, "/overlay1.qcow2"));
  write_file (first, "content");

  guestfs_close (g);
  g = NULL;
  assert_int_equal (access (copy, F_OK), -1);
}

static void
test_tmpdir_that_cannot_be_made (void **state)
{
  (void) state;
  CLEANUP_FREE char *directory = safe_asprintf (g, "%s/gone", test_directory);
  assert_int_equal (mkdir (directory, 0755), 0);
  assert_int_equal (guestfs_set_tmpdir (g, directory), 0);
  assert_int_equal (rmdir (directory), 0);
  assert_fails_null (handle_tmpdir (g), ENOENT, "cannot create a temporary directory");
  assert_fails_null (handle_tmpname (g, "a", "b"), ENOENT, "cannot create a temporary directory");
}

static void
test_removal_does_not_follow_links (void **state)
{
  (void) state;
  assert_int_equal (mkdir ("outside", 0755), 0);
  write_file ("outside/file", "keep");
  assert_int_equal (mkdir ("tree", 0755), 0);
  assert_int_equal (mkdir ("tree/sub", 0755), 0);
  assert_int_equal (mkdir ("tree/sub/empty", 0755), 0);
  write_file ("tree/sub/file", "remove");
  assert_int_equal (symlink ("../outside", "tree/link"), 0);
  assert_int_equal (symlink ("../../outside/file", "tree/sub/link"), 0);
  assert_int_equal (symlink ("nowhere", "tree/dangling"), 0);
  assert_int_equal (mkfifo ("tree/fifo", 0600), 0);

  assert_int_equal (remove_tree ("tree"), 0);
  assert_int_equal (access ("tree", F_OK), -1);
  assert_int_equal (access ("outside/file", F_OK), 0);

  /* A link as the tree itself: only the link goes. */
  assert_int_equal (symlink ("outside", "link"), 0);
  assert_int_equal (remove_tree ("link"), 0);
  assert_int_equal (access ("outside/file", F_OK), 0);

  errno = 0;
  assert_int_equal (remove_tree ("nosuch"), -1);
  assert_int_equal (errno, ENOENT);
}

static char *
cache_path (void)
{
  return safe_asprintf (g, "%s/.guestfs-%u", test_directory, (unsigned) geteuid ());
}

static void
test_cache_directory_is_private (void **state)
{
  (void) state;
  assert_int_equal (guestfs_set_cachedir (g, test_directory), 0);
  mode_t old = umask (0);
  CLEANUP_FREE char *made = cache_directory (g);
  umask (old);
  CLEANUP_FREE char *expected = cache_path ();
  assert_string_equal (made, expected);
  struct stat statbuf;
  assert_int_equal (stat (made, &statbuf), 0);
  assert_int_equal (statbuf.st_mode & 07777, 0700);

  CLEANUP_FREE char *again = cache_directory (g);
  assert_string_equal (again, expected);
}

static void
test_cache_directory_that_others_can_write (void **state)
{
  (void) state;
  assert_int_equal (guestfs_set_cachedir (g, test_directory), 0);
  CLEANUP_FREE char *path = cache_path ();
  assert_int_equal (mkdir (path, 0755), 0);
  static const mode_t bad[] = { 0775, 0757, 0777 };
  for (size_t i = 0; i < 3; ++i) {
    assert_int_equal (chmod (path, bad[i]), 0);
    assert_fails_null (cache_directory (g), EPERM, "other users can write");
  }
  assert_int_equal (chmod (path, 0755), 0);
  CLEANUP_FREE char *accepted = cache_directory (g);
  assert_non_null (accepted);
}

static void
test_cache_directory_of_another_user (void **state)
{
  (void) state;
  if (geteuid () != 0)
    skip ();
  assert_int_equal (guestfs_set_cachedir (g, test_directory), 0);
  CLEANUP_FREE char *path = cache_path ();
  assert_int_equal (mkdir (path, 0755), 0);
  assert_int_equal (chown (path, 65534, 65534), 0);
  assert_fails_null (cache_directory (g), EPERM, "owned by user 65534");
}

static void
test_cache_directory_that_is_none (void **state)
{
  (void) state;
  assert_int_equal (guestfs_set_cachedir (g, test_directory), 0);
  CLEANUP_FREE char *path = cache_path ();
  write_file (path, "");
  assert_fails_null (cache_directory (g), ENOTDIR, path);
  assert_int_equal (unlink (path), 0);
  assert_int_equal (mkdir ("elsewhere", 0700), 0);
  assert_int_equal (symlink ("elsewhere", path), 0);
  assert_fails_null (cache_directory (g), ENOTDIR, path);
}

static void
test_absolute_paths (void **state)
{
  (void) state;
  CLEANUP_FREE char *absolute = absolute_path (g, "/a//b");
  assert_string_equal (absolute, "/a//b");
  CLEANUP_FREE char *relative = absolute_path (g, "a:b,c");
  CLEANUP_FREE char *expected = safe_asprintf (g, "%s/a:b,c", test_directory);
  assert_string_equal (relative, expected);
  assert_int_equal (chdir ("/"), 0);
  CLEANUP_FREE char *in_root = absolute_path (g, "a");
  assert_string_equal (in_root, "/a");
  assert_int_equal (chdir (test_directory), 0);
}

static void
test_sockdir_ignores_another_users_variable (void **state)
{
  (void) state;
  CLEANUP_FREE char *variable = safe_asprintf (g, "XDG_RUNTIME_DIR=%s", test_directory);
  char *list[] = { variable, NULL };
  assert_int_equal (guestfs_parse_environment_list (g, list), 0);
  CLEANUP_FREE char *sockdir = guestfs_get_sockdir (g);
  assert_string_equal (sockdir, geteuid () == 0 ? "/tmp" : test_directory);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_tmpdir_is_made_once_and_removed),
    lib_test (test_tmpdir_that_cannot_be_made),
    lib_test (test_removal_does_not_follow_links),
    lib_test (test_cache_directory_is_private),
    lib_test (test_cache_directory_that_others_can_write),
    lib_test (test_cache_directory_of_another_user),
    lib_test (test_cache_directory_that_is_none),
    lib_test (test_absolute_paths),
    lib_test (test_sockdir_ignores_another_users_variable),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
