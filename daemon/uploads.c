/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files and devices from the host and to it. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>

#include "daemon-calls.h"
#include "guest-files.h"

/* A multiple of what one message carries to the host. */
#define READ_SIZE (1024 * 1024)

/* ---- from the host ---- */

struct upload {
  int fd;
  const char *name;
  uint64_t received;
};

static int
write_piece (void *data, const void *bytes, size_t size)
{
  struct upload *upload = data;

  if (write_all (upload->fd, bytes, size) == -1)
    return reply_error (errno, "%s", upload->name);
  upload->received += size;
  if (transfer_size_hint () > 0)
    progress_update (upload->received, transfer_size_hint ());
  return 0;
}

static int
upload_to (const char *name, int flags, int64_t offset)
{
  struct upload upload = { .name = name };
  int r;

  upload.fd = device_or_file_open (name, O_WRONLY | O_CREAT | flags, 0666);
  if (upload.fd == -1)
    return -1;
  if (lseek (upload.fd, offset, SEEK_SET) == -1)
    r = reply_error (errno, "%s", name);
  else
    r = receive_file (write_piece, &upload);
  if (close (upload.fd) == -1 && r == 0)
    r = reply_error (errno, "%s", name);
  if (looks_like_device (name))
    storage_changed ();
  return r;
}

int
do_upload (const char *remotefilename)
{
  return upload_to (remotefilename, O_TRUNC, 0);
}

int
do_upload_offset (const char *remotefilename, int64_t offset)
{
  if (offset < 0)
    return reply_error_text (EINVAL, "%s: offset in file is negative", remotefilename);
  return upload_to (remotefilename, 0, offset);
}

/* ---- to the host ---- */

/* Sends up to TOTAL bytes from OFFSET on, or less if the file ends before. */
static int
send_part (int fd, const char *name, int64_t offset, int64_t total)
{
  CLEANUP_FREE char *buffer = malloc (READ_SIZE);
  int64_t sent = 0;

  if (buffer == NULL)
    return reply_error (errno, "%s", name);
  while (sent < total) {
    ssize_t n =
      pread (fd, buffer, total - sent < READ_SIZE ? total - sent : READ_SIZE, offset + sent);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1)
      return reply_error (errno, "%s", name);
    if (n == 0)
      break;
    if (send_file_data (buffer, n) == -1)
      return -1;
    sent += n;
    progress_update (sent, total);
  }
  return 0;
}

int
do_download (const char *remotefilename)
{
  return do_download_offset (remotefilename, 0, INT64_MAX);
}

int
do_download_offset (const char *remotefilename, int64_t offset, int64_t size)
{
  int64_t end;

  if (offset < 0)
    return reply_error_text (EINVAL, "%s: offset in file is negative", remotefilename);
  if (size < 0)
    return reply_error_text (EINVAL, "%s: size is negative", remotefilename);
  CLEANUP_CLOSE int fd = device_or_file_open (remotefilename, O_RDONLY, 0);
  if (fd == -1)
    return -1;
  end = open_file_size (fd);
  if (end == -1)
    return reply_error (errno, "%s", remotefilename);
  if (offset >= end)
    return 0;
  return send_part (fd, remotefilename, offset, size < end - offset ? size : end - offset);
}
