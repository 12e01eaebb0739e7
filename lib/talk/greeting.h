/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The greeting of a daemon that boots. */

#ifndef GUESTFS_GREETING_H
#define GUESTFS_GREETING_H

#include "base/handle-type.h"

/* Waits for the greeting of a daemon that boots.  0 or -1. */
extern int launch_wait_for_daemon (guestfs_h *g);

#endif /* GUESTFS_GREETING_H */
