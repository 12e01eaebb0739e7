/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A reply that is so large that it comes in parts of the window, before the frame
 * with its end. */

#ifndef GUESTFS_LARGE_REPLY_H
#define GUESTFS_LARGE_REPLY_H

#include <stddef.h>

#include "base/handle-type.h"

struct frame;
struct rpc_call;

struct large_reply {
  unsigned char *bytes;
  size_t size, allocated;
};

#define LARGE_REPLY_NONE \
  {                      \
    .bytes = NULL        \
  }

/* Each: 0, or -1 with the machine given up. */
/* FRAME is a PART. */
extern int large_reply_add_part (guestfs_h *g, const struct rpc_call *call,
                                 struct large_reply *reply, const struct frame *frame);
/* FRAME is the REPLY; its payload becomes all of it, if it is of this kind. */
extern int large_reply_complete (guestfs_h *g, const struct rpc_call *call,
                                 struct large_reply *reply, struct frame *frame);

extern void large_reply_free (struct large_reply *reply);
#define CLEANUP_LARGE_REPLY __attribute__ ((cleanup (large_reply_free)))

#endif /* GUESTFS_LARGE_REPLY_H */
