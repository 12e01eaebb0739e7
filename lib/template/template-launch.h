/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Launch from a template. */

#ifndef GUESTFS_TEMPLATE_LAUNCH_H
#define GUESTFS_TEMPLATE_LAUNCH_H

#include "base/handle-type.h"

struct launch_times;
struct machine_plan;

/* 1: the appliance was restored and is ready; 0: it has to boot; -1 with the
 * error set. */
extern int launch_from_template (guestfs_h *g, const struct machine_plan *plan,
                                 const struct launch_times *times);

#endif /* GUESTFS_TEMPLATE_LAUNCH_H */
