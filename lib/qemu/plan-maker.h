/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds what a launch needs to know. */

#ifndef GUESTFS_PLAN_MAKER_H
#define GUESTFS_PLAN_MAKER_H

#include "base/handle-type.h"

struct machine_plan;

/* Finds hypervisor, accelerator and appliance.  0, or -1 with the error set;
 * to be freed in any case. */
extern int machine_plan_make (guestfs_h *g, struct machine_plan *plan);
extern void machine_plan_free (struct machine_plan *plan);
#define CLEANUP_MACHINE_PLAN __attribute__ ((cleanup (machine_plan_free)))

#endif /* GUESTFS_PLAN_MAKER_H */
