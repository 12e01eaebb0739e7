/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the library sends, as daemon/talk/frame.c, daemon/talk/session.c and the stubs
 * take it. */

#include <config.h>

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "protocol/frames.h"
#include "talk/frame.h"
#include "message-types.h"

static void
take_call (const struct payload *payload)
{
  struct wire_call_header header = { 0 };
  XDR xdr;

  xdrmem_create (&xdr, payload->bytes, payload->size, XDR_DECODE);
  if (xdr_wire_call_header (&xdr, &header)) {
    const size_t used = xdr_getpos (&xdr);

    const struct message_types *types = message_types_of (header.procedure);

    if (types->arguments.codec != NULL)
      decode (&types->arguments, payload->bytes + used, payload->size - used);
  }
  xdr_destroy (&xdr);
}

static void
take_frame (const struct frame_header *header, const struct payload *payload)
{
  const struct message_type part = { (xdrproc_t) xdr_wire_part, sizeof (wire_part) };
  const struct message_type extent = { (xdrproc_t) xdr_wire_extent, sizeof (wire_extent) };

  switch (header->kind) {
  case FRAME_CALL:
    take_call (payload);
    break;
  case FRAME_PART:
    decode (&part, payload->bytes, payload->size);
    break;
  case FRAME_EXTENT:
    decode (&extent, payload->bytes, payload->size);
    break;
  default:
    break;
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  static struct channel channel;
  struct payload payload = { NULL, 0, 0 };
  struct frame_header header;

  channel = (struct channel) { .fd = memfd_create ("input", MFD_CLOEXEC) };
  if (channel.fd == -1 || write (channel.fd, bytes, size) != (ssize_t) size
      || lseek (channel.fd, 0, SEEK_SET) == -1)
    abort ();
  while (channel_read_header (&channel, &header) == 1
         && channel_read_payload (&channel, &header, &payload) == 0)
    take_frame (&header, &payload);
  payload_free (&payload);
  close (channel.fd);
  return 0;
}
