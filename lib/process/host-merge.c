/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Puts a tree of the host into another, without following links. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/errors.h"
#include "cleanup.h"
#include "process/host-merge.h"

#define ALL_OF_OWNER 0700
#define MODE_BITS 07777

/* ---- directories ---- */

/* A directory of the tree that is moved, open, and as it was before. */
struct source {
  int fd;
  struct stat status;
};

static void
source_close (struct source *source)
{
  if (source->fd != -1)
    close (source->fd);
}
#define CLEANUP_SOURCE __attribute__ ((cleanup (source_close)))

static int
open_directory (int parent, const char *name)
{
  return openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* An ordinary user moves only directories that he may write, and what is in
 * those. */
static int
open_source (int parent, const char *name, struct source *source)
{
  if (fstatat (parent, name, &source->status, AT_SYMLINK_NOFOLLOW) == -1)
    return -1;
  const bool is_closed = (source->status.st_mode & ALL_OF_OWNER) != ALL_OF_OWNER;
  if (is_closed && fchmodat (parent, name, ALL_OF_OWNER, 0) == -1)
    return -1;
  source->fd = open_directory (parent, name);
  return source->fd == -1 ? -1 : 0;
}

/* The owner first: changing it takes bits from the mode. */
static int
restore_attributes (int fd, const struct stat *status)
{
  const struct timespec times[] = { status->st_atim, status->st_mtim };

  if (geteuid () == 0 && fchown (fd, status->st_uid, status->st_gid) == -1)
    return -1;
  if (fchmod (fd, status->st_mode & MODE_BITS) == -1)
    return -1;
  return futimens (fd, times);
}

/* ---- entries ---- */

static int merge_content (const struct source *from, int into);

static bool
is_occupied (int err)
{
  return err == EEXIST || err == ENOTEMPTY || err == EISDIR || err == ENOTDIR;
}

static bool
is_directory (int parent, const char *name)
{
  struct stat status;

  return fstatat (parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR (status.st_mode);
}

static int
merge_directories (int from_parent, int into_parent, const char *name, struct source *from)
{
  CLEANUP_CLOSE int into = open_directory (into_parent, name);

  if (into == -1 || merge_content (from, into) == -1
      || restore_attributes (into, &from->status) == -1)
    return -1;
  return unlinkat (from_parent, name, AT_REMOVEDIR);
}

/* A directory takes the place of a link, even of one that leads to a directory. */
static int
move_directory (int from_parent, int into_parent, const char *name)
{
  CLEANUP_SOURCE struct source source = { .fd = -1 };

  if (open_source (from_parent, name, &source) == -1)
    return -1;
  if (is_directory (into_parent, name))
    return merge_directories (from_parent, into_parent, name, &source);
  if (unlinkat (into_parent, name, 0) == -1 && errno != ENOENT)
    return -1;
  if (renameat (from_parent, name, into_parent, name) == -1)
    return -1;
  return restore_attributes (source.fd, &source.status);
}

/* As tar does, a file takes the place of an empty directory. */
static int
move_file (int from_parent, int into_parent, const char *name)
{
  if (renameat (from_parent, name, into_parent, name) == 0)
    return 0;
  if (!is_occupied (errno) || unlinkat (into_parent, name, AT_REMOVEDIR) == -1)
    return -1;
  return renameat (from_parent, name, into_parent, name);
}

static int
move_entry (int from_parent, int into_parent, const char *name)
{
  return is_directory (from_parent, name) ? move_directory (from_parent, into_parent, name)
                                          : move_file (from_parent, into_parent, name);
}

/* All of it is tried; the first errno counts. */
static int
merge_content (const struct source *from, int into)
{
  const int fd = fcntl (from->fd, F_DUPFD_CLOEXEC, 3);
  DIR *directory = fd != -1 ? fdopendir (fd) : NULL;
  const struct dirent *entry;
  int err = 0;

  if (directory == NULL) {
    err = errno;
    if (fd != -1)
      close (fd);
    errno = err;
    return -1;
  }
  while ((entry = readdir (directory)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0
        && move_entry (from->fd, into, entry->d_name) == -1 && err == 0)
      err = errno;
  closedir (directory);
  errno = err;
  return err == 0 ? 0 : -1;
}

int
host_merge (guestfs_h *g, const char *from, const char *into, bool is_complete)
{
  CLEANUP_SOURCE struct source source = { .fd = -1 };
  CLEANUP_CLOSE int target = open_directory (AT_FDCWD, into);

  if (target != -1 && open_source (AT_FDCWD, from, &source) == 0
      && merge_content (&source, target) == 0
      && (!is_complete || restore_attributes (target, &source.status) == 0))
    return 0;
  return set_errno (g, errno, "%s: what was copied cannot be put into it%s", into,
                    errno == EXDEV ? " because another filesystem is mounted there" : "");
}
