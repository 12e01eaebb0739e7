/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Content of a host file on its way to the daemon. */

#ifndef GUESTFS_TRANSFER_SEND_H
#define GUESTFS_TRANSFER_SEND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/handle-type.h"

struct rpc_call;

/* The words are those that programs look for. */
#define CANCELLED_TEXT "operation cancelled by user"

/* An open host file whose content goes to the daemon. */
struct file_source {
  int fd;
  uint64_t size;   /* 0 if unknown */
  bool is_regular; /* it is always readable, and its holes can be found */
  bool has_holes;
};
/* 0, or -1 with the error set. */
extern int transfer_open_source (guestfs_h *g, const char *filename, struct file_source *source);
/* Sends the file.  TRANSFER_DONE: the reply follows, whatever it says;
 * TRANSFER_FAILED: the same, but the error is set already (the reply does not
 * matter); TRANSFER_LOST: the machine is lost and the error set. */
enum transfer_result { TRANSFER_DONE, TRANSFER_FAILED, TRANSFER_LOST };
extern enum transfer_result transfer_send (guestfs_h *g, const struct rpc_call *call,
                                           uint32_t serial, const struct file_source *source);

#endif /* GUESTFS_TRANSFER_SEND_H */
