/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes a template. */

#ifndef GUESTFS_TEMPLATE_MAKE_H
#define GUESTFS_TEMPLATE_MAKE_H

#include <stddef.h>

#include "base/handle-type.h"

struct launch_times;
struct machine_plan;
struct template_place;

/* Boots the machine of PLAN with SLOTS blank disks and saves it; g->machine
 * is NULL before and after.  0, or -1 with the error set. */
extern int template_make (guestfs_h *g, const struct machine_plan *plan, size_t slots,
                          const struct template_place *place, const struct launch_times *times);

#endif /* GUESTFS_TEMPLATE_MAKE_H */
