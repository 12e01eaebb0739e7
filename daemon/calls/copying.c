/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copying and moving files inside the guest. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "daemon/copying.h"
#include "guest/guest-files.h"
#include "guest/tree-copy.h"
#include "guest/tree-walk.h"

/* ---- where the copy is made ---- */

/* Last element of PATH, in PARENT's sense: "." for "/" and "/dir/..". */
static char *
join_last_element (const char *directory, const char *path)
{
  struct sysroot_parent parent;
  char *joined;

  if (sysroot_open_parent (path, &parent) == -1)
    return reply_error_null (errno, "%s", path);
  close (parent.fd);
  if (asprintf (&joined, "%s/%s", directory, parent.name) == -1)
    return reply_error_null (ENOMEM, "%s", directory);
  return joined;
}

static bool
is_directory (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | O_DIRECTORY, 0);

  return fd != -1;
}

/* DEST, or the name of SRC in it if it is a directory or a link to one.
 * malloc'd, NULL with reply_error set. */
static char *
destination (const char *src, const char *dest)
{
  char *copy;

  if (is_directory (dest))
    return join_last_element (dest, src);
  copy = strdup (dest);
  return copy != NULL ? copy : reply_error_null (errno, "%s", dest);
}

/* Both ends of a copy, as entries of directories. */
struct ends {
  struct sysroot_parent from, to;
};

static void
close_ends (struct ends *ends)
{
  if (ends->from.fd != -1)
    close (ends->from.fd);
  if (ends->to.fd != -1)
    close (ends->to.fd);
}
#define CLEANUP_ENDS __attribute__ ((cleanup (close_ends)))
#define ENDS_NONE \
  {               \
    { .fd = -1 }, \
    {             \
      .fd = -1    \
    }             \
  }

static int
open_ends (const char *src, const char *dest, struct ends *ends)
{
  if (sysroot_open_parent (src, &ends->from) == -1)
    return reply_error (errno, "%s", src);
  if (sysroot_open_parent (dest, &ends->to) == -1)
    return reply_error (errno, "%s", dest);
  return 0;
}

/* ---- cp ---- */

static bool
is_same_file (int one, int other)
{
  struct stat a, b;

  return fstat (one, &a) == 0 && fstat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

/* A link that leads nowhere is more likely an accident than a wish to create
 * its target. */
static bool
is_dangling_link (const char *path)
{
  CLEANUP_CLOSE int target = sysroot_open (path, O_PATH, 0);
  CLEANUP_CLOSE int link = sysroot_open (path, O_PATH | O_NOFOLLOW, 0);

  return target == -1 && link != -1;
}

static int
copy_to_opened (int from, const char *src, int to, const char *dest)
{
  if (is_same_file (from, to))
    return reply_error_text (EINVAL, "%s and %s are the same file", src, dest);
  if (ftruncate (to, 0) == -1)
    return reply_error (errno, "%s", dest);
  return copy_file_content (from, src, to, dest);
}

static int
copy_file (int from, const char *src, const char *dest)
{
  struct stat st;
  int to, r;

  if (is_dangling_link (dest))
    return reply_error_text (ENOENT, "%s: is a dangling symbolic link", dest);
  if (fstat (from, &st) == -1)
    return reply_error (errno, "%s", src);
  to = guest_file_open (dest, O_WRONLY | O_CREAT, st.st_mode & 0777);
  if (to == -1)
    return -1;
  r = copy_to_opened (from, src, to, dest);
  if (close (to) == -1 && r == 0)
    r = reply_error (errno, "%s", dest);
  return r;
}

int
do_cp (const char *src, const char *dest)
{
  CLEANUP_CLOSE int from = guest_file_open (src, O_RDONLY, 0);

  if (from == -1)
    return -1;
  CLEANUP_FREE char *path = destination (src, dest);
  return path == NULL ? -1 : copy_file (from, src, path);
}

/* ---- cp -a, cp -r ---- */

static bool
is_regular_file (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | O_NOFOLLOW, 0);
  struct stat st;

  return fd != -1 && fstat (fd, &st) == 0 && S_ISREG (st.st_mode);
}

