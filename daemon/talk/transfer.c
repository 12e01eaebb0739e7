/* SPDX-License-Identifier: GPL-2.0-or-later */
/* File content to and from the library: small pieces in chunks, large ones in
 * parts of the window. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>

#include "agreed.h"
#include "base/reply.h"
#include "protocol/frames.h"
#include "talk/answer-frames.h"
#include "talk/progress.h"
#include "talk/session.h"
#include "talk/transfer.h"
#include "talk/window.h"

static struct {
  bool receiving;       /* the library's end mark has not come */
  bool started;         /* the reply before the content was sent */
  bool cancelled;       /* the library wants no more */
  unsigned next;        /* part of the window that will be filled next */
  unsigned outstanding; /* parts and holes that were sent and not yet taken */
  size_t buffered;
} transfer;

/* Content on its way in either direction; before it is room for a frame's
 * header.  Forked children share it. */
static char *content;

int
transfer_open (void)
{
  char *memory = mmap (NULL, WINDOW_ALIGNMENT + WINDOW_PART_SIZE, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    return -1;
  content = memory + WINDOW_ALIGNMENT;
  return 0;
}

char *
transfer_memory (void)
{
  return content;
}

void
transfer_begin (bool receives)
{
  transfer.receiving = receives;
  transfer.started = transfer.cancelled = false;
  transfer.next = transfer.outstanding = 0;
  transfer.buffered = 0;
}

uint64_t
transfer_size_hint (void)
{
  return session_request ()->size_hint;
}

/* ---- from the library ---- */

enum piece_kind { PIECE_DATA, PIECE_HOLE, PIECE_AHEAD, PIECE_END, PIECE_CANCELLED };

struct piece {
  enum piece_kind kind;
  const char *bytes;
  uint64_t size;
};

static struct piece
end_of_content (enum piece_kind kind)
{
  transfer.receiving = false;
  return (struct piece) { .kind = kind };
}

static struct piece
received_extent (const char *payload, size_t size)
{
  wire_extent extent;

  session_decode ((xdrproc_t) xdr_wire_extent, &extent, payload, size);
  return (struct piece) { .kind = extent.is_hole ? PIECE_HOLE : PIECE_AHEAD,
                          .size = extent.length };
}

static struct piece
receive_piece (void)
{
  const char *payload;
  size_t size;

  switch (session_receive (&payload, &size)) {
  case FRAME_CANCEL:
    return end_of_content (PIECE_CANCELLED);
  case FRAME_EXTENT:
    return received_extent (payload, size);
  case FRAME_PART:
    size = session_take_part (payload, size, content);
    return (struct piece) { .kind = PIECE_DATA, .bytes = content, .size = size };
  case FRAME_CHUNK:
    if (size == 0)
      return end_of_content (PIECE_END);
    return (struct piece) { .kind = PIECE_DATA, .bytes = payload, .size = size };
  default:
    session_is_broken ("frame that is no content");
  }
}

/* The library has the better message: this one is only seen if it doesn't. */
static int
cancelled_by_library (void)
{
  return reply_error_text (EINTR, "transfer was cancelled by the library");
}

/* For those who do not know holes. */
static int
receive_zeros (const struct file_receiver *receiver, void *data, uint64_t size)
{
  static const char zeros[64 * 1024];

  for (; size > 0; size -= size < sizeof zeros ? size : sizeof zeros)
    if (receiver->data (data, zeros, size < sizeof zeros ? size : sizeof zeros) == -1)
      return -1;
  return 0;
}

static int
hand_over (const struct file_receiver *receiver, void *data, const struct piece *piece)
{
  switch (piece->kind) {
  case PIECE_DATA:
    return receiver->data (data, piece->bytes, piece->size);
  case PIECE_HOLE:
    return receiver->hole != NULL ? receiver->hole (data, piece->size)
                                  : receive_zeros (receiver, data, piece->size);
  case PIECE_AHEAD:
    return receiver->ahead != NULL ? receiver->ahead (data, piece->size) : 0;
  default:
    return 0;
  }
}

int
receive_file_as (const struct file_receiver *receiver, void *data)
{
  struct piece piece;

  while ((piece = receive_piece ()).kind != PIECE_END) {
    if (piece.kind == PIECE_CANCELLED)
      return cancelled_by_library ();
    if (hand_over (receiver, data, &piece) == -1)
      return -1;
  }
  return 0;
}

int
receive_file (file_sink sink, void *data)
{
  const struct file_receiver receiver = { .data = sink };

  return receive_file_as (&receiver, data);
}

void
transfer_drain (void)
{
  if (!transfer.receiving)
    return;
  session_send_empty (FRAME_CANCEL);
  while (transfer.receiving)
    receive_piece ();
}

/* ---- to the library ---- */

static void
start (void)
{
  if (!transfer.started) {
    transfer.started = true;
    answer_send_result (NULL, NULL);
  }
}

static void
take_answer (enum frame_kind kind)
{
  if (kind == FRAME_CANCEL)
    transfer.cancelled = true;
  else if (kind == FRAME_TAKEN && transfer.outstanding > 0)
    transfer.outstanding--;
  else
    session_is_broken ("frame while content is sent");
}

/* What is outstanding need not be taken before the next small piece. */
#define ANY_NUMBER UINT_MAX

/* Waits until at most so many parts and holes are OUTSTANDING. */
static void
take_answers (unsigned outstanding)
{
  const char *payload;
  size_t size;
  enum frame_kind kind;

  while (!transfer.cancelled) {
    if (transfer.outstanding > outstanding)
      kind = session_receive (&payload, &size);
    else if (!session_try_receive (&kind))
      break;
    take_answer (kind);
  }
}

static void
send_part (const char *bytes, size_t size)
{
  session_send_part (transfer.next, bytes, size);
  transfer.next = (transfer.next + 1) % WINDOW_PARTS;
  transfer.outstanding++;
}

void
transfer_send_parts (const char *bytes, size_t size)
{
  const char *payload;
  size_t ignored;

  while (size > 0) {
    const size_t n = size < WINDOW_PART_SIZE ? size : WINDOW_PART_SIZE;

    while (transfer.outstanding == WINDOW_PARTS)
      take_answer (session_receive (&payload, &ignored));
    send_part (bytes, n);
    bytes += n;
    size -= n;
  }
}

static void
send_buffered (void)
{
  if (transfer.buffered > CHUNK_FROM_DAEMON)
    send_part (content, transfer.buffered);
  else if (transfer.buffered > 0)
    session_send (FRAME_CHUNK, content - FRAME_HEADER_SIZE, transfer.buffered);
  transfer.buffered = 0;
}

static unsigned
parts_before_buffered (void)
{
  return transfer.buffered > CHUNK_FROM_DAEMON ? WINDOW_PARTS - 1 : ANY_NUMBER;
}

int
send_file_flush (void)
{
  take_answers (parts_before_buffered ());
  if (transfer.cancelled)
    return cancelled_by_library ();
  start ();
  send_buffered ();
  return 0;
}

char *
send_file_space (size_t *size)
{
  *size = WINDOW_PART_SIZE - transfer.buffered;
  return content + transfer.buffered;
}

int
send_file_space_used (size_t size)
{
  transfer.buffered += size;
  return transfer.buffered == WINDOW_PART_SIZE ? send_file_flush () : 0;
}

int
send_file_data (const void *bytes, size_t size)
{
  const char *next = bytes;

  while (size > 0) {
    size_t n;
    char *space = send_file_space (&n);

    if (n > size)
      n = size;
    memcpy (space, next, n);
    if (send_file_space_used (n) == -1)
      return -1;
    next += n;
    size -= n;
  }
  return 0;
}

int
send_file_hole (uint64_t size)
{
  struct wire_extent extent = { .is_hole = true, .length = size };

  if (send_file_flush () == -1)
    return -1;
  session_send_xdr (FRAME_EXTENT, (xdrproc_t) xdr_wire_extent, &extent, NULL, NULL);
  transfer.outstanding++;
  /* Where the output can have no hole it takes as long as other content. */
  take_answers (0);
  return transfer.cancelled ? cancelled_by_library () : 0;
}

bool
transfer_has_started (void)
{
  return transfer.started;
}

/* Who cancelled knows why and takes the end mark as the end. */
void
transfer_finish (void)
{
  take_answers (parts_before_buffered ());
  start ();
  if (!transfer.cancelled)
    send_buffered ();
  progress_finish ();
  session_send_empty (FRAME_CHUNK);
}

void
transfer_abort (void)
{
  answer_send_error (FRAME_CANCEL);
}
