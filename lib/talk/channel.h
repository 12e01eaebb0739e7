/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames to and from the daemon. */

#ifndef GUESTFS_CHANNEL_H
#define GUESTFS_CHANNEL_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stddef.h>
#include <stdint.h>

#include "base/handle-type.h"
#include "protocol/frames.h"

struct frame;

/* How often a wait looks whether the user cancelled. */
#define CANCEL_CHECK_MS 100

/* All return -1 with the error set and the machine lost if the connection is
 * lost or the daemon breaks the protocol. */

/* Sends BYTES, a whole frame.  Takes in what the daemon sends meanwhile, so
 * that neither side waits for ever. */
extern int channel_send (guestfs_h *g, const void *bytes, size_t size);
/* Sends a frame that has no payload. */
extern int channel_send_empty (guestfs_h *g, enum frame_kind kind, uint32_t serial);
/* Sends VALUE as a frame of at most CHANNEL_SMALL bytes. */
#define CHANNEL_SMALL 64
extern int channel_send_xdr (guestfs_h *g, enum frame_kind kind, uint32_t serial, xdrproc_t encode,
                             const void *value);
/* Says that the SIZE bytes at window_next are there. */
extern int channel_send_part (guestfs_h *g, uint32_t serial, size_t size);
/* The daemon has taken a part. */
extern int channel_part_taken (guestfs_h *g);
/* The next frame that is there already: 1, 0 if there is none, -1. */
extern int channel_try_frame (guestfs_h *g, struct frame *frame);
/* Waits at most TIMEOUT ms (-1: no limit) for the next frame: 1, 0, -1. */
extern int channel_wait_frame (guestfs_h *g, struct frame *frame, int timeout);

#endif /* GUESTFS_CHANNEL_H */
