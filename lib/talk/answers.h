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
/* Decodes all of BYTES into VALUE, which was cleared; on failure nothing is
 * left to free, and errno is as bounded-xdr.h says. */
extern bool rpc_decode (xdrproc_t decode, void *value, const void *bytes, size_t size);
/* Sets the error that a wire_error says.  -1. */
extern int rpc_take_error (guestfs_h *g, const struct rpc_call *call, const void *bytes,
                           size_t size);

#endif /* GUESTFS_ANSWERS_H */
