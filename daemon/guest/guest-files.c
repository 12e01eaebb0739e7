/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening regular files of the guest, and moving bytes between descriptors. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "cleanup.h"
#include "guest/guest-files.h"
#include "talk/progress.h"

/* One copy through the kernel's page cache; larger pieces were no faster. */
#define COPY_SIZE (1024 * 1024)

/* A run of zeros is skipped if it fills a block of this size, which is that
 * of most filesystems. */
#define SPARSE_BLOCK 4096

/* Opening is not harmless: a device node in a hostile image could stand for
 * another disk, or for a watchdog that resets the machine when it is opened.
 * So the type is looked at before.  The path is resolved twice, which is quicker
 * than to open what a descriptor stands for, by a name in /proc. */
static int
check_kind (int path_fd, const char *path, enum guest_file_kind kind)
{
  struct stat st;

  if (fd_status (path_fd, &st) == -1)
    return reply_error (errno, "%s", path);
  if (S_ISDIR (st.st_mode))
    return kind != GUEST_REGULAR_FILE ? 0 : reply_error_text (EISDIR, "%s: is a directory", path);
  if (kind == GUEST_DIRECTORY)
    return reply_error_text (ENOTDIR, "%s: not a directory", path);
  if (!S_ISREG (st.st_mode))
    return reply_error_text (EINVAL, "%s: not a regular file", path);
  return 0;
}

int
guest_file_pin (const char *path, enum guest_file_kind kind)
{
  int fd = sysroot_open (path, O_PATH, 0);

  if (fd == -1)
    return reply_error (errno, "%s", path);
  if (check_kind (fd, path, kind) == 0)
    return fd;
  close (fd);
  return -1;
}

int
guest_file_open (const char *path, int flags, mode_t mode)
{
  CLEANUP_CLOSE int path_fd = sysroot_open (path, O_PATH, 0);
  int fd;

  if (path_fd == -1 && (errno != ENOENT || !(flags & O_CREAT)))
    return reply_error (errno, "%s", path);
  if (path_fd != -1) {
    if (check_kind (path_fd, path, GUEST_REGULAR_FILE) == -1)
      return -1;
    flags &= ~(O_CREAT | O_EXCL);
  }
  fd = sysroot_open (path, flags, mode);
  return fd != -1 ? fd : reply_error (errno, "%s", path);
}

int
device_open (const struct device *device, int flags)
{
  const int fd = open (device->kernel, (flags & ~(O_CREAT | O_EXCL | O_TRUNC)) | O_CLOEXEC);

  return fd != -1 ? fd : reply_error (errno, "%s", device->name);
}

int
place_open (const struct place *place, int flags, mode_t mode)
{
  return place->is_device ? device_open (&place->device, flags)
                          : guest_file_open (place->name, flags, mode);
}

int64_t
open_file_size (int fd)
{
  struct stat st;
  uint64_t size;

  if (fd_status (fd, &st) == -1)
    return -1;
  if (!S_ISBLK (st.st_mode))
    return st.st_size;
  return ioctl (fd, BLKGETSIZE64, &size) == -1 ? -1 : (int64_t) size;
}

/* ---- copying ---- */

static int
pwrite_all (int fd, const char *bytes, size_t size, int64_t offset)
{
  while (size > 0) {
    ssize_t written = pwrite (fd, bytes, size, offset);

    if (written == -1 && errno == EINTR)
      continue;
    if (written == -1)
      return -1;
    bytes += written;
    offset += written;
    size -= written;
  }
  return 0;
}

bool
bytes_are_zero (const char *bytes, size_t size)
{
  return bytes[0] == 0 && memcmp (bytes, bytes + 1, size - 1) == 0;
}

/* Writes what is not zero. */
static int
pwrite_sparse (int fd, const char *bytes, size_t size, int64_t offset)
{
  for (size_t start = 0; start < size; start += SPARSE_BLOCK) {
    size_t block = size - start < SPARSE_BLOCK ? size - start : SPARSE_BLOCK;

    if (!bytes_are_zero (bytes + start, block)
        && pwrite_all (fd, bytes + start, block, offset + start) == -1)
      return -1;
  }
  return 0;
}

/* A file whose end was skipped gets its size nevertheless. */
static int
extend_file (const struct byte_copy *copy, int64_t end)
{
  struct stat st;

  if (fd_status (copy->dest, &st) == -1)
    return reply_error (errno, "%s", copy->dest_name);
  if (S_ISREG (st.st_mode) && st.st_size < end && ftruncate (copy->dest, end) == -1)
    return reply_error (errno, "%s", copy->dest_name);
  return 0;
}

/* Where nothing is written, nothing says that a device has no room for it. */
static int
check_room (const struct byte_copy *copy, int64_t end)
{
  struct stat st;

  if (fd_status (copy->dest, &st) == -1)
    return -1;
  if (!S_ISBLK (st.st_mode) || end <= open_file_size (copy->dest))
    return 0;
  errno = ENOSPC;
  return -1;
}

static int
write_sparse_piece (const struct byte_copy *copy, const char *bytes, size_t size, int64_t offset)
{
  return check_room (copy, offset + (int64_t) size) == -1
           ? -1
           : pwrite_sparse (copy->dest, bytes, size, offset);
}

static ssize_t
copy_piece (const struct byte_copy *copy, char *buffer, int64_t done)
{
  const int64_t left = copy->size == -1 ? COPY_SIZE : copy->size - done;
  ssize_t n;
  int r;

  do
    n = pread (copy->src, buffer, left < COPY_SIZE ? left : COPY_SIZE, copy->src_offset + done);
  while (n == -1 && errno == EINTR);
  if (n == -1)
    return reply_error (errno, "%s", copy->src_name);
  if (copy->sparse)
    r = write_sparse_piece (copy, buffer, n, copy->dest_offset + done);
  else
    r = pwrite_all (copy->dest, buffer, n, copy->dest_offset + done);
  return r == 0 ? n : reply_error (errno, "%s", copy->dest_name);
}

int64_t
copy_bytes (const struct byte_copy *copy)
{
  CLEANUP_FREE char *buffer = malloc (COPY_SIZE);
  int64_t done = 0;
  ssize_t n = 1;

  if (buffer == NULL)
    return reply_error (errno, "copy buffer");
  while (n > 0 && done != copy->size) {
    n = copy_piece (copy, buffer, done);
    if (n == -1)
      return -1;
    done += n;
    if (copy->progress_total > 0)
      progress_update (done, copy->progress_total);
  }
  if (copy->sparse && extend_file (copy, copy->dest_offset + done) == -1)
    return -1;
  return done;
}
