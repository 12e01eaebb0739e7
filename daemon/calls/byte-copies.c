/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copying bytes between devices and files. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>

#include "daemon/byte_copies.h"
#include "guest/guest-files.h"
#include "storage/storage.h"

/* What the options of the four calls say, which are of four types. */
struct copy_options {
  int64_t srcoffset, destoffset;
  int64_t size; /* -1 = to the end of the source */
  bool has_size, sparse, append;
};

#define COPY_OPTIONS(options)                                                            \
  (struct copy_options)                                                                  \
  {                                                                                      \
    .srcoffset = (options)->has_srcoffset ? (options)->srcoffset : 0,                    \
    .destoffset = (options)->has_destoffset ? (options)->destoffset : 0,                 \
    .size = (options)->has_size ? (options)->size : -1, .has_size = (options)->has_size, \
    .sparse = (options)->has_sparse && (options)->sparse,                                \
    .append = (options)->has_append && (options)->append,                                \
  }

#define DEVICE_PLACE(argument)                                         \
  (const struct place)                                                 \
  {                                                                    \
    .is_device = true, .device = *(argument), .name = (argument)->name \
  }
#define FILE_PLACE(path)               \
  (const struct place)                 \
  {                                    \
    .is_device = false, .name = (path) \
  }

static int
check_options (const struct copy_options *options)
{
  if (options->srcoffset < 0)
    return reply_error_text (EINVAL, "srcoffset is negative");
  if (options->destoffset < 0)
    return reply_error_text (EINVAL, "destoffset is negative");
  if (options->has_size && options->size < 0)
    return reply_error_text (EINVAL, "size is negative");
  return 0;
}

/* ---- opening both sides ---- */

static bool
is_same_file (int one, int other)
{
  struct stat a, b;

  return fstat (one, &a) == 0 && fstat (other, &b) == 0 && S_ISREG (a.st_mode)
         && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Emptied only when it is clear that it isn't the source. */
static int
open_destination (int src_fd, const struct place *src, const struct place *dest, bool truncate)
{
  int fd = place_open (dest, O_WRONLY | O_CREAT, 0666);
  struct stat st;

  if (fd == -1)
    return -1;
  if (is_same_file (src_fd, fd))
    reply_error_text (EINVAL, "%s and %s are the same file", src->name, dest->name);
  else if (!truncate || fstat (fd, &st) == -1 || !S_ISREG (st.st_mode) || ftruncate (fd, 0) == 0)
    return fd;
  else
    reply_error (errno, "%s", dest->name);
  close (fd);
  return -1;
}

/* ---- copying ---- */

/* The number of bytes that will be copied, for progress messages. */
static uint64_t
expected_total (int fd, const struct copy_options *options)
{
  const int64_t size = open_file_size (fd);

  if (options->has_size)
    return options->size;
  return size > options->srcoffset ? size - options->srcoffset : 0;
}

static int
copy_opened (int src_fd, const char *src, int dest_fd, const char *dest,
             const struct copy_options *options, const char *too_short)
{
  const struct byte_copy copy = {
    .src = src_fd,
    .dest = dest_fd,
    .src_name = src,
    .dest_name = dest,
    .src_offset = options->srcoffset,
    .dest_offset = options->destoffset,
    .size = options->size,
    .sparse = options->sparse,
    .progress_total = expected_total (src_fd, options),
  };
  const int64_t copied = copy_bytes (&copy);

  if (copied == -1)
    return -1;
  if (options->has_size && copied < options->size)
    return reply_error_text (EIO, "%s: %s", src, too_short);
  return 0;
}

static int
copy_places (const struct place *src, const struct place *dest, const struct copy_options *options,
             const char *too_short)
{
  int dest_fd, r;

  if (check_options (options) == -1)
    return -1;
  CLEANUP_CLOSE int src_fd = place_open (src, O_RDONLY, 0);
  if (src_fd == -1)
    return -1;
  dest_fd = open_destination (src_fd, src, dest, !options->append);
  if (dest_fd == -1)
    return -1;
  r = copy_opened (src_fd, src->name, dest_fd, dest->name, options, too_short);
  /* Some filesystems only say at the end that the disk is full. */
  if (close (dest_fd) == -1 && r == 0)
    r = reply_error (errno, "%s", dest->name);
  if (dest->is_device)
    storage_changed ();
  return r;
}

static int
copy_to_device (const struct place *src, const struct device *dest,
                const struct copy_options *options)
{
  if (options->append)
    return reply_error_text (EINVAL, "the append flag cannot be set for this call");
  return copy_places (src, &DEVICE_PLACE (dest), options, "input too short");
}

int
do_copy_device_to_device (const struct device *src, const struct device *dest,
                          const struct copy_device_to_device_options *options)
{
  return copy_to_device (&DEVICE_PLACE (src), dest, &COPY_OPTIONS (options));
}

int
do_copy_file_to_device (const char *src, const struct device *dest,
                        const struct copy_file_to_device_options *options)
{
  return copy_to_device (&FILE_PLACE (src), dest, &COPY_OPTIONS (options));
}

int
do_copy_device_to_file (const struct device *src, const char *dest,
                        const struct copy_device_to_file_options *options)
{
  return copy_places (&DEVICE_PLACE (src), &FILE_PLACE (dest), &COPY_OPTIONS (options),
                      "input too short");
}

static bool
guest_file_exists (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH, 0);

  return fd != -1;
}

/* Removes a file that a failed call has created, so that nobody takes it for
 * the whole. */
static void
remove_created (const char *path)
{
  struct sysroot_parent parent;

  if (sysroot_open_parent (path, &parent) == -1)
    return;
  CLEANUP_CLOSE int fd = parent.fd;
  unlinkat (fd, parent.name, 0);
}

int
do_copy_file_to_file (const char *src, const char *dest,
                      const struct copy_file_to_file_options *options)
{
  const bool existed = guest_file_exists (dest);
  int r =
    copy_places (&FILE_PLACE (src), &FILE_PLACE (dest), &COPY_OPTIONS (options), "input too short");

  if (r == -1 && !existed)
    remove_created (dest);
  return r;
}

int
do_dd (const struct place *src, const struct place *dest)
{
  const struct copy_options options = { .size = -1 };

  return copy_places (src, dest, &options, "input too short");
}

int
do_copy_size (const struct place *src, const struct place *dest, int64_t size)
{
  const struct copy_options options = { .size = size, .has_size = true };

  if (size < 0)
    return reply_error_text (EINVAL, "%" PRId64 ": size is negative", size);
  return copy_places (src, dest, &options, "input file too short");
}
