/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A partition table in memory. */

#include <config.h>

#include <stdlib.h>

#include "partition/partition-entries.h"

void
partition_table_free (struct partition_table *table)
{
  free (table->entries);
  table->entries = NULL;
  table->count = 0;
}
