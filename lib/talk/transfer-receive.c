/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Content of the guest on its way to a host file.  Either side can end it
 * early with a cancel frame; both stay in step, because we read up to the end
 * mark. */

#include <config.h>

#include <errno.h>

#include "base/errors.h"
#include "base/handle.h"
#include "protocol/frames.h"
#include "machine/frames.h"
#include "machine/machine-end.h"
#include "machine/machine.h"
#include "machine/window.h"
#include "process/host-output.h"
#include "talk/answers.h"
#include "talk/channel.h"
#include "talk/rpc-call.h"
#include "talk/transfer-receive.h"
#include "talk/transfer-send.h"

#define NO_PART_OF_FILE "a frame came that is no part of the file"

/* A transfer that is being received. */
struct receiving {
  const struct rpc_call *call;
  uint32_t serial;
  struct host_output *output;
  bool cancelled; /* by us: the error is set, what still comes is not wanted */
};

/* Asks the daemon to stop; 0, or -1 if the machine is lost. */
static int
stop_receiving (guestfs_h *g, struct receiving *receiving)
{
  receiving->cancelled = true;
  return channel_send_empty (g, FRAME_CANCEL, receiving->serial);
}

static int
stop_for_user (guestfs_h *g, struct receiving *receiving)
{
  set_error (g, EINTR, CANCELLED_TEXT);
  return stop_receiving (g, receiving);
}

static int
stop_for_output (guestfs_h *g, struct receiving *receiving)
{
  set_errno (g, errno, "%s: writing %s", receiving->call->name, receiving->call->file_out);
  return stop_receiving (g, receiving);
}

/* Writes content, watching for the user's cancel while the output is a slow
 * pipe. */
static int
take_content (guestfs_h *g, struct receiving *receiving, const unsigned char *next, size_t size)
{
  while (size > 0 && !receiving->cancelled) {
    const ssize_t n = host_output_write (receiving->output, next, size, CANCEL_CHECK_MS);

    if (n == -1 && errno != EAGAIN)
      return stop_for_output (g, receiving);
    if (n > 0) {
      next += n;
      size -= n;
    } else if (cancel_is_wanted (&g->cancel))
      return stop_for_user (g, receiving);
  }
  return 0;
}

/* What is in a part of the window. */
static int
take_part (guestfs_h *g, struct receiving *receiving, const struct frame *frame)
{
  wire_part part = { .size = 0 };

  if (!rpc_decode ((xdrproc_t) xdr_wire_part, &part, frame->payload, frame->size)
      || window_part (&g->machine->window, &part) == NULL)
    return machine_protocol_error (g, receiving->call->name, "a part is not in the window");
  if (take_content (g, receiving, window_part (&g->machine->window, &part), part.size) == -1)
    return -1;
  return channel_send_empty (g, FRAME_TAKEN, receiving->serial);
}

static int
take_zeros (guestfs_h *g, struct receiving *receiving, uint64_t length)
{
  static const unsigned char zeros[64 * 1024];

  while (length > 0 && !receiving->cancelled) {
    const size_t n = length < sizeof zeros ? length : sizeof zeros;

    if (cancel_is_wanted (&g->cancel))
      return stop_for_user (g, receiving);
    if (take_content (g, receiving, zeros, n) == -1)
      return -1;
    length -= n;
  }
  return 0;
}

/* A hole stays a hole where the output can have one. */
static int
take_hole (guestfs_h *g, struct receiving *receiving, uint64_t length)
{
  const int skipped = receiving->cancelled ? 0 : host_output_skip (receiving->output, length);

  if (skipped == -1)
    return stop_for_output (g, receiving);
  return skipped == 0 ? 0 : take_zeros (g, receiving, length);
}

static int
take_extent (guestfs_h *g, struct receiving *receiving, const struct frame *frame)
{
  wire_extent extent = { .length = 0 };

  if (!rpc_decode ((xdrproc_t) xdr_wire_extent, &extent, frame->payload, frame->size)
      || !extent.is_hole || extent.length > INT64_MAX)
    return machine_protocol_error (g, receiving->call->name, "an extent of a file is malformed");
  if (take_hole (g, receiving, extent.length) == -1)
    return -1;
  return channel_send_empty (g, FRAME_TAKEN, receiving->serial);
}

/* The daemon ends the stream, because it cannot go on or because we asked it
 * to. */
static int
take_cancel (guestfs_h *g, const struct receiving *receiving, const struct frame *frame)
{
  if (receiving->cancelled)
    return 1;
  if (frame->size == 0)
    return set_error (g, 0, "%s: file receive cancelled by daemon", receiving->call->name);
  return rpc_take_error (g, receiving->call, frame->payload, frame->size);
}

/* 1: that was the end; 0: go on; -1: the machine is lost or the daemon says
 * why it cannot go on. */
static int
take_frame (guestfs_h *g, struct receiving *receiving, const struct frame *frame)
{
  if (frame->kind == FRAME_PROGRESS)
    return rpc_take_progress (g, receiving->call, frame);
  if (frame->serial != receiving->serial)
    return machine_protocol_error (g, receiving->call->name, NO_PART_OF_FILE);

  switch (frame->kind) {
  case FRAME_CHUNK:
    return frame->size == 0 ? 1 : take_content (g, receiving, frame->payload, frame->size);
  case FRAME_PART:
    return take_part (g, receiving, frame);
  case FRAME_EXTENT:
    return take_extent (g, receiving, frame);
  case FRAME_CANCEL:
    return take_cancel (g, receiving, frame);
  default:
    return machine_protocol_error (g, receiving->call->name, NO_PART_OF_FILE);
  }
}

static int
receive_all (guestfs_h *g, struct receiving *receiving)
{
  struct frame frame;
  int r;

  do {
    if (cancel_is_wanted (&g->cancel) && !receiving->cancelled
        && stop_for_user (g, receiving) == -1)
      return -1;
    r = channel_wait_frame (g, &frame, CANCEL_CHECK_MS);
    if (r == 1)
      r = take_frame (g, receiving, &frame);
  } while (r == 0);
  return r == 1 && !receiving->cancelled ? 0 : -1;
}

static int
open_output (const struct rpc_call *call, struct host_output *output)
{
  if (call->sink == NULL)
    return host_output_open (output, call->file_out);
  host_output_to (output, call->sink);
  return 0;
}

/* The file is opened only now, when the daemon has the content: a call that
 * fails leaves an existing file as it was. */
int
transfer_receive (guestfs_h *g, const struct rpc_call *call, uint32_t serial)
{
  struct host_output output;
  struct receiving receiving = { .call = call, .serial = serial, .output = &output };

  if (open_output (call, &output) == -1) {
    set_errno (g, errno, "%s", call->file_out);
    if (stop_receiving (g, &receiving) == 0)
      receive_all (g, &receiving);
    return -1;
  }
  const int r = receive_all (g, &receiving);
  if (host_output_close (&output) == -1 && r == 0)
    return set_errno (g, errno, "%s: writing %s", call->name, call->file_out);
  return r;
}
