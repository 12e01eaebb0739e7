/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hard and symbolic links. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "daemon/links.h"

static int
reply_link_error (const char *target, const char *linkname)
{
  return reply_error (errno, "%s: %s", target, linkname);
}

static int
link_parents (const struct sysroot_parent *from, const struct sysroot_parent *to)
{
  return linkat (from->fd, from->name, to->fd, to->name, 0);
}

/* An existing name that was in the way: 0 if TO is to be replaced, 1 if it is
 * the same file already, -1 and errno. */
static int
is_same_file (const struct sysroot_parent *from, const struct sysroot_parent *to)
{
  struct stat source, existing;

  if (fstatat (from->fd, from->name, &source, AT_SYMLINK_NOFOLLOW) == -1
      || fstatat (to->fd, to->name, &existing, AT_SYMLINK_NOFOLLOW) == -1)
    return -1;
  return source.st_dev == existing.st_dev && source.st_ino == existing.st_ino;
}

static int
replace_link (const struct sysroot_parent *from, const struct sysroot_parent *to)
{
  int same = is_same_file (from, to);

  if (same != 0)
    return same == 1 ? 0 : -1;
  return unlinkat (to->fd, to->name, 0) == -1 ? -1 : link_parents (from, to);
}

static int
hard_link (const char *target, const char *linkname, bool force)
{
  struct sysroot_parent from, to;
  int r;

  if (sysroot_open_parent (target, &from) == -1)
    return reply_link_error (target, linkname);
  CLEANUP_CLOSE int from_fd = from.fd;
  if (sysroot_open_parent (linkname, &to) == -1)
    return reply_link_error (target, linkname);
  CLEANUP_CLOSE int to_fd = to.fd;

  r = link_parents (&from, &to);
  if (r == -1 && errno == EEXIST && force)
    r = replace_link (&from, &to);
  return r == 0 ? 0 : reply_link_error (target, linkname);
}

int
do_ln (const char *target, const char *linkname)
{
  return hard_link (target, linkname, false);
}

int
do_ln_f (const char *target, const char *linkname)
{
  return hard_link (target, linkname, true);
}

/* ---- symbolic links ---- */

/* The last element of PATH into NAME; false if it has none. */
static bool
last_element (const char *path, char name[NAME_MAX + 1])
{
  size_t end = strlen (path), start;

  while (end > 0 && path[end - 1] == '/')
    --end;
  for (start = end; start > 0 && path[start - 1] != '/';)
    --start;
  if (end == start || end - start > NAME_MAX)
    return false;
  memcpy (name, path + start, end - start);
  name[end - start] = '\0';
  return strcmp (name, ".") != 0 && strcmp (name, "..") != 0;
}

/* Where the link is made: in the directory LINKNAME under the name of its
 * target, or as LINKNAME.  0, or -1 and errno. */
static int
open_link_parent (const char *target, const char *linkname, struct sysroot_parent *parent)
{
  int fd = sysroot_open (linkname, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0);

  if (fd == -1)
    return sysroot_open_parent (linkname, parent);
  if (!last_element (target, parent->name)) {
    close (fd);
    errno = EEXIST;
    return -1;
  }
  parent->fd = fd;
  return 0;
}

static int
symbolic_link (const char *target, const char *linkname, bool force)
{
  struct sysroot_parent parent;
  int r;

  if (open_link_parent (target, linkname, &parent) == -1)
    return reply_link_error (target, linkname);
  CLEANUP_CLOSE int fd = parent.fd;
  r = symlinkat (target, fd, parent.name);
  if (r == -1 && errno == EEXIST && force)
    r = unlinkat (fd, parent.name, 0) == -1 ? -1 : symlinkat (target, fd, parent.name);
  return r == 0 ? 0 : reply_link_error (target, linkname);
}

int
do_ln_s (const char *target, const char *linkname)
{
  return symbolic_link (target, linkname, false);
}

int
do_ln_sf (const char *target, const char *linkname)
{
  return symbolic_link (target, linkname, true);
}

char *
do_readlink (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | O_NOFOLLOW, 0);
  char target[PATH_MAX];
  struct stat st;
  ssize_t length;
  char *copy;

  if (fd == -1 || fd_status (fd, &st) == -1)
    return reply_error_null (errno, "%s", path);
  if (!S_ISLNK (st.st_mode))
    return reply_error_null (EINVAL, "%s: not a symbolic link", path);
  length = readlinkat (fd, "", target, sizeof target);
  if (length == -1 || length == sizeof target)
    return reply_error_null (length == -1 ? errno : ENAMETOOLONG, "%s", path);
  copy = strndup (target, length);
  return copy != NULL ? copy : reply_error_null (errno, "%s", path);
}

char *
do_realpath (const char *path)
{
  char *real = sysroot_realpath (path);

  return real != NULL ? real : reply_error_null (errno, "%s", path);
}
