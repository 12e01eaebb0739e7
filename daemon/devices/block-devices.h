/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The block devices that the kernel has, and what it knows of them. */

#ifndef BLOCK_DEVICES_H
#define BLOCK_DEVICES_H

#include "daemon.h"

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

/* TEXT, which a program or the kernel wrote, with the names that users know the
 * disks and partitions by: "/dev/sdc1" and "(sdc1)" may be /dev/sda1 to them.
 * malloc'd, NULL if there is no memory. */
extern char *device_names_to_api (const char *text);
/* Sorts kernel names by the names that users know. */
extern void sort_by_api_name (struct string_list *list);

/* reply_error and its relatives with the name of DEVICE, as users know it, in
 * front: "/dev/sda1: …".  Always -1. */
extern int reply_device_error (int err, const char *device, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));
extern int reply_device_error_text (int err, const char *device, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));

#endif /* BLOCK_DEVICES_H */
