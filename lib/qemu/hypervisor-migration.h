/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The state of a machine, saved and restored. */

#ifndef GUESTFS_HYPERVISOR_MIGRATION_H
#define GUESTFS_HYPERVISOR_MIGRATION_H

#include "base/handle-type.h"

/* What a migration is for qemu: the devices' state is written to PIPE or read
 * from it, the memory stays where it is. */
extern int hypervisor_save_state (guestfs_h *g, int pipe);
extern int hypervisor_load_state (guestfs_h *g, int pipe);
extern int hypervisor_wait_for_migration (guestfs_h *g);

#endif /* GUESTFS_HYPERVISOR_MIGRATION_H */
