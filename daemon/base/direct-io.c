/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading and writing with O_DIRECT where that is possible. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/direct-io.h"

/* The largest sector of a disk; memory, offset and size have to be multiples. */
#define ALIGNMENT 4096

/* Below this a transfer takes longer than the copies. */
#define LEAST (256 * 1024)

/* statfs(2); its header for kernel filesystems does not have it. */
#ifndef XFS_SUPER_MAGIC
#define XFS_SUPER_MAGIC 0x58465342
#endif

static bool
is_block_device (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISBLK (status.st_mode);
}

static struct direct_file
direct_file (int fd, bool writes)
{
  struct direct_file file = { .fd = fd, .is_possible = is_block_device (fd) };
  struct statfs filesystem;

  if (file.is_possible || fstatfs (fd, &filesystem) == -1)
    return file;
  switch ((unsigned) filesystem.f_type) {
  case EXT4_SUPER_MAGIC: /* ext2 and ext3 have the same */
  case XFS_SUPER_MAGIC:
    file.is_possible = true;
    break;
  case BTRFS_SUPER_MAGIC: /* what is written directly is not compressed */
    file.is_possible = !writes;
  }
  return file;
}

struct direct_file
direct_file_for_reading (int fd)
{
  return direct_file (fd, false);
}

struct direct_file
direct_file_for_writing (int fd)
{
  return direct_file (fd, true);
}

void *
direct_buffer (size_t size)
{
  return aligned_alloc (ALIGNMENT, size);
}

static void
switch_direct (struct direct_file *file, bool on)
{
  if (file->is_on == on)
    return;

  const int flags = fcntl (file->fd, F_GETFL);
  if (flags != -1 && fcntl (file->fd, F_SETFL, on ? flags | O_DIRECT : flags & ~O_DIRECT) == 0)
    file->is_on = on;
  else
    file->is_possible = false;
}

static bool
is_aligned (const void *bytes, int64_t offset)
{
  return ((uintptr_t) bytes | (uint64_t) offset) % ALIGNMENT == 0;
}

/* How much of SIZE bytes goes the direct way, and sets the descriptor up for
 * that. */
static size_t
direct_size (struct direct_file *file, const void *bytes, size_t size, int64_t offset)
{
  if (!file->is_possible || size < LEAST || !is_aligned (bytes, offset))
    size = 0;
  switch_direct (file, size > 0);
  return file->is_on ? size - size % ALIGNMENT : 0;
}

/* A refusal of the filesystem or disk is no error: it goes the other way. */
static bool
is_refused (struct direct_file *file)
{
  if (!file->is_on || !file->is_possible || errno != EINVAL)
    return false;
  file->is_possible = false;
  return true;
}

int
direct_write (struct direct_file *file, const void *bytes, size_t size, int64_t offset)
{
  const char *next = bytes;

  while (size > 0) {
    const size_t direct = direct_size (file, next, size, offset);
    const ssize_t n = pwrite (file->fd, next, direct > 0 ? direct : size, offset);

    if (n == -1 && (errno == EINTR || is_refused (file)))
      continue;
    if (n == -1)
      return -1;
    next += n;
    size -= n;
    offset += n;
  }
  return 0;
}

int
direct_reserve (struct direct_file *file, int64_t size)
{
  if (fallocate (file->fd, 0, 0, size) == 0 || errno == EOPNOTSUPP)
    return 0;
  return direct_cut_off (file, 0);
}

int
direct_cut_off (struct direct_file *file, int64_t size)
{
  const int err = errno;

  if (ftruncate (file->fd, size) == -1)
    fprintf (stderr, "guestfsd: cut off a file that was not written: %s\n", strerror (errno));
  errno = err;
  return -1;
}

ssize_t
direct_read (struct direct_file *file, void *bytes, size_t size, int64_t offset)
{
  for (;;) {
    const size_t direct = direct_size (file, bytes, size, offset);
    const ssize_t n = pread (file->fd, bytes, direct > 0 ? direct : size, offset);

    if (n >= 0 || (errno != EINTR && !is_refused (file)))
      return n;
  }
}
