/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How long a machine may take to start. */

#ifndef GUESTFS_MACHINE_CLOCK_H
#define GUESTFS_MACHINE_CLOCK_H

#include "base/handle-type.h"

struct launch_times;

/* Makes g->machine, for a launch that began and ends at these TIMES. */
extern void launch_begin_machine (guestfs_h *g, const struct launch_times *times);
/* 0, or -1 with the error set and the machine lost: the user cancelled or it
 * takes too long. */
extern int launch_check (guestfs_h *g);

#endif /* GUESTFS_MACHINE_CLOCK_H */
