/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames to and from the daemon over the socket whose other end is the
 * appliance's virtio-serial port. */

#include <config.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "base/handle.h"
#include "clock.h"
#include "protocol/frames.h"
#include "machine/frames.h"
#include "machine/machine-end.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "machine/window.h"
#include "talk/channel.h"

/* While something is sent, this much may come in and wait; a daemon that
 * sends more without reading is left to fill its own buffers. */
#define PENDING_LIMIT (1024 * 1024)

static const char *
during (const guestfs_h *g)
{
  return g->busy_with ?: "launch";
}

/* 1: bytes came, 0: none there, -1: lost. */
static int
receive (guestfs_h *g)
{
  const ssize_t n = frame_reader_fill (&g->machine->reader, g->machine->channel_fd);

  if (n > 0)
    return 1;
  if (n == -1 && (errno == EAGAIN || errno == EINTR))
    return 0;
  if (n == -1 && errno == ENOMEM)
    return machine_protocol_error (g, during (g), "its reply does not fit into memory");
  return machine_lost (g, during (g));
}

/* Takes in what has come while something is being sent. */
static int
receive_meanwhile (guestfs_h *g, short ready)
{
  if (!(ready & (POLLIN | POLLHUP | POLLERR)))
    return 0;
  return receive (g) == -1 ? -1 : 0;
}

/* Waits until the socket takes more. */
static int
wait_to_send (guestfs_h *g)
{
  const bool may_receive = frame_reader_pending (&g->machine->reader) < PENDING_LIMIT;
  struct machine_poll wait = { .channel_events = may_receive ? POLLIN | POLLOUT : POLLOUT,
                               .fd = -1,
                               .timeout = -1 };

  machine_poll (g, &wait);
  return receive_meanwhile (g, wait.channel_ready);
}

int
channel_send (guestfs_h *g, const void *bytes, size_t size)
{
  const char *next = bytes;

  while (size > 0) {
    const ssize_t n = send (g->machine->channel_fd, next, size, MSG_NOSIGNAL | MSG_DONTWAIT);

    if (n >= 0) {
      next += n;
      size -= n;
    } else if (errno == EAGAIN) {
      if (wait_to_send (g) == -1)
        return -1;
    } else if (errno != EINTR)
      return machine_lost (g, during (g));
  }
  return 0;
}

int
channel_send_empty (guestfs_h *g, enum frame_kind kind, uint32_t serial)
{
  unsigned char header[FRAME_HEADER_SIZE];

  frame_header (header, kind, serial, 0);
  return channel_send (g, header, sizeof header);
}

int
channel_send_xdr (guestfs_h *g, enum frame_kind kind, uint32_t serial, xdrproc_t encode,
                  const void *value)
{
  unsigned char frame[FRAME_HEADER_SIZE + CHANNEL_SMALL];
  XDR xdr;

  xdrmem_create (&xdr, (char *) frame + FRAME_HEADER_SIZE, CHANNEL_SMALL, XDR_ENCODE);
  const bool ok = encode (&xdr, (void *) value);
  const size_t size = xdr_getpos (&xdr);
  xdr_destroy (&xdr);
  if (!ok)
    return machine_protocol_error (g, during (g), "a frame cannot be encoded");
  frame_header (frame, kind, serial, size);
  return channel_send (g, frame, FRAME_HEADER_SIZE + size);
}

int
channel_send_part (guestfs_h *g, uint32_t serial, size_t size)
{
  const wire_part part = { .number = window_fill (&g->machine->window), .size = size };

  return channel_send_xdr (g, FRAME_PART, serial, (xdrproc_t) xdr_wire_part, &part);
}

int
channel_part_taken (guestfs_h *g)
{
  if (window_take (&g->machine->window))
    return 0;
  return machine_protocol_error (g, during (g), "it took a part that nobody sent");
}

/* The next frame in the buffer: 1, 0, or -1 with the machine lost. */
static int
next_frame (guestfs_h *g, struct frame *frame)
{
  const char *problem;
  const int r = frame_reader_next (&g->machine->reader, frame, &problem);

  return r == -1 ? machine_protocol_error (g, during (g), problem) : r;
}

int
channel_try_frame (guestfs_h *g, struct frame *frame)
{
  const int r = next_frame (g, frame);

  if (r != 0)
    return r;
  if (receive (g) == -1)
    return -1;
  return next_frame (g, frame);
}

int
channel_wait_frame (guestfs_h *g, struct frame *frame, int timeout)
{
  const int64_t deadline = monotonic_ms () + timeout;
  int r;

  /* Reading first saves a poll where the answer is there already. */
  while ((r = channel_try_frame (g, frame)) == 0) {
    struct machine_poll wait = { .channel_events = POLLIN,
                                 .fd = -1,
                                 .timeout = timeout < 0 ? -1 : milliseconds_until (deadline) };

    if (wait.timeout == 0)
      return 0;
    machine_poll (g, &wait);
  }
  return r;
}
