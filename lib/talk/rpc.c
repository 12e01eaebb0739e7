/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One call of the daemon: request, the files that travel with it, reply. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "base/state.h"
#include "bounded-xdr.h"
#include "machine/disk-errors.h"
#include "machine/frames.h"
#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "machine/machine.h"
#include "machine/window.h"
#include "protocol/drives.h"
#include "protocol/frames.h"
#include "protocol/mounts.h"
#include "talk/answers.h"
#include "talk/channel.h"
#include "talk/large-reply.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"
#include "talk/transfer-receive.h"
#include "talk/transfer-send.h"

/* Size of an encoded wire_call_header: procedure, hint, options. */
#define CALL_HEADER_SIZE 20

/* How much of a large payload stays for the frame of the call. */
#define CALL_TAIL 16

/* A whole frame, ready to be sent. */
struct request {
  unsigned char *bytes;
  size_t size;
};

static bool
encode_into (const struct rpc_call *call, const struct file_source *source, unsigned char *bytes,
             size_t size)
{
  wire_call_header header = { .procedure = call->procedure,
                              .size_hint = source->size,
                              .options = call->options };
  XDR xdr;

  xdrmem_create (&xdr, (char *) bytes, size, XDR_ENCODE);
  bool ok = xdr_wire_call_header (&xdr, &header);
  if (ok && call->encode != NULL)
    ok = call->encode (&xdr, (void *) call->arguments);
  ok = ok && xdr_getpos (&xdr) == size;
  xdr_destroy (&xdr);
  return ok;
}

static int
encode_request (guestfs_h *g, const struct rpc_call *call, const struct file_source *source,
                uint32_t serial, struct request *request)
{
  size_t size = CALL_HEADER_SIZE;

  if (call->encode != NULL)
    size += xdr_sizeof (call->encode, (void *) call->arguments);
  if (size > MESSAGE_MAX)
    return set_error (g, E2BIG, "%s: the arguments are larger than a message may be (%u bytes)",
                      call->name, MESSAGE_MAX);

  request->size = FRAME_HEADER_SIZE + size;
  request->bytes = safe_malloc (g, request->size);
  frame_header (request->bytes, FRAME_CALL, serial, size);
  if (!encode_into (call, source, request->bytes + FRAME_HEADER_SIZE, size)) {
    free (request->bytes);
    return set_error (g, EINVAL, "%s: the arguments cannot be encoded", call->name);
  }
  return 0;
}

/* Before the reply nothing else can be meant for this call. */
static int
wait_for_room (guestfs_h *g, const struct rpc_call *call)
{
  struct frame frame;

  while (!window_has_room (&g->machine->window)) {
    if (channel_wait_frame (g, &frame, -1) == -1)
      return -1;
    if (frame.kind != FRAME_TAKEN && frame.kind != FRAME_CANCEL)
      return machine_protocol_error (g, call->name, "a reply came before the end of the call");
    if (frame.kind == FRAME_TAKEN && channel_part_taken (g) == -1)
      return -1;
  }
  return 0;
}

static int
send_parts (guestfs_h *g, const struct rpc_call *call, const unsigned char *bytes, size_t size,
            uint32_t serial)
{
  while (size > 0) {
    const size_t n = size < WINDOW_PART_SIZE ? size : WINDOW_PART_SIZE;

    if (wait_for_room (g, call) == -1)
      return -1;
    memcpy (window_next (&g->machine->window), bytes, n);
    if (channel_send_part (g, serial, n) == -1)
      return -1;
    bytes += n;
    size -= n;
  }
  return 0;
}

/* A large payload goes through the window, except for its last bytes. */
static int
send_encoded (guestfs_h *g, const struct rpc_call *call, const struct request *request,
              uint32_t serial)
{
  size_t through_window = request->size - FRAME_HEADER_SIZE;

  if (through_window <= CHUNK_TO_DAEMON)
    return channel_send (g, request->bytes, request->size);

  through_window -= CALL_TAIL;
  if (send_parts (g, call, request->bytes + FRAME_HEADER_SIZE, through_window, serial) == -1)
    return -1;
  unsigned char *tail = request->bytes + through_window;
  frame_header (tail, FRAME_CALL, serial, CALL_TAIL);
  return channel_send (g, tail, FRAME_HEADER_SIZE + CALL_TAIL);
}

static int
send_request (guestfs_h *g, const struct rpc_call *call, const struct file_source *source,
              uint32_t serial)
{
  struct request request = { .bytes = NULL };

  if (encode_request (g, call, source, serial, &request) == -1)
    return -1;
  const int r = send_encoded (g, call, &request, serial);
  free (request.bytes);
  return r;
}

/* 1: the call succeeded; 0: it failed, the error is set unless KEEP_ERROR
 * and the daemon says so; -1: the machine is lost. */
