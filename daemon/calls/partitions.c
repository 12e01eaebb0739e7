/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Partition tables and their entries. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "daemon-structures.h"
#include "daemon/partitions.h"
#include "devices/block-devices.h"
#include "partition/partition-entries.h"
#include "partition/partition-fdisk.h"
#include "partition/partition-parted.h"
#include "partition/partition-table.h"

struct name_pair {
  const char *given, *name;
};

/* The types that users may write, and what the result is called. */
static const struct name_pair table_types[] = {
  { "aix", "aix" },   { "amiga", "amiga" }, { "rdb", "amiga" },   { "bsd", "bsd" },
  { "dasd", "dasd" }, { "dvh", "dvh" },     { "gpt", "gpt" },     { "efi", "gpt" },
  { "mac", "mac" },   { "mbr", "msdos" },   { "msdos", "msdos" }, { "pc98", "pc98" },
  { "sun", "sun" },
};

static const char *
table_name_of (const char *parttype)
{
  for (size_t i = 0; i < sizeof table_types / sizeof table_types[0]; ++i)
    if (strcmp (table_types[i].given, parttype) == 0)
      return table_types[i].name;
  reply_error_text (EINVAL, "unknown partition type: common choices are \"gpt\" and \"msdos\"");
  return NULL;
}

int
do_part_init (const struct device *device, const char *parttype)
{
  const char *name = table_name_of (parttype);

  if (name == NULL || check_unused (device->kernel) == -1)
    return -1;
  return fdisk_can_write (name) ? fdisk_create_table (device->kernel, name)
                                : parted_create_table (device->kernel, name);
}

int
do_part_disk (const struct device *device, const char *parttype)
{
  const char *name = table_name_of (parttype);

  if (name == NULL || check_unused (device->kernel) == -1)
    return -1;
  return fdisk_can_write (name) ? fdisk_create_single (device->kernel, name)
                                : parted_create_single (device->kernel, name);
}

static int
partition_kind_of (const char *prlogex, enum partition_kind *kind)
{
  if (strcmp (prlogex, "p") == 0 || strcmp (prlogex, "primary") == 0)
    *kind = PRIMARY;
  else if (strcmp (prlogex, "e") == 0 || strcmp (prlogex, "extended") == 0)
    *kind = EXTENDED;
  else if (strcmp (prlogex, "l") == 0 || strcmp (prlogex, "logical") == 0)
    *kind = LOGICAL;
  else
    return reply_error_text (EINVAL,
                             "unknown partition type: %s: this should be \"primary\", \"logical\" "
                             "or \"extended\"",
                             prlogex);
  return 0;
}

/* The table of a disk that can be changed. */
static int
read_table_to_change (const char *device, struct partition_table *table)
{
  if (partition_table_read (device, table) == -1)
    return -1;
  if (strcmp (table->name, "loop") == 0)
    return reply_device_error_text (EINVAL, device,
                                    "not a partitioned device: there is a filesystem on it");
  return 0;
}

int
do_part_add (const struct device *device, const char *prlogex, int64_t startsect, int64_t endsect)
{
  CLEANUP_PARTITION_TABLE struct partition_table table = { 0 };
  struct new_partition partition = { .start = startsect, .end = endsect };

  if (partition_kind_of (prlogex, &partition.kind) == -1)
    return -1;
  if (startsect < 0)
    return reply_error_text (EINVAL, "startsect cannot be negative");
  if (read_table_to_change (device->kernel, &table) == -1)
    return -1;
  return fdisk_can_write (table.name) ? fdisk_add (device->kernel, &partition)
                                      : parted_add (device->kernel, table.name, &partition);
}

static bool
has_number (const struct partition_table *table, int number)
{
  for (size_t i = 0; i < table->count; ++i)
    if (table->entries[i].number == number)
      return true;
  return false;
}

/* The extended partition encloses logical ones, and any may enclose those of a table
 * of another system, BSD's slices, which the kernel numbers as if they were the disk's
 * own.  What the kernel knows of the extended partition itself is its first sectors
 * only. */
static bool
encloses (const struct partition_table *table, int number, const char *partition)
{
  const int64_t start = partition_start (partition);

  for (size_t i = 0; i < table->count; ++i) {
    const struct partition_entry *entry = &table->entries[i];

    if (entry->number == number)
      return start >= entry->start && start < entry->start + entry->size;
  }
  return false;
}

/* Deleting NUMBER takes away or renumbers PARTITION too: logical partitions have the
 * numbers from 5 up, and those after a deleted one move. */
static bool
deleting_concerns (const struct partition_table *table, int number, const char *partition)
{
  const int other = partition_number (partition);

  return other == number || encloses (table, number, partition)
         || (strcmp (table->name, "msdos") == 0 && number >= 5 && other > number);
}

static int
check_deletable (const char *device, const struct partition_table *table, int number)
{
  CLEANUP_STRING_LIST struct string_list partitions = STRING_LIST_EMPTY;

  if (list_partitions_of (device, &partitions) == -1)
    return -1;
  for (size_t i = 0; i < partitions.count; ++i) {
    const char *partition = partitions.items[i];

    if (deleting_concerns (table, number, partition) && check_unused (partition) == -1)
      return -1;
  }
  return 0;
}

int
do_part_del (const struct device *device, int partnum)
{
  CLEANUP_PARTITION_TABLE struct partition_table table = { 0 };

  if (partnum < 1)
    return reply_error_text (EINVAL, "partition number must be >= 1");
  if (read_table_to_change (device->kernel, &table) == -1)
    return -1;
  if (!has_number (&table, partnum))
    return reply_error_text (ENOENT, "%s: partition number %d not found", device->name, partnum);
  if (check_deletable (device->kernel, &table, partnum) == -1)
    return -1;
  return fdisk_can_write (table.name) ? fdisk_delete (device->kernel, partnum)
                                      : parted_delete (device->kernel, partnum);
}

wire_partition_list *
do_part_list (const struct device *device)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (partition);
  CLEANUP_PARTITION_TABLE struct partition_table table = { 0 };

  if (partition_table_read (device->kernel, &table) == -1)
    return NULL;

  for (size_t i = 0; i < table.count; ++i) {
    const struct partition_entry *entry = &table.entries[i];
    wire_partition *partition = structure_list_add (&list);

    *partition = (wire_partition) { .part_num = entry->number,
                                    .part_start = entry->start,
                                    .part_end = entry->start + entry->size - 1,
                                    .part_size = entry->size };
  }
  return structure_list_take (&list);
}

char *
do_part_get_parttype (const struct device *device)
{
  CLEANUP_PARTITION_TABLE struct partition_table table = { 0 };

  if (partition_table_read (device->kernel, &table) == -1)
    return NULL;
  if (strcmp (table.name, "loop") == 0) {
    reply_error_text (EINVAL, "%s: not a partitioned device", device->name);
    return NULL;
  }
  char *name = strdup (table.name);
  return name != NULL ? name : reply_error_null (errno, "type of the partition table");
}

char *
do_part_to_dev (const struct device *partition)
{
  return partition_disk (partition->kernel);
}

int
do_part_to_partnum (const struct device *partition)
{
  const int number = partition_number (partition->kernel);

  if (number == 0)
    return reply_error_text (EINVAL, "device name is not a partition");
  return number;
}
