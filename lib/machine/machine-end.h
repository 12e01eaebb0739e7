/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The end of a machine by accident.  Whoever finds that it cannot go on sets the
 * error and marks it as lost, no more: those who called him still use it.  It is
 * ended by the launch, or by the call that ran when that has come to its end. */

#ifndef GUESTFS_MACHINE_END_H
#define GUESTFS_MACHINE_END_H

#include "base/handle-type.h"

/* A broken connection is the first sign of the hypervisor's end; its status
 * follows at once. */
#define END_WAIT_MS 2000

/* A description of the end of the machine for error messages: how the
 * hypervisor ended and what it and the console said last.  malloc'd. */
extern char *machine_last_words (guestfs_h *g);
/* The daemon broke the rules of the protocol.  Returns -1. */
extern int machine_protocol_error (guestfs_h *g, const char *during, const char *problem);
/* It could not be launched.  Sets the error "guestfs_launch failed: …" and returns
 * -1. */
extern int machine_launch_failed (guestfs_h *g, int err, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));
/* The connection broke: sets the error that says what happened (qemu's and the
 * console's last lines).  Returns -1. */
extern int machine_lost (guestfs_h *g, const char *during);

/* Ends the machine, wanted or not: state CONFIG, what is known of it is forgotten.
 * The last error stays. */
extern void machine_end (guestfs_h *g);
/* The same if it is lost. */
extern void machine_end_lost (guestfs_h *g);

#endif /* GUESTFS_MACHINE_END_H */
