/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls of the daemon. */

#ifndef GUESTFS_RPC_H
#define GUESTFS_RPC_H

#include "base/handle-type.h"

struct rpc_call;

/* 0, or -1 with the error set ("NAME: what the daemon said", its errno).
 * After failure RESULT needs no freeing. */
extern int rpc_call_daemon (guestfs_h *g, const struct rpc_call *call);
/* The same inside a call that has said that it runs (busy_begin, or a launch); for
 * calls without files. */
extern int rpc_call_inside (guestfs_h *g, const struct rpc_call *call);

#endif /* GUESTFS_RPC_H */
