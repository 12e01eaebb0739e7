/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Collects the parts of a large reply.  Memory is taken for what has come, and not
 * for what the daemon says will come. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/handle.h"
#include "bounded-xdr.h"
#include "protocol/frames.h"
#include "machine/frames.h"
#include "machine/machine-end.h"
#include "machine/machine.h"
#include "machine/window.h"
#include "talk/answers.h"
#include "talk/channel.h"
#include "talk/large-reply.h"
#include "talk/rpc-call.h"

static int
make_room (struct large_reply *reply, size_t more)
{
  const size_t needed = reply->size + more;
  const size_t doubled = 2 * reply->allocated;

  if (needed <= reply->allocated)
    return 0;
  const size_t wanted = needed > doubled ? needed : doubled;
  unsigned char *bytes = realloc (reply->bytes, wanted);
  if (bytes == NULL)
    return -1;
  reply->bytes = bytes;
  reply->allocated = wanted;
  return 0;
}

static int
add (guestfs_h *g, const struct rpc_call *call, struct large_reply *reply,
     const unsigned char *bytes, size_t size)
{
  if (size > MESSAGE_MAX - reply->size)
    return machine_protocol_error (g, call->name, "a reply is longer than a message may be");
  if (make_room (reply, size) == -1)
    return machine_protocol_error (g, call->name, "its reply does not fit into memory");
  /* Nothing of nowhere: an empty part before any memory was needed. */
  if (size > 0)
    memcpy (reply->bytes + reply->size, bytes, size);
  reply->size += size;
  return 0;
}

int
large_reply_add_part (guestfs_h *g, const struct rpc_call *call, struct large_reply *reply,
                      const struct frame *frame)
{
  wire_part part = { .size = 0 };

  if (frame->serial != g->next_serial || call->decode == NULL)
    return machine_protocol_error (g, call->name, "a part of a result came that the call has not");
  if (!rpc_decode ((xdrproc_t) xdr_wire_part, &part, frame->payload, frame->size)
      || window_part (&g->machine->window, &part) == NULL)
    return machine_protocol_error (g, call->name, "a part is not in the window");
  if (add (g, call, reply, window_part (&g->machine->window, &part), part.size) == -1)
    return -1;
  return channel_send_empty (g, FRAME_TAKEN, g->next_serial);
}

int
large_reply_complete (guestfs_h *g, const struct rpc_call *call, struct large_reply *reply,
                      struct frame *frame)
{
  if (reply->size == 0)
    return 0;
  if (add (g, call, reply, frame->payload, frame->size) == -1)
    return -1;
  frame->payload = reply->bytes;
  frame->size = reply->size;
  return 0;
}

void
large_reply_free (struct large_reply *reply)
{
  free (reply->bytes);
}
