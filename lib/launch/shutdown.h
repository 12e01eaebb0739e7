/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The end of a machine that is wanted. */

#ifndef GUESTFS_SHUTDOWN_H
#define GUESTFS_SHUTDOWN_H

#include <stdbool.h>

#include "base/handle-type.h"

/* Ends the machine; if READY and autosync is on, the guest's filesystems are
 * written out and unmounted first, else what a program wrote could be lost.
 * Drives and known features are forgotten, state CONFIG.  CHECK_ERRORS:
 * whether a failure is reported (shutdown) or not (close).  0 or -1. */
extern int machine_shutdown (guestfs_h *g, bool check_errors);

#endif /* GUESTFS_SHUTDOWN_H */