static int
take_reply (guestfs_h *g, const struct rpc_call *call, const struct frame *frame, bool keep_error)
{
  const size_t header_size = 8; /* procedure, status */
  wire_reply_header header = { .procedure = 0 };

  if (frame->serial != g->next_serial)
    return machine_protocol_error (g, call->name, "a reply has the serial number of another call");
  if (frame->size < header_size
      || !rpc_decode ((xdrproc_t) xdr_wire_reply_header, &header, frame->payload, header_size)
      || header.procedure != call->procedure || header.status > 1)
    return machine_protocol_error (g, call->name, "a reply has a wrong header");

  const unsigned char *rest = frame->payload + header_size;
  const size_t size = frame->size - header_size;
  if (header.status == 1) {
    if (!keep_error)
      rpc_take_error (g, call, rest, size);
    return g->machine_is_lost ? -1 : 0;
  }
  if (call->decode == NULL && size > 0)
    return machine_protocol_error (g, call->name, "a reply has a result that the call has not");
  if (call->decode == NULL || rpc_decode (call->decode, call->result, rest, size))
    return 1;
  rpc_cannot_decode (g, call, "a result is malformed");
  return g->machine_is_lost ? -1 : 0;
}

/* A launch has a deadline and can be cancelled at any time; other calls wait
 * as long as it takes. */
static int
wait_for_frame (guestfs_h *g, struct frame *frame)
{
  const bool launching = g->state == STATE_LAUNCHING;
  int r;

  while ((r = channel_wait_frame (g, frame, launching ? CANCEL_CHECK_MS : -1)) == 0)
    if (launching && launch_check (g) == -1)
      return -1;
  return r;
}

/* Waits for the reply; results as take_reply. */
static int
wait_for_reply (guestfs_h *g, const struct rpc_call *call, bool keep_error)
{
  CLEANUP_LARGE_REPLY struct large_reply large = LARGE_REPLY_NONE;
  struct frame frame;

  for (;;) {
    if (wait_for_frame (g, &frame) == -1)
      return -1;
    switch (frame.kind) {
    case FRAME_PROGRESS:
      if (rpc_take_progress (g, call, &frame) == -1)
        return -1;
      break;
    case FRAME_CANCEL: /* crossed with the end of our own stream */
      break;
    case FRAME_TAKEN:
      if (channel_part_taken (g) == -1)
        return -1;
      break;
    case FRAME_PART:
      if (large_reply_add_part (g, call, &large, &frame) == -1)
        return -1;
      break;
    case FRAME_REPLY:
      if (large_reply_complete (g, call, &large, &frame) == -1)
        return -1;
      return take_reply (g, call, &frame, keep_error);
    default:
      return machine_protocol_error (g, call->name, "a frame came that is no reply");
    }
  }
}

/* Gives back a result that is not delivered because what followed failed. */
static int
free_result (const struct rpc_call *call)
{
  if (call->decode != NULL)
    xdr_free (call->decode, call->result);
  return -1;
}

/* Everything between the request and the end of the call. */
static int
converse (guestfs_h *g, const struct rpc_call *call, const struct file_source *source)
{
  const uint32_t serial = g->next_serial;
  bool failed = false;

  window_begin (&g->machine->window);
  if (send_request (g, call, source, serial) == -1)
    return -1;
  if (call->file_in != NULL) {
    const enum transfer_result sent = transfer_send (g, call, serial, source);

    if (sent == TRANSFER_LOST)
      return -1;
    failed = sent == TRANSFER_FAILED;
  }
  const int reply = wait_for_reply (g, call, failed);
  if (reply != 1)
    return -1;
  if (call->file_out != NULL && transfer_receive (g, call, serial) == -1)
    return free_result (call);
  return failed ? free_result (call) : 0;
}

static int
check_owner (guestfs_h *g, const struct rpc_call *call)
{
  if (machine_is_ours (g->machine))
    return 0;
  return set_error (g, EPERM,
                    "%s: this process is a fork of the one that launched the appliance and "
                    "cannot use it",
                    call->name);
}

/* Who asks for these wants to know that what was written is safe. */
static bool
makes_safe (const struct rpc_call *call)
{
  switch (call->procedure) {
  case PROC_SYNC:
  case PROC_UMOUNT:
  case PROC_UMOUNT_ALL:
  case PROC_INTERNAL_AUTOSYNC:
  case PROC_INTERNAL_DRIVE_REMOVING:
    return true;
  default:
    return false;
  }
}

/* During a launch the serial number stays: the first call of the program has the
 * first. */
static int
run (guestfs_h *g, const struct rpc_call *call, const struct file_source *source)
{
  int r = converse (g, call, source);

  if (r == 0 && makes_safe (call))
    r = disk_errors_check (g, call->name);
  if (g->state == STATE_READY) {
    g->machine->was_called = true;
    g->next_serial++;
  }
  return r;
}

int
rpc_call_inside (guestfs_h *g, const struct rpc_call *call)
{
  const struct file_source no_source = { .fd = -1 };

  return check_owner (g, call) == -1 ? -1 : run (g, call, &no_source);
}

int
rpc_call_daemon (guestfs_h *g, const struct rpc_call *call)
{
  struct file_source source = { .fd = -1 };

  if (require_ready (g, call->name) == -1 || check_owner (g, call) == -1
      || busy_begin (g, call->name) == -1)
    return -1;
  int r = -1;
  if (call->file_in == NULL || transfer_open_source (g, call->file_in, &source) == 0)
    r = run (g, call, &source);
  busy_end (g);
  if (source.fd >= 0)
    close (source.fd);
  return r;
}
