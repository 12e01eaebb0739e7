/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sends what is in an open file, and leaves its holes out. */

#include <config.h>

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/direct-io.h"
#include "base/reply.h"
#include "talk/progress.h"
#include "talk/send-content.h"
#include "talk/transfer.h"

/* A smaller hole is sent as zeros: it costs less than to speak of it. */
#define HOLE_LEAST (64 * 1024)
#define HOLE_PIECE (INT64_C (1) << 30)

/* So much is worth to begin where it can be read directly. */
#define DIRECT_LEAST (256 * 1024)

#define PAGE 4096

/* What is sent of an open file. */
struct sending {
  const struct content_part *part;
  struct direct_file file;
  int64_t position, end;
};

static void
report (const struct sending *sending)
{
  if (sending->part->is_all)
    progress_update (sending->position - sending->part->offset, sending->part->size);
}

/* Direct reading needs them, up to the end of the file. */
static size_t
whole_pages (uint64_t left, size_t room)
{
  const uint64_t rounded = left / PAGE * PAGE + (left % PAGE > 0 ? PAGE : 0);

  return rounded < room ? rounded : room;
}

/* Sends up to END, which is at most the end of what is sent; *ENDED says that
 * the file ended before. */
static int
send_data (struct sending *sending, int64_t end, bool *ended)
{
  while (sending->position < end && !*ended) {
    size_t room;
    char *space = send_file_space (&room);
    const uint64_t left = end - sending->position;
    ssize_t n = direct_read (&sending->file, space, whole_pages (left, room), sending->position);

    if (n == -1)
      return reply_error (errno, "%s", sending->part->name);
    *ended = n == 0;
    if (n > 0 && (uint64_t) n > left)
      n = left;
    if (send_file_space_used (n) == -1)
      return -1;
    sending->position += n;
    report (sending);
  }
  return 0;
}

/* In pieces, for the sake of messages of progress. */
static int
send_zeros (struct sending *sending, int64_t end)
{
  while (sending->position < end) {
    const int64_t left = end - sending->position;
    const int64_t n = left < HOLE_PIECE ? left : HOLE_PIECE;

    if (send_file_hole (n) == -1)
      return -1;
    sending->position += n;
    report (sending);
  }
  return 0;
}

/* Sends the hole that begins at the position, if one does. */
static int
send_hole (struct sending *sending)
{
  off_t data = lseek (sending->file.fd, sending->position, SEEK_DATA);

  if (data == -1)
    data = errno == ENXIO ? sending->end : sending->position;
  if (data > sending->end)
    data = sending->end;
  return data - sending->position < HOLE_LEAST ? 0 : send_zeros (sending, data);
}

static int
send_sparse (struct sending *sending)
{
  bool ended = false;

  while (sending->position < sending->end && !ended) {
    if (send_hole (sending) == -1)
      return -1;
    off_t hole = lseek (sending->file.fd, sending->position, SEEK_HOLE);
    if (hole <= sending->position || hole > sending->end)
      hole = sending->end;
    if (send_data (sending, hole, &ended) == -1)
      return -1;
  }
  return 0;
}

/* st_blocks counts 512 bytes (stat(3type)). */
static bool
has_holes (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode)
         && status.st_blocks < status.st_size / 512;
}

int64_t
send_content (const struct content_part *part)
{
  struct sending sending = { .part = part,
                             .file = direct_file_for_reading (part->fd),
                             .position = part->offset,
                             .end = part->offset + part->size };
  bool ended = false;

  if (part->size >= DIRECT_LEAST && send_file_flush () == -1)
    return -1;
  const int r =
    has_holes (part->fd) ? send_sparse (&sending) : send_data (&sending, sending.end, &ended);

  return r == -1 ? -1 : sending.position - part->offset;
}
