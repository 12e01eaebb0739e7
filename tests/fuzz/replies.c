/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the daemon sends, as lib/machine/frames.c and lib/talk/rpc.c take it. */

#include <config.h>

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/cursor.h"
#include "machine/frames.h"
#include "message-types.h"

/* Fits in a socket's buffer. */
#define INPUT_MAX (64 * 1024)

#define TYPE(name)                        \
  &(const struct message_type)            \
  {                                       \
    (xdrproc_t) xdr_##name, sizeof (name) \
  }

static void
take_reply (const struct frame *frame)
{
  struct cursor cursor = cursor_over (frame->payload, frame->size);
  const uint32_t procedure = cursor_u32 (&cursor);
  const uint32_t status = cursor_u32 (&cursor);

  if (cursor.overrun)
    return;
  if (status == 1)
    decode (TYPE (wire_error), cursor.next, cursor.left);
  else if (message_types_of (procedure)->result.codec != NULL)
    decode (&message_types_of (procedure)->result, cursor.next, cursor.left);
}

static void
take_frame (const struct frame *frame)
{
  switch (frame->kind) {
  case FRAME_REPLY:
    take_reply (frame);
    break;
  case FRAME_HELLO:
    decode (TYPE (wire_hello), frame->payload, frame->size);
    break;
  case FRAME_CANCEL:
    decode (TYPE (wire_error), frame->payload, frame->size);
    break;
  case FRAME_PROGRESS:
    decode (TYPE (wire_progress), frame->payload, frame->size);
    break;
  case FRAME_PART:
    decode (TYPE (wire_part), frame->payload, frame->size);
    break;
  case FRAME_EXTENT:
    decode (TYPE (wire_extent), frame->payload, frame->size);
    break;
  default:
    break;
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  struct frame_reader reader = { .buffer = NULL };
  struct frame frame;
  const char *problem;
  int fds[2], r;

  if (size > INPUT_MAX)
    return -1;
  if (socketpair (AF_UNIX, SOCK_STREAM, 0, fds) == -1
      || send (fds[1], bytes, size, MSG_NOSIGNAL) != (ssize_t) size)
    abort ();
  close (fds[1]);
  do
    while ((r = frame_reader_next (&reader, &frame, &problem)) == 1)
      take_frame (&frame);
  while (r == 0 && frame_reader_fill (&reader, fds[0]) > 0);
  frame_reader_free (&reader);
  close (fds[0]);
  return 0;
}
