/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Disks that the library makes itself: scratch drives, and what stands for
 * /dev/null.  Only such a file is ever removed with a drive. */

#ifndef GUESTFS_OWN_DISK_H
#define GUESTFS_OWN_DISK_H

#include <stdint.h>

#include "base/handle-type.h"

struct drive;

/* Gives the drive an empty disk, NAME and a number in the handle's directory,
 * that nobody else can read and that goes with the drive.  0, or -1 with the
 * error set. */
extern int own_disk_make (guestfs_h *g, struct drive *drive, const char *name, int64_t size);

#endif /* GUESTFS_OWN_DISK_H */
