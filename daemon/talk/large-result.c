/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A result that is too large for one small frame. */

#include <config.h>

#include <stdlib.h>

#include "agreed.h"
#include "cleanup.h"
#include "protocol/frames.h"
#include "talk/answer-frames.h"
#include "talk/large-result.h"
#include "talk/session.h"
#include "talk/transfer.h"
#include "talk/window.h"

/* How much of a large reply stays for its frame. */
#define REPLY_TAIL 16

/* A large reply goes through the window, but for its last bytes: they need a frame
 * in any case.  The header of that takes the place of bytes that were sent. */
static void
send_payload (char *payload, size_t size)
{
  if (size > CHUNK_FROM_DAEMON) {
    transfer_send_parts (payload, size - REPLY_TAIL);
    payload += size - REPLY_TAIL;
    size = REPLY_TAIL;
  }
  session_send (FRAME_REPLY, payload - FRAME_HEADER_SIZE, size);
}

/* The payload is where the window can be written from. */
bool
large_result_send (xdrproc_t encode, const void *result)
{
  const xdrproc_t encode_header = (xdrproc_t) xdr_wire_reply_header;
  struct wire_reply_header header = answer_header ();
  const size_t needed = xdr_sizeof (encode_header, &header) + xdr_sizeof (encode, (void *) result);

  if (needed > MESSAGE_MAX)
    return false;

  const size_t allocated = (needed / WINDOW_ALIGNMENT + 2) * WINDOW_ALIGNMENT;
  CLEANUP_FREE char *memory = aligned_alloc (WINDOW_ALIGNMENT, allocated);
  if (memory == NULL)
    return false;
  char *payload = memory + WINDOW_ALIGNMENT;
  const ssize_t size = session_encode (payload - FRAME_HEADER_SIZE, FRAME_HEADER_SIZE + needed,
                                       encode_header, &header, encode, result);
  if (size == -1)
    return false;
  send_payload (payload, size);
  return true;
}
