/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of devices: those of the API and those of the kernel. */

#ifndef DEVICE_NAMES_H
#define DEVICE_NAMES_H

#include <stdbool.h>

/* Disks that were added with a label: this, the label, and the partition's
 * number if it is one. */
#define LABEL_DIRECTORY "/dev/disk/guestfs/"

/* Whether NAME is written as that of a drive or of its partition ("/dev/sda1",
 * "/dev/disk/guestfs/LABEL"), there or not. */
extern bool is_drive_name (const char *name);
/* The kernel's name for it: 0 and a malloc'd string, or an errno. */
extern int drive_find (const char *name, char **kernel_name);

/* The kernel's name of any device to that of the API: "/dev/sda1" by the order of
 * add_drive, /dev/VG/LV, /dev/md0.  malloc'd, NULL without memory. */
extern char *device_to_api (const char *kernel_name);
/* Index (order of add_drive) of a whole disk ("sda", kernel's name), or -1. */
extern int device_disk_index (const char *kernel_disk);

/* Takes another directory for /sys: for tests. */
extern void device_names_use_sys (const char *directory);

#endif /* DEVICE_NAMES_H */
