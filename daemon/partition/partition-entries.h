/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A partition table in memory, and a partition that shall be made. */

#ifndef PARTITION_ENTRIES_H
#define PARTITION_ENTRIES_H

#include <stddef.h>
#include <stdint.h>

/* More than any table has room for. */
#define PARTITIONS_MAX 4096
/* Names of table types: "msdos", "gpt", "amiga". */
#define TABLE_NAME_SIZE 16

struct partition_entry {
  int64_t number;
  int64_t start; /* bytes */
  int64_t size;
};

struct partition_table {
  char name[TABLE_NAME_SIZE];      /* as users know it; "loop" for a disk that holds
                                 a filesystem and counts as one partition */
  struct partition_entry *entries; /* sorted by number */
  size_t count;
};
extern void partition_table_free (struct partition_table *table);
#define CLEANUP_PARTITION_TABLE __attribute__ ((cleanup (partition_table_free)))

enum partition_kind { PRIMARY, EXTENDED, LOGICAL };
struct new_partition {
  enum partition_kind kind;
  int64_t start; /* sectors */
  int64_t end;   /* inclusive; < 0 counts from the end of the disk */
};

/* part_disk leaves so many sectors free at both ends: room for the tables and
 * for boot loaders. */
#define PART_DISK_MARGIN 128

#endif /* PARTITION_ENTRIES_H */