/* A file is written through a link that the caller named, as cp does. */
static char *
follow_destination (const char *src, char *path)
{
  char *real;

  if (path == NULL || !is_regular_file (src) || is_directory (path))
    return path;
  real = sysroot_realpath (path);
  if (real == NULL)
    return path;
  free (path);
  return real;
}

static int
copy_recursively (const char *src, const char *dest, bool preserve)
{
  CLEANUP_ENDS struct ends ends = ENDS_NONE;
  CLEANUP_FREE char *path = follow_destination (src, destination (src, dest));

  if (path == NULL || open_ends (src, path, &ends) == -1)
    return -1;
  return copy_tree (&ends.from, src, &ends.to, path, preserve);
}

int
do_cp_a (const char *src, const char *dest)
{
  return copy_recursively (src, dest, true);
}

int
do_cp_r (const char *src, const char *dest)
{
  return copy_recursively (src, dest, false);
}

/* ---- mv ---- */

/* rename(2) replaces; a copy has to make room as rename would. */
static int
make_room (const struct ends *ends, const char *path)
{
  struct stat source, existing;

  if (fstatat (ends->from.fd, ends->from.name, &source, AT_SYMLINK_NOFOLLOW) == -1
      || fstatat (ends->to.fd, ends->to.name, &existing, AT_SYMLINK_NOFOLLOW) == -1)
    return errno == ENOENT ? 0 : reply_error (errno, "%s", path);
  if (S_ISDIR (source.st_mode) && !S_ISDIR (existing.st_mode))
    return reply_error (ENOTDIR, "%s", path);
  if (unlinkat (ends->to.fd, ends->to.name, S_ISDIR (source.st_mode) ? AT_REMOVEDIR : 0) == -1)
    return reply_error (errno, "%s", path);
  return 0;
}

static int
move_between_filesystems (const struct ends *ends, const char *src, const char *path)
{
  if (make_room (ends, path) == -1 || copy_tree (&ends->from, src, &ends->to, path, true) == -1)
    return -1;
  return remove_tree (ends->from.fd, ends->from.name, src);
}

/* rename(2) does nothing if both are names of one file. */
static int
check_not_same (const struct ends *ends, const char *src, const char *path)
{
  struct stat source, existing;

  if (fstatat (ends->from.fd, ends->from.name, &source, AT_SYMLINK_NOFOLLOW) == -1)
    return reply_error (errno, "%s", src);
  if (fstatat (ends->to.fd, ends->to.name, &existing, AT_SYMLINK_NOFOLLOW) == 0
      && source.st_dev == existing.st_dev && source.st_ino == existing.st_ino)
    return reply_error_text (EINVAL, "%s and %s are the same file", src, path);
  return 0;
}

int
do_mv (const char *src, const char *dest)
{
  CLEANUP_ENDS struct ends ends = ENDS_NONE;
  CLEANUP_FREE char *path = destination (src, dest);

  if (path == NULL || open_ends (src, path, &ends) == -1 || check_not_same (&ends, src, path) == -1)
    return -1;
  if (renameat (ends.from.fd, ends.from.name, ends.to.fd, ends.to.name) == 0)
    return 0;
  if (errno == EXDEV)
    return move_between_filesystems (&ends, src, path);
  if (errno == EINVAL)
    return reply_error_text (EINVAL, "%s: cannot move a directory into itself, %s", src, path);
  return reply_error (errno, "%s: %s", src, path);
}

int
do_rename (const char *oldpath, const char *newpath)
{
  CLEANUP_ENDS struct ends ends = ENDS_NONE;

  if (sysroot_open_parent (oldpath, &ends.from) == -1
      || sysroot_open_parent (newpath, &ends.to) == -1
      || renameat (ends.from.fd, ends.from.name, ends.to.fd, ends.to.name) == -1)
    return reply_error (errno, "%s: %s", oldpath, newpath);
  return 0;
}
