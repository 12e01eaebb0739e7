/* SPDX-License-Identifier: GPL-2.0-or-later */
/* File content to and from the library. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "progress.h"
#include "protocol.h"
#include "stub-reply.h"
#include "stub-support.h"
#include "transfer.h"

static struct {
  bool receiving; /* the library's end mark has not come */
  bool started;   /* the reply before the content was sent */
  bool cancelled; /* the library wants no more */
  size_t buffered;
  char buffer[FRAME_HEADER_SIZE + CHUNK_MAX];
} transfer;

void
transfer_begin (const struct daemon_procedure *procedure)
{
  transfer.receiving = procedure != NULL && procedure->has_file_in;
  transfer.started = transfer.cancelled = false;
  transfer.buffered = 0;
}

uint64_t
transfer_size_hint (void)
{
  return protocol_request ()->size_hint;
}

/* ---- from the library ---- */

/* 1 = a piece, 0 = the end, -1 = the library cancelled. */
static int
receive_piece (const char **bytes, size_t *size)
{
  if (protocol_receive (bytes, size) == FRAME_CANCEL) {
    transfer.receiving = false;
    return -1;
  }
  if (*size == 0) {
    transfer.receiving = false;
    return 0;
  }
  return 1;
}

/* The library has the better message: this one is only seen if it doesn't. */
static int
cancelled_by_library (void)
{
  return reply_error_text (EINTR, "transfer was cancelled by the library");
}

int
receive_file (file_sink sink, void *data)
{
  const char *bytes;
  size_t size;
  int result;

  while ((result = receive_piece (&bytes, &size)) == 1)
    if (sink (data, bytes, size) == -1)
      return -1;
  return result == 0 ? 0 : cancelled_by_library ();
}

void
transfer_drain (void)
{
  const char *bytes;
  size_t size;

  if (!transfer.receiving)
    return;
  protocol_send_empty (FRAME_CANCEL);
  while (receive_piece (&bytes, &size) == 1)
    ;
}

/* ---- to the library ---- */

static void
start (void)
{
  if (!transfer.started) {
    transfer.started = true;
    stub_send_status ();
  }
}

static int
flush (void)
{
  transfer.cancelled = transfer.cancelled || protocol_is_cancelled ();
  if (transfer.cancelled)
    return cancelled_by_library ();
  start ();
  protocol_send (FRAME_CHUNK, transfer.buffer, transfer.buffered);
  transfer.buffered = 0;
  return 0;
}

int
send_file_data (const void *bytes, size_t size)
{
  const char *next = bytes;

  while (size > 0) {
    size_t n = CHUNK_MAX - transfer.buffered;

    if (n > size)
      n = size;
    memcpy (transfer.buffer + FRAME_HEADER_SIZE + transfer.buffered, next, n);
    transfer.buffered += n;
    next += n;
    size -= n;
    if (transfer.buffered == CHUNK_MAX && flush () == -1)
      return -1;
  }
  return 0;
}

bool
transfer_has_started (void)
{
  return transfer.started;
}

void
transfer_finish (void)
{
  start ();
  if (transfer.buffered > 0)
    protocol_send (FRAME_CHUNK, transfer.buffer, transfer.buffered);
  progress_finish ();
  protocol_send_empty (FRAME_CHUNK);
}

void
transfer_abort (void)
{
  stub_send_error (FRAME_CANCEL);
}
