/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths of the guest never lead out of its root, whatever links a hostile
 * image has. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/sysroot.h"
#include "cleanup.h"
#include "daemon-test.h"

/* directory/outside/secret, directory/root/... */
static char *directory, *root;

static void
make_link (const char *target, const char *name)
{
  CLEANUP_FREE char *path = NULL;

  assert_int_not_equal (asprintf (&path, "%s/%s", root, name), -1);
  assert_int_equal (symlink (target, path), 0);
}

static void
make_directory (const char *name)
{
  CLEANUP_FREE char *path = NULL;

  assert_int_not_equal (asprintf (&path, "%s/%s", directory, name), -1);
  assert_int_equal (mkdir (path, 0755), 0);
}

/* Each of these would be OUTSIDE/secret, or the directory of it, for a
 * resolution that does not stay in the root. */
static const char *const ways_out[] = {
  "/relative",
  "/above",
  "/absolute",
  "/dir/deep",
  "/chain",
  "/outside-dir/secret",
  "/../outside/secret",
  "/dir/../../outside/secret",
  "/dir/../../../outside/secret",
  "/outside-dir/../outside/secret",
  "/dir/up/up/outside/secret",
  "/proc-root",
  "/cwd",
};

static int
make_farm (void **state)
{
  CLEANUP_FREE char *secret = NULL, *proc_root = NULL;

  (void) state;
  directory = make_test_directory ();
  assert_int_not_equal (asprintf (&root, "%s/root", directory), -1);
  assert_int_not_equal (asprintf (&secret, "%s/outside/secret", directory), -1);
  assert_int_not_equal (asprintf (&proc_root, "/proc/self/root%s", secret), -1);
  make_directory ("outside");
  make_directory ("root");
  make_directory ("root/dir");
  make_directory ("root/dir/sub");
  write_test_file (directory, "outside/secret", "secret");
  write_test_file (directory, "root/file", "inside");
  write_test_file (directory, "root/dir/sub/file", "deep inside");
  make_link ("../outside/secret", "relative");
  make_link ("/../../../../../../../outside/secret", "above");
  make_link (secret, "absolute");
  make_link ("../../outside/secret", "dir/deep");
  make_link ("..", "dir/up");
  make_link ("relative", "chain");
  make_link ("../outside", "outside-dir");
  make_link (proc_root, "proc-root");
  make_link ("/proc/self/cwd", "cwd");
  make_link ("/dir/sub/file", "to-file");
  make_link ("loop-b", "loop-a");
  make_link ("loop-a", "loop-b");
  make_link ("/made-by-link", "dangling");
  sysroot_use_directory (root);
  return 0;
}

static int
remove_farm (void **state)
{
  (void) state;
  remove_test_directory (directory);
  free (directory);
  free (root);
  return 0;
}

static void
assert_content (int fd, const char *content)
{
  char buffer[64] = "";

  assert_int_not_equal (fd, -1);
  assert_int_not_equal (read (fd, buffer, sizeof buffer - 1), -1);
  close (fd);
  assert_string_equal (buffer, content);
}

static void
links_stay_inside (void **state)
{
  (void) state;
  for (size_t i = 0; i < sizeof ways_out / sizeof ways_out[0]; ++i) {
    int fd = sysroot_open (ways_out[i], O_RDONLY, 0);

    if (fd != -1)
      fail_msg ("%s was opened", ways_out[i]);
    assert_int_equal (errno, ENOENT);
  }
}

