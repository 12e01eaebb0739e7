/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the daemon answers. */

#ifndef GUESTFS_ANSWERS_H
#define GUESTFS_ANSWERS_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/handle-type.h"

struct frame;
struct rpc_call;

/* Reports a progress frame to the program. */
extern int rpc_take_progress (guestfs_h *g, const struct rpc_call *call, const struct frame *frame);
/* Decodes all of BYTES into VALUE, which was cleared; on failure, with errno
 * ENOMEM or E2BIG (bounded-xdr.h) or EPROTO, nothing is left to free. */
extern bool rpc_decode (xdrproc_t decode, void *value, const void *bytes, size_t size);
/* The error after rpc_decode failed on something that came as a whole: the
 * machine is lost unless it was for lack of memory, which a guest can bring
 * about with what it has.  -1. */
extern int rpc_cannot_decode (guestfs_h *g, const struct rpc_call *call, const char *problem);
/* Sets the error that a wire_error says.  -1. */
extern int rpc_take_error (guestfs_h *g, const struct rpc_call *call, const void *bytes,
                           size_t size);

#endif /* GUESTFS_ANSWERS_H */
