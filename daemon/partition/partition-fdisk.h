/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changing partition tables by libfdisk: GPT and MBR. */

#ifndef PARTITION_FDISK_H
#define PARTITION_FDISK_H

#include <stdbool.h>

#include "partition/partition-entries.h"

/* The types that it writes here. */
extern bool fdisk_can_write (const char *table_name);

/* 0, or -1 after reply_error. */
extern int fdisk_create_table (const char *device, const char *table_name);
/* As above, with one partition that fills the disk. */
extern int fdisk_create_single (const char *device, const char *table_name);
extern int fdisk_add (const char *device, const struct new_partition *partition);
extern int fdisk_delete (const char *device, int number);

#endif /* PARTITION_FDISK_H */