static void
creating_stays_inside (void **state)
{
  CLEANUP_FREE char *made = NULL;
  int fd;

  (void) state;
  for (size_t i = 0; i < sizeof ways_out / sizeof ways_out[0]; ++i) {
    CLEANUP_CLOSE int created = sysroot_open (ways_out[i], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_int_equal (created, -1);
  }
  fd = sysroot_open ("/dangling", O_WRONLY | O_CREAT, 0600);
  assert_int_not_equal (fd, -1);
  assert_int_equal (write (fd, "new", 3), 3);
  close (fd);
  assert_int_not_equal (asprintf (&made, "%s/made-by-link", root), -1);
  assert_content (open (made, O_RDONLY | O_CLOEXEC), "new");
}

static void
guests_own_links_work (void **state)
{
  (void) state;
  assert_content (sysroot_open ("/file", O_RDONLY, 0), "inside");
  assert_content (sysroot_open ("/to-file", O_RDONLY, 0), "deep inside");
  assert_content (sysroot_open ("/../../dir/../file", O_RDONLY, 0), "inside");
  assert_content (sysroot_open ("/dir/up/file", O_RDONLY, 0), "inside");
  assert_int_equal (sysroot_open ("/loop-a", O_RDONLY, 0), -1);
  assert_int_equal (errno, ELOOP);
  assert_int_equal (sysroot_open ("/file", O_RDONLY | O_CREAT | O_EXCL, 0600), -1);
  assert_int_equal (errno, EEXIST);
}

static void
parent_of (const char *path, const char *name)
{
  struct sysroot_parent parent;

  assert_int_equal (sysroot_open_parent (path, &parent), 0);
  assert_string_equal (parent.name, name);
  close (parent.fd);
}

static void
parents_are_split (void **state)
{
  char long_name[300] = "/";
  struct sysroot_parent parent;
  struct stat inside, found;

  (void) state;
  parent_of ("/", ".");
  parent_of ("///", ".");
  parent_of ("/new", "new");
  parent_of ("/dir/new//", "new");
  parent_of ("/dir/..", ".");
  parent_of ("/dir/.", ".");
  parent_of ("/relative", "relative"); /* the link itself, not where it leads */

  assert_int_equal (sysroot_open_parent ("/outside-dir/new", &parent), -1);
  assert_int_equal (errno, ENOENT);
  assert_int_equal (sysroot_open_parent ("/file/new", &parent), -1);
  assert_int_equal (errno, ENOTDIR);

  memset (long_name + 1, 'x', 255);
  assert_int_equal (sysroot_open_parent (long_name, &parent), 0);
  close (parent.fd);
  memset (long_name + 1, 'x', 256);
  assert_int_equal (sysroot_open_parent (long_name, &parent), -1);
  assert_int_equal (errno, ENAMETOOLONG);

  assert_int_equal (sysroot_open_parent ("/../../new", &parent), 0);
  assert_int_equal (stat (root, &inside), 0);
  assert_int_equal (fstat (parent.fd, &found), 0);
  assert_int_equal (found.st_ino, inside.st_ino);
  close (parent.fd);
}

static void
assert_real_path (const char *path, const char *expected)
{
  CLEANUP_FREE char *real = sysroot_realpath (path);

  assert_non_null (real);
  assert_string_equal (real, expected);
}

static void
real_paths_are_the_guests (void **state)
{
  (void) state;
  assert_real_path ("/", "/");
  assert_real_path ("/../..", "/");
  assert_real_path ("/to-file", "/dir/sub/file");
  assert_real_path ("/dir/up/dir/./sub//file", "/dir/sub/file");
  assert_null (sysroot_realpath ("/absolute"));
  assert_int_equal (errno, ENOENT);
}

static void
fifo_does_not_block (void **state)
{
  CLEANUP_FREE char *path = NULL;

  (void) state;
  assert_int_not_equal (asprintf (&path, "%s/fifo", root), -1);
  assert_int_equal (mkfifo (path, 0600), 0);
  alarm (10); /* ends the test if it does */
  assert_content (sysroot_open ("/fifo", O_RDONLY, 0), "");
  assert_int_equal (sysroot_open ("/fifo", O_WRONLY, 0), -1);
  assert_int_equal (errno, ENXIO);
  alarm (0);
}

static void *
rename_all_the_time (void *stop)
{
  CLEANUP_FREE char *a = NULL, *b = NULL;

  if (asprintf (&a, "%s/dir/sub/a", root) == -1 || asprintf (&b, "%s/dir/sub/b", root) == -1)
    return NULL;
  mkdir (a, 0700);
  while (!atomic_load ((atomic_bool *) stop)) {
    rename (a, b);
    rename (b, a);
  }
  return NULL;
}

/* The kernel answers EAGAIN to ".." if something was renamed meanwhile. */
static void
renames_do_not_disturb (void **state)
{
  atomic_bool stop = false;
  pthread_t thread;
  bool failed = false;

  (void) state;
  assert_int_equal (pthread_create (&thread, NULL, rename_all_the_time, &stop), 0);
  for (int i = 0; i < 5000 && !failed; ++i) {
    CLEANUP_CLOSE int fd = sysroot_open ("/dir/sub/../../dir/sub/../sub/file", O_RDONLY, 0);
    failed = fd == -1;
  }
  atomic_store (&stop, true);
  pthread_join (thread, NULL);
  assert_false (failed);
}

static void
mount_empty (const char *target)
{
  assert_int_equal (mount ("tmpfs", target, "tmpfs", 0, NULL), 0);
  sysroot_mounts_change ();
}

static void
unmount (const char *target)
{
  sysroot_mounts_change ();
  assert_int_equal (umount (target), 0);
}

static void
mounts_are_noticed (void **state)
{
  CLEANUP_FREE char *below = NULL;

  (void) state;
  if (!have_own_mounts ())
    skip ();
  assert_int_not_equal (asprintf (&below, "%s/dir", root), -1);
  assert_false (sysroot_is_mounted ());
  close (sysroot_open ("/file", O_RDONLY, 0));
  mount_empty (root);
  assert_true (sysroot_is_mounted ());
  assert_int_equal (sysroot_open ("/file", O_RDONLY, 0), -1);
  unmount (root);
  assert_false (sysroot_is_mounted ());
  assert_int_equal (sysroot_open ("/no-file", O_RDONLY, 0), -1);
  mount_empty (below);
  assert_true (sysroot_is_mounted ());
  unmount (below);
  assert_false (sysroot_is_mounted ());
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (mounts_are_noticed),    daemon_test (links_stay_inside),
    daemon_test (creating_stays_inside), daemon_test (guests_own_links_work),
    daemon_test (parents_are_split),     daemon_test (real_paths_are_the_guests),
    daemon_test (fifo_does_not_block),   daemon_test (renames_do_not_disturb),
  };

  return cmocka_run_group_tests (tests, make_farm, remove_farm);
}
