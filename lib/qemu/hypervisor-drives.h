/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Disks of the hypervisor. */

#ifndef GUESTFS_HYPERVISOR_DRIVES_H
#define GUESTFS_HYPERVISOR_DRIVES_H

#include <stddef.h>

#include "base/handle-type.h"

struct drive;

/* 0, or -1 with the error set: during a launch the machine is lost then, later
 * it goes on and what was done is to be undone with hypervisor_remove_disk. */
extern int hypervisor_add_drive (guestfs_h *g, struct drive *drive, size_t index);
extern int hypervisor_add_drives (guestfs_h *g);
/* Disks FIRST to END-1, at most 32, which nobody will use. */
extern int hypervisor_add_blank_disks (guestfs_h *g, size_t first, size_t end);
/* Removes the disk and all that belongs to it, as far as it is there. */
extern void hypervisor_remove_disk (guestfs_h *g, size_t index);
/* Removes the blank disk in the place of drive INDEX, if there is one. */
extern void hypervisor_make_room (guestfs_h *g, size_t index);

#endif /* GUESTFS_HYPERVISOR_DRIVES_H */
