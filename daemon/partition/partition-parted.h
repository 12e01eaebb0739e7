/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading and changing the other partition tables by the program parted. */

#ifndef PARTITION_PARTED_H
#define PARTITION_PARTED_H

#include "partition/partition-entries.h"

/* 0, or -1 after reply_error. */
extern int parted_create_table (const char *device, const char *table_name);
extern int parted_create_single (const char *device, const char *table_name);
extern int parted_add (const char *device, const char *table_name,
                       const struct new_partition *partition);
extern int parted_delete (const char *device, int number);
/* Reads the table as partition_table_read does. */
extern int parted_read (const char *device, struct partition_table *table);

#endif /* PARTITION_PARTED_H */
