/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drives that come and go while the appliance runs. */

#ifndef GUESTFS_DRIVE_HOTPLUG_H
#define GUESTFS_DRIVE_HOTPLUG_H

#include <stddef.h>

#include "base/handle-type.h"

struct drive;

/* Gives the appliance DRIVE as number INDEX.  0, or -1 with the error set and
 * nothing left behind. */
extern int drive_plug (guestfs_h *g, struct drive *drive, size_t index);
/* Takes drive INDEX away from the appliance.  0, or -1 with the error set and
 * the drive still there. */
extern int drive_unplug (guestfs_h *g, size_t index);

#endif /* GUESTFS_DRIVE_HOTPLUG_H */
