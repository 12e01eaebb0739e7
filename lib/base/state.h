/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In which state a handle is, and what that allows. */

#ifndef GUESTFS_STATE_H
#define GUESTFS_STATE_H

#include "base/handle-type.h"

/* 0 if the appliance of the handle runs; otherwise -1 with the error that the
 * call NAME needs launch first. */
extern int require_ready (guestfs_h *g, const char *name);
/* 0 if the handle was not launched yet; otherwise -1 with the error that the
 * call NAME comes too late. */
extern int require_config (guestfs_h *g, const char *name);
/* 0 if no call runs; otherwise -1 with the error that the call NAME is not
 * possible in a callback of it. */
extern int require_idle (guestfs_h *g, const char *name);
/* The same, and NAME runs from now on until busy_end. */
extern int busy_begin (guestfs_h *g, const char *name);
extern void busy_end (guestfs_h *g);

#endif /* GUESTFS_STATE_H */
