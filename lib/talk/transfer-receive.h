/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Content on its way from the daemon. */

#ifndef GUESTFS_TRANSFER_RECEIVE_H
#define GUESTFS_TRANSFER_RECEIVE_H

#include <stdint.h>

#include "base/handle-type.h"

struct rpc_call;

/* Receives the content that follows a good reply.  0 or -1. */
extern int transfer_receive (guestfs_h *g, const struct rpc_call *call, uint32_t serial);

#endif /* GUESTFS_TRANSFER_RECEIVE_H */
