/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of drives in letters. */

#ifndef GUESTFS_DEVICE_LETTERS_H
#define GUESTFS_DEVICE_LETTERS_H

#include <stddef.h>

#include "base/handle-type.h"

/* "/dev/sda", "/dev/sdb", ... "/dev/sdaa": malloc'd name of drive INDEX. */
extern char *drive_device_name (guestfs_h *g, size_t index);
/* The opposite: LETTERS must be lower-case letters only.  -1 if they are
 * not, or the number is too large. */
extern int letters_to_index (const char *letters);
/* What follows "/dev/Xd" or "/dev/XXd", X being one of the names that disks
 * have in different kernels (sd, hd, vd, xvd, ubd); NULL if DEVICE is no
 * such name.  /dev/md0 is an array, not a disk. */
extern const char *after_disk_prefix (const char *device);

#endif /* GUESTFS_DEVICE_LETTERS_H */
