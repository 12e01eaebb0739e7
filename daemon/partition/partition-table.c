/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading partition tables: by libblkid, and by parted those that libblkid
 * does not know. */

#include <config.h>

#include <blkid.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "children/child.h"
#include "cleanup.h"
#include "devices/block-devices.h"
#include "devices/device-errors.h"
#include "partition/partition-parted.h"
#include "partition/partition-table.h"
#include "string-list.h"

/* libblkid counts in these, whatever the disk's sectors are. */
#define BLKID_SECTOR 512

/* All the tables that parted knows have something in here. */
#define TABLE_AREA (64 * 1024)

/* As many as the kernel numbers of one disk (DISK_MAX_PARTS). */
#define KERNEL_PARTITIONS_MAX 256

/* What the child found, before the entries. */
enum finding { NO_TABLE, TABLE_GPT, TABLE_MBR, OTHER_TABLE, FILESYSTEM };

/* The boot sector of a PC-98 has the signature of an MBR, and its table is in the next
 * one; what tells them apart is the name of its boot loader. */
#define PC98_LOADER_OFFSET 4
static const char *const pc98_loaders[] = { "IPL1", "Linux 98", "GRUB/98 " };

/* ---- in the child ---- */

static bool
is_pc98 (int fd)
{
  char loader[16] = "";

  if (pread (fd, loader, sizeof loader - 1, PC98_LOADER_OFFSET) == -1)
    return false;
  for (size_t i = 0; i < sizeof pc98_loaders / sizeof pc98_loaders[0]; ++i)
    if (strncmp (loader, pc98_loaders[i], strlen (pc98_loaders[i])) == 0)
      return true;
  return false;
}

static enum finding
table_type (blkid_parttable table, int fd)
{
  const char *type = blkid_parttable_get_type (table);

  if (strcmp (type, "gpt") == 0)
    return TABLE_GPT;
  return strcmp (type, "dos") == 0 && !is_pc98 (fd) ? TABLE_MBR : OTHER_TABLE;
}

static bool
is_blank (int fd)
{
  CLEANUP_FREE char *area = malloc (TABLE_AREA);
  ssize_t size = area != NULL ? pread (fd, area, TABLE_AREA, 0) : -1;

  for (ssize_t i = 0; i < size; ++i)
    if (area[i] != 0)
      return false;
  return true;
}

/* Without a table: parted knows some that libblkid does not; but it is asked
 * only if there is anything that could be one. */
static enum finding
finding_without_table (blkid_probe probe, int fd)
{
  const char *usage;

  if (blkid_do_safeprobe (probe) == 0
      && blkid_probe_lookup_value (probe, "USAGE", &usage, NULL) == 0)
    return strcmp (usage, "filesystem") == 0 || blkid_probe_has_value (probe, "SWAP_VERSION")
             ? FILESYSTEM
             : NO_TABLE;
  return is_blank (fd) ? NO_TABLE : OTHER_TABLE;
}

static void
write_entries (FILE *out, blkid_partlist list)
{
  const int count = blkid_partlist_numof_partitions (list);

  for (int i = 0; i < count; ++i) {
    blkid_partition partition = blkid_partlist_get_partition (list, i);
    /* Slices of BSD and others inside a partition are not entries of this
     * table. */
    if (blkid_parttable_get_parent (blkid_partition_get_table (partition)) != NULL)
      continue;
    const struct partition_entry entry = { .number = blkid_partition_get_partno (partition),
                                           .start =
                                             blkid_partition_get_start (partition) * BLKID_SECTOR,
                                           .size =
                                             blkid_partition_get_size (partition) * BLKID_SECTOR };
    fwrite (&entry, sizeof entry, 1, out);
  }
}

static int
find_table (FILE *out, void *data)
{
  const char *device = data;
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);
  if (fd == -1)
    return reply_device_error (errno, device, "open");

  blkid_probe probe = blkid_new_probe ();
  if (probe == NULL || blkid_probe_set_device (probe, fd, 0, 0) == -1
      || blkid_probe_enable_superblocks (probe, 1) == -1
      || blkid_probe_set_superblocks_flags (probe, BLKID_SUBLKS_USAGE | BLKID_SUBLKS_TYPE
                                                     | BLKID_SUBLKS_VERSION)
           == -1)
    return reply_device_error (EIO, device, "read the partition table");

  blkid_partlist list = blkid_probe_get_partitions (probe);
  blkid_parttable table = list != NULL ? blkid_partlist_get_table (list) : NULL;
  const enum finding finding =
    table != NULL ? table_type (table, fd) : finding_without_table (probe, fd);
  fwrite (&finding, sizeof finding, 1, out);
  if (finding == TABLE_GPT || finding == TABLE_MBR)
    write_entries (out, list);
  return 0; /* the probe goes with the process */
}

