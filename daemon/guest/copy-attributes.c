/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Giving a copy the attributes of the original. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/sysroot.h"
#include "guest/copy-attributes.h"

/* What filesystems without owners, permissions or extended attributes say. */
static bool
is_unsupported (int err)
{
  return err == EPERM || err == ENOTSUP || err == EINVAL;
}

static int
tolerate (int result)
{
  return result == -1 && !is_unsupported (errno) ? -1 : 0;
}

static int
copy_xattr (const char *from_path, const char *to_path, const char *name)
{
  char value[XATTR_SIZE_MAX];
  const ssize_t size = getxattr (from_path, name, value, sizeof value);

  if (size == -1)
    return -1;
  return tolerate (setxattr (to_path, name, value, size, 0));
}

static int
copy_xattrs (int from, int to)
{
  char names[XATTR_LIST_MAX], from_path[FD_PATH_SIZE], to_path[FD_PATH_SIZE];
  const ssize_t size = listxattr (fd_path (from, from_path), names, sizeof names);

  if (size == -1)
    return tolerate (-1);
  fd_path (to, to_path);
  for (const char *name = names; name < names + size; name += strlen (name) + 1)
    if (copy_xattr (from_path, to_path, name) == -1)
      return -1;
  return 0;
}

/* The order matters: changing the owner takes away set-user-id bits and the
 * attribute security.capability, and all of it changes the times. */
int
copy_attributes (int from, const struct stat *st, int to)
{
  const struct timespec times[2] = { st->st_atim, st->st_mtim };
  char path[FD_PATH_SIZE];

  if (tolerate (fchownat (to, "", st->st_uid, st->st_gid, AT_EMPTY_PATH)) == -1
      || copy_xattrs (from, to) == -1)
    return -1;
  if (!S_ISLNK (st->st_mode) && tolerate (chmod (fd_path (to, path), st->st_mode & 07777)) == -1)
    return -1;
  return tolerate (utimensat (to, "", times, AT_EMPTY_PATH));
}
