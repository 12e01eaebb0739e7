/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of devices, for the checks of arguments. */

#ifndef DEVICE_NAMES_H
#define DEVICE_NAMES_H

#include "daemon.h"

/* device_to_kernel that leaves the words to the caller: 0 and a malloc'd
 * name; ENOTBLK if NAME is not a device's; ENOENT or another errno. */
extern int device_find (const char *name, char **kernel_name);

/* Takes another directory for /sys: for tests. */
extern void device_names_use_sys (const char *directory);

/* Disks that were added with a label: this, the label, and the partition's
 * number if it is one. */
#define LABEL_DIRECTORY "/dev/disk/guestfs/"

/* What a btrfs subvolume's name begins with. */
#define SUBVOLUME_PREFIX "btrfsvol:"

/* Parses STRING that begins with SUBVOLUME_PREFIX.  0 or an errno. */
extern int mountable_find (const char *string, struct mountable *mountable);

#endif /* DEVICE_NAMES_H */
