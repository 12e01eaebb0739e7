/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading partition tables. */

#ifndef PARTITION_TABLE_H
#define PARTITION_TABLE_H

#include "partition/partition-entries.h"

/* 0, or -1 after reply_error; EINVAL if there is none. */
extern int partition_table_read (const char *device, struct partition_table *table);

#endif /* PARTITION_TABLE_H */
