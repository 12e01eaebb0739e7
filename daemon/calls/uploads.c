/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files and devices from the host and to it. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>

#include "base/direct-io.h"
#include "daemon/uploads.h"
#include "guest/guest-files.h"
#include "storage/device-find.h"
#include "storage/storage.h"
#include "talk/progress.h"
#include "talk/send-content.h"
#include "talk/transfer.h"

/* ---- from the host ---- */

struct upload {
  struct direct_file file;
  const char *name;
  int64_t position;
  int64_t old_end; /* what is there already: holes have to be made in it */
  bool is_device;
  bool has_loose_end; /* space was reserved, or skipped */
  uint64_t received;
};

static void
count (struct upload *upload, uint64_t size)
{
  upload->position += size;
  upload->received += size;
  if (transfer_size_hint () > 0)
    progress_update (upload->received, transfer_size_hint ());
}

static int
write_piece (void *data, const void *bytes, size_t size)
{
  struct upload *upload = data;

  if (direct_write (&upload->file, bytes, size, upload->position) == -1)
    return reply_error (errno, "%s", upload->name);
  count (upload, size);
  return 0;
}

/* Writes into space that is reserved are several times quicker.  That there is
 * not enough is found out before anything was moved. */
static int
reserve (void *data, uint64_t size)
{
  struct upload *upload = data;

  if (upload->is_device || !upload->file.is_possible
      || size > (uint64_t) (INT64_MAX - upload->position))
    return 0;
  upload->has_loose_end = true;
  if (fallocate (upload->file.fd, 0, upload->position, size) == 0 || errno == EOPNOTSUPP)
    return 0;
  return reply_error (errno, "%s", upload->name);
}

static int
write_zeros (struct upload *upload, uint64_t size)
{
  static const char zeros[64 * 1024];
  int64_t position = upload->position;

  while (size > 0) {
    const size_t n = size < sizeof zeros ? size : sizeof zeros;

    if (direct_write (&upload->file, zeros, n, position) == -1)
      return reply_error (errno, "%s", upload->name);
    position += n;
    size -= n;
  }
  return 0;
}

/* Where something was, there has to be nothing. */
static int
skip (void *data, uint64_t size)
{
  struct upload *upload = data;
  int64_t old = upload->old_end - upload->position;

  if (size > (uint64_t) (INT64_MAX - upload->position))
    return reply_error (EFBIG, "%s", upload->name);
  if (upload->is_device && old < (int64_t) size)
    return reply_error (ENOSPC, "%s", upload->name);
  if (old > (int64_t) size)
    old = size;
  upload->has_loose_end = true;
  if (old > 0
      && fallocate (upload->file.fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, upload->position,
                    old)
           == -1
      && write_zeros (upload, old) == -1)
    return -1;
  count (upload, size);
  return 0;
}

/* The file ends where the content does, even where that is a hole or where space
 * was reserved for more. */
static int
set_end (const struct upload *upload)
{
  const int64_t end = upload->position > upload->old_end ? upload->position : upload->old_end;

  if (upload->is_device || !upload->has_loose_end || ftruncate (upload->file.fd, end) == 0)
    return 0;
  return reply_error (errno, "%s", upload->name);
}

static int
receive_upload (struct upload *upload)
{
  static const struct file_receiver receiver = { .data = write_piece,
                                                 .hole = skip,
                                                 .ahead = reserve };
  int r;

  upload->old_end = open_file_size (upload->file.fd);
  if (upload->old_end == -1)
    return reply_error (errno, "%s", upload->name);
  r = receive_file_as (&receiver, upload);
  if (set_end (upload) == -1)
    r = -1;
  return r;
}

static int
upload_to (const struct place *place, int flags, int64_t offset)
{
  struct upload upload = { .name = place->name, .position = offset, .is_device = place->is_device };
  const int fd = place_open (place, O_WRONLY | O_CREAT | flags, 0666);
  int r;

  if (fd == -1)
    return -1;
  upload.file = direct_file_for_writing (fd);
  r = receive_upload (&upload);
  if (close (fd) == -1 && r == 0)
    r = reply_error (errno, "%s", place->name);
  if (upload.is_device)
    storage_changed ();
  return r;
}

int
do_upload (const struct place *remotefilename)
{
  return upload_to (remotefilename, O_TRUNC, 0);
}

int
do_upload_offset (const struct place *remotefilename, int64_t offset)
{
  if (offset < 0)
    return reply_error_text (EINVAL, "%s: offset in file is negative", remotefilename->name);
  return upload_to (remotefilename, 0, offset);
}

/* ---- to the host ---- */

int
do_download (const struct place *remotefilename)
{
  return do_download_offset (remotefilename, 0, INT64_MAX);
}

int
do_download_offset (const struct place *remotefilename, int64_t offset, int64_t size)
{
  int64_t end;

  if (offset < 0)
    return reply_error_text (EINVAL, "%s: offset in file is negative", remotefilename->name);
  if (size < 0)
    return reply_error_text (EINVAL, "%s: size is negative", remotefilename->name);
  CLEANUP_CLOSE int fd = place_open (remotefilename, O_RDONLY, 0);
  if (fd == -1)
    return -1;
  end = open_file_size (fd);
  if (end == -1)
    return reply_error (errno, "%s", remotefilename->name);
  if (offset >= end)
    return 0;

  const struct content_part part = { .fd = fd,
                                     .name = remotefilename->name,
                                     .offset = offset,
                                     .size = size < end - offset ? size : end - offset,
                                     .is_all = true };
  return send_content (&part) == -1 ? -1 : 0;
}
