/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which template serves which machine. */

#ifndef GUESTFS_TEMPLATE_KEY_H
#define GUESTFS_TEMPLATE_KEY_H

#include <stddef.h>

#include "base/handle-type.h"

struct machine_plan;

/* How many disks a template has that serves NR_DRIVES drives; those beyond
 * are added while the machine runs. */
extern size_t template_slots (size_t nr_drives);

/* Everything that shapes the machine of PLAN, which has SLOTS disks. */
extern char *template_key (guestfs_h *g, const struct machine_plan *plan, size_t slots);

#endif /* GUESTFS_TEMPLATE_KEY_H */
