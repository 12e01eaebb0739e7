/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The block devices that the kernel has, and what it knows of them. */

#ifndef BLOCK_DEVICES_H
#define BLOCK_DEVICES_H

#include <stdbool.h>

#include "string-list.h"

/* These add kernel names ("/dev/sda") to LIST, in the order that users see.
 * 0, or -1 after reply_error. */
extern int list_disks (struct string_list *list);
extern int list_partitions_of (const char *device, struct string_list *list);
extern int list_md_arrays (struct string_list *list);
/* "/dev/mapper/NAME", without the logical volumes of LVM. */
extern int list_mapped_devices (struct string_list *list);
/* All of these, each followed by its partitions, and the logical volumes; those
 * of device-mapper as "/dev/dm-0". */
extern int list_all_devices (struct string_list *list);

/* The names of DEVICE may be any that lead to the device node. */

/* Number of a partition, or 0 if DEVICE is none. */
extern int partition_number (const char *device);
/* Where the partition begins on its disk, in bytes, or -1; and its size. */
extern int64_t partition_start (const char *device);
extern int64_t partition_size (const char *device);
/* "/dev/sda" of a partition, malloc'd; NULL after reply_error if it is none. */
extern char *partition_disk (const char *device);
/* "LVM-…" of a logical volume, malloc'd; NULL if there is none.  The same for
 * the name that device-mapper gave it. */
extern char *mapped_device_attribute (const char *device, const char *attribute);
extern bool is_logical_volume (const char *device);
/* Whether any logical volume is active. */
extern bool has_logical_volumes (void);

/* DEVICE is not mounted, nor part of something that is in use, nor has
 * partitions that are: 0, or -1 after reply_error with EBUSY or why it cannot
 * be opened. */
extern int check_unused (const char *device);
/* The kernel reads the partition table again: 0, or errno. */
extern int reread_partitions (const char *device);

/* Sorts kernel names by the names that users know. */
extern void sort_by_api_name (struct string_list *list);

#endif /* BLOCK_DEVICES_H */
