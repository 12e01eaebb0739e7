/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hands the bytes of an archive to another process and takes them. */

#include <config.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "archive/archive-content.h"
#include "base/reply.h"
#include "base/write-all.h"
#include "protocol/frames.h"
#include "talk/transfer.h"

/* What is read and written at once where the bytes come through the socket. */
#define STREAM_SIZE (64 * 1024)

/* A note says how many bytes are in the memory; the answer, one byte, that they
 * are not needed any more. */
typedef uint32_t note;

static ssize_t
read_retrying (int fd, void *bytes, size_t size)
{
  ssize_t n;

  do
    n = read (fd, bytes, size);
  while (n == -1 && errno == EINTR);
  return n;
}

static int
send_note (const struct archive_content *content, note size)
{
  return write_all (content->fd, &size, sizeof size);
}

static int
send_answer (const struct archive_content *content)
{
  return write_all (content->fd, "", 1);
}

/* -1 if the other side ended. */
static int
wait_for_answer (const struct archive_content *content)
{
  char answer;

  return read_retrying (content->fd, &answer, 1) == 1 ? 0 : -1;
}

/* ---- the child reads ---- */

static la_ssize_t
failed (struct archive *archive, int err, const char *text)
{
  archive_set_error (archive, err, "%s", text);
  return ARCHIVE_FATAL;
}

ssize_t
archive_content_take (struct archive_content *content, const void **bytes)
{
  note size;

  if (content->held > 0 && send_answer (content) == -1)
    return -1;
  content->held = 0;
  const ssize_t n = read_retrying (content->fd, &size, sizeof size);
  if (n <= 0)
    return n;
  if (n != sizeof size || size > WINDOW_PART_SIZE) {
    errno = EPROTO;
    return -1;
  }
  content->held = size;
  *bytes = transfer_memory ();
  return size;
}

static la_ssize_t
read_memory (struct archive *archive, void *data, const void **bytes)
{
  const ssize_t n = archive_content_take (data, bytes);

  return n >= 0 ? n : failed (archive, errno, "the daemon is gone");
}

int
archive_content_read (struct archive_content *content, struct archive *archive)
{
  if (content->is_stream)
    return archive_read_open_fd (archive, content->fd, STREAM_SIZE);
  return archive_read_open (archive, content, NULL, read_memory, NULL);
}

void
archive_content_drain (struct archive_content *content)
{
  char buffer[STREAM_SIZE];
  const void *bytes;

  if (content->is_stream)
    while (read (content->fd, buffer, sizeof buffer) > 0)
      ;
  else
    while (archive_content_take (content, &bytes) > 0)
      ;
}

/* ---- the child writes ---- */

static int
hand_over (struct archive_content *content)
{
  if (send_note (content, content->held) == -1 || wait_for_answer (content) == -1)
    return -1;
  content->held = 0;
  return 0;
}

static la_ssize_t
write_memory (struct archive *archive, void *data, const void *bytes, size_t size)
{
  struct archive_content *content = data;
  const size_t room = WINDOW_PART_SIZE - content->held;
  const size_t n = size < room ? size : room;

  memcpy (transfer_memory () + content->held, bytes, n);
  content->held += n;
  content->total += n;
  if (content->held == WINDOW_PART_SIZE && hand_over (content) == -1)
    return failed (archive, EPIPE, "the daemon is gone");
  return n;
}

static int
end_memory (struct archive *archive, void *data)
{
  static const char zeros[512];
  struct archive_content *content = data;

  while (content->total % content->record > 0) {
    const size_t missing = content->record - content->total % content->record;

    if (write_memory (archive, content, zeros, missing < sizeof zeros ? missing : sizeof zeros) < 0)
      return ARCHIVE_FATAL;
  }
  if (content->held > 0 && hand_over (content) == -1)
    return failed (archive, EPIPE, "the daemon is gone");
  return ARCHIVE_OK;
}

int
archive_content_write (struct archive_content *content, struct archive *archive, size_t record)
{
  int r;

  content->record = record;
  if (content->is_stream) {
    r = archive_write_set_bytes_in_last_block (archive, record);
    return r == ARCHIVE_OK ? archive_write_open_fd (archive, content->fd) : r;
  }
  /* Blocks are made here: libarchive's own would be one more copy. */
  r = archive_write_set_bytes_per_block (archive, 0);
  return r == ARCHIVE_OK ? archive_write_open (archive, content, NULL, write_memory, end_memory)
                         : r;
}

/* ---- the daemon ---- */

static int
feed_memory (struct archive_content *content, const char *bytes, size_t size)
{
  while (size > 0) {
    const size_t n = size < WINDOW_PART_SIZE ? size : WINDOW_PART_SIZE;

    if (bytes != transfer_memory ())
      memcpy (transfer_memory (), bytes, n);
    if (send_note (content, n) == -1 || wait_for_answer (content) == -1)
      return -1;
    bytes += n;
    size -= n;
  }
  return 0;
}

int
archive_content_feed (struct archive_content *content, const void *bytes, size_t size)
{
  if (!content->is_stream)
    return feed_memory (content, bytes, size);
  if (write_all (content->fd, bytes, size) == 0)
    return 0;
  return errno == EPIPE ? -1 : reply_error (errno, "archive");
}

/* Distrusts the child: it reads what is hostile. */
int
archive_content_send (void *data, const void *bytes, size_t size)
{
  const struct archive_content *content = data;
  size_t room;
  note filled;

  if (content->is_stream)
    return send_file_data (bytes, size);
  send_file_space (&room);
  memcpy (&filled, bytes, size < sizeof filled ? size : sizeof filled);
  if (size != sizeof filled || filled > room)
    return reply_error_text (EPROTO, "malformed note of the process that makes the archive");
  if (send_file_space_used (filled) == -1)
    return -1;
  send_answer (content); /* its end is noticed elsewhere */
  return 0;
}
