/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads frames from the daemon into a buffer that grows only with the bytes
 * that really arrive. */

#include <config.h>

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "agreed.h"
#include "base/cursor.h"
#include "bounded-xdr.h"
#include "protocol/frames.h"
#include "machine/frames.h"

/* Least room for one receive; two chunks fit in the first allocation. */
#define RECEIVE_SIZE (64 * 1024)
#define INITIAL_SIZE (2 * (CHUNK_FROM_DAEMON + FRAME_HEADER_SIZE))

/* A buffer that grew beyond this for one reply is given back afterwards. */
#define KEEP_SIZE (4 * 1024 * 1024)

/* Texts of errors are cut at 64 KiB by the daemon; the rest is the name of
 * the errno, two length words and padding. */
#define CANCEL_MAX (ERROR_TEXT_SIZE + 64)

/* Build string of at most 128 bytes, or three numbers. */
#define SMALL_MAX 256

/* Longest payload of a frame of this kind, -1 if the daemon never sends it. */
static int64_t
largest_payload (uint32_t kind)
{
  switch (kind) {
  case FRAME_HELLO:
  case FRAME_PROGRESS:
  case FRAME_PART:
  case FRAME_TAKEN:
  case FRAME_EXTENT:
    return SMALL_MAX;
  case FRAME_REPLY:
    return MESSAGE_MAX;
  case FRAME_CHUNK:
    return CHUNK_FROM_DAEMON;
  case FRAME_CANCEL:
    return CANCEL_MAX;
  default:
    return -1;
  }
}

static void
compact (struct frame_reader *reader)
{
  const size_t pending = reader->end - reader->start;

  if (reader->start > 0 && pending > 0)
    memmove (reader->buffer, reader->buffer + reader->start, pending);
  reader->start = 0;
  reader->end = pending;
}

static int
resize (struct frame_reader *reader, size_t size)
{
  unsigned char *buffer = realloc (reader->buffer, size);

  if (buffer == NULL)
    return -1;
  reader->buffer = buffer;
  reader->allocated = size;
  return 0;
}

static int
make_room (struct frame_reader *reader)
{
  if (reader->allocated - reader->end >= RECEIVE_SIZE)
    return 0;
  compact (reader);
  if (reader->end == 0 && reader->allocated > KEEP_SIZE && resize (reader, INITIAL_SIZE) == -1)
    return -1;
  if (reader->allocated - reader->end >= RECEIVE_SIZE)
    return 0;
  return resize (reader, reader->allocated == 0 ? INITIAL_SIZE : 2 * reader->allocated);
}

ssize_t
frame_reader_fill (struct frame_reader *reader, int fd)
{
  if (make_room (reader) == -1)
    return -1;

  ssize_t n =
    recv (fd, reader->buffer + reader->end, reader->allocated - reader->end, MSG_DONTWAIT);
  if (n > 0)
    reader->end += n;
  return n;
}

int
frame_reader_next (struct frame_reader *reader, struct frame *frame, const char **problem)
{
  if (frame_reader_pending (reader) < FRAME_HEADER_SIZE)
    return 0;

  struct cursor cursor =
    cursor_over (reader->buffer + reader->start, frame_reader_pending (reader));
  const uint32_t magic = cursor_u32 (&cursor);
  const uint32_t kind = cursor_u32 (&cursor);
  const uint32_t serial = cursor_u32 (&cursor);
  const uint32_t size = cursor_u32 (&cursor);

  if (magic != FRAME_MAGIC) {
    *problem = "a frame does not begin with the magic number";
    return -1;
  }
  const int64_t largest = largest_payload (kind);
  if (largest == -1) {
    *problem = "a frame of a kind that the daemon never sends";
    return -1;
  }
  if (size > largest) {
    *problem = "a frame is longer than its kind allows";
    return -1;
  }
  if (cursor.left < size)
    return 0;

  frame->kind = kind;
  frame->serial = serial;
  frame->payload = cursor_take (&cursor, size);
  frame->size = size;
  reader->start += FRAME_HEADER_SIZE + size;
  return 1;
}

size_t
frame_reader_pending (const struct frame_reader *reader)
{
  return reader->end - reader->start;
}

void
frame_reader_free (struct frame_reader *reader)
{
  free (reader->buffer);
  *reader = (struct frame_reader) { .buffer = NULL };
}

void
frame_header (unsigned char header[FRAME_HEADER_SIZE], enum frame_kind kind, uint32_t serial,
              size_t size)
{
  store_u32 (header, FRAME_MAGIC);
  store_u32 (header + 4, kind);
  store_u32 (header + 8, serial);
  store_u32 (header + 12, size);
}