/* ---- in the daemon ---- */

static int
compare_entries (const void *a, const void *b)
{
  const struct partition_entry *left = a, *right = b;

  return left->number < right->number ? -1 : left->number > right->number;
}

/* Numbers that a disk can have at all: the child may have been deceived. */
static bool
is_sane (const struct partition_entry *entry)
{
  int64_t end;

  return entry->number >= 1 && entry->number <= INT32_MAX && entry->start >= 0 && entry->size > 0
         && !__builtin_add_overflow (entry->start, entry->size, &end);
}

static int
take_entries (const char *device, const char *bytes, size_t size, struct partition_table *table)
{
  if (size % sizeof (struct partition_entry) != 0
      || size / sizeof (struct partition_entry) > PARTITIONS_MAX)
    return reply_device_error (EPROTO, device, "read the partition table");
  table->entries = malloc (size + 1);
  if (table->entries == NULL)
    return reply_device_error (errno, device, "read the partition table");
  memcpy (table->entries, bytes, size);
  table->count = size / sizeof (struct partition_entry);
  for (size_t i = 0; i < table->count; ++i)
    if (!is_sane (&table->entries[i])) {
      partition_table_free (table);
      return reply_device_error_text (EINVAL, device, "the partition table is damaged");
    }
  qsort (table->entries, table->count, sizeof *table->entries, compare_entries);
  return 0;
}

/* A disk that holds a filesystem: one partition, the whole of it. */
static int
whole_disk (const char *device, struct partition_table *table)
{
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);
  struct partition_entry entry = { .number = 1, .start = 0 };
  uint64_t size;

  if (fd == -1 || ioctl (fd, BLKGETSIZE64, &size) == -1)
    return reply_device_error (errno, device, "size");
  entry.size = size;
  return take_entries (device, (const char *) &entry, sizeof entry, table);
}

/* A FAT may have an MBR in its boot sector, which libblkid does not take for one.  The
 * kernel does, and who uses the partition needs the same answer. */
static int
filesystem_table (const char *device, struct partition_table *table)
{
  CLEANUP_STRING_LIST struct string_list partitions = STRING_LIST_EMPTY;
  struct partition_entry entries[KERNEL_PARTITIONS_MAX];
  size_t count = 0;

  if (list_partitions_of (device, &partitions) == -1)
    return -1;
  for (; count < partitions.count && count < KERNEL_PARTITIONS_MAX; ++count) {
    const char *partition = partitions.items[count];

    entries[count] = (struct partition_entry) { .number = partition_number (partition),
                                                .start = partition_start (partition),
                                                .size = partition_size (partition) };
  }
  strcpy (table->name, count > 0 ? "msdos" : "loop");
  return count > 0 ? take_entries (device, (const char *) entries, count * sizeof *entries, table)
                   : whole_disk (device, table);
}

int
partition_table_read (const char *device, struct partition_table *table)
{
  CLEANUP_FREE char *result = NULL;
  enum finding finding;
  size_t size;

  *table = (struct partition_table) { 0 };
  if (run_in_child (find_table, (char *) device, &result, &size) == -1)
    return -1;
  if (size < sizeof finding)
    return reply_device_error (EPROTO, device, "read the partition table");
  memcpy (&finding, result, sizeof finding);

  switch (finding) {
  case TABLE_GPT:
    strcpy (table->name, "gpt");
    return take_entries (device, result + sizeof finding, size - sizeof finding, table);
  case TABLE_MBR:
    strcpy (table->name, "msdos");
    return take_entries (device, result + sizeof finding, size - sizeof finding, table);
  case FILESYSTEM:
    return filesystem_table (device, table);
  case OTHER_TABLE:
    return parted_read (device, table);
  case NO_TABLE:
    break;
  }
  return reply_device_error_text (EINVAL, device, "unrecognised disk label");
}
