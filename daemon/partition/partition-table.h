/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Partition tables: reading them, and changing them by libfdisk (GPT and MBR)
 * or by the program parted (all others). */

#ifndef PARTITION_TABLE_H
#define PARTITION_TABLE_H

#include "daemon.h"

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

/* 0, or -1 after reply_error; EINVAL if there is none. */
extern int partition_table_read (const char *device, struct partition_table *table);

/* The types that libfdisk writes here. */
extern bool fdisk_can_write (const char *table_name);

enum partition_kind { PRIMARY, EXTENDED, LOGICAL };
struct new_partition {
  enum partition_kind kind;
  int64_t start; /* sectors */
  int64_t end;   /* inclusive; < 0 counts from the end of the disk */
};

/* part_disk leaves so many sectors free at both ends: room for the tables and
 * for boot loaders. */
#define PART_DISK_MARGIN 128

/* By libfdisk.  0, or -1 after reply_error. */
extern int fdisk_create_table (const char *device, const char *table_name);
/* As above, with one partition that fills the disk. */
extern int fdisk_create_single (const char *device, const char *table_name);
extern int fdisk_add (const char *device, const struct new_partition *partition);
extern int fdisk_delete (const char *device, int number);

/* By parted. */
extern int parted_create_table (const char *device, const char *table_name);
extern int parted_create_single (const char *device, const char *table_name);
extern int parted_add (const char *device, const char *table_name,
                       const struct new_partition *partition);
extern int parted_delete (const char *device, int number);
/* Reads the table as partition_table_read does. */
extern int parted_read (const char *device, struct partition_table *table);

#endif /* PARTITION_TABLE_H */
