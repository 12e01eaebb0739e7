/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changing GPT and MBR partition tables by libfdisk.  It reads the table that
 * is there, so it runs in forked children. */

#include <config.h>

#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <libfdisk/libfdisk.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "devices/device-errors.h"
#include "partition/fdisk-edit.h"
#include "partition/partition-fdisk.h"

/* Linux, and extended with LBA addressing (types of MBR partitions). */
#define MBR_LINUX 0x83
#define MBR_EXTENDED_LBA 0x0f
/* "Linux filesystem data" (UEFI, and uapi-group.org). */
#define GPT_LINUX "0FC63DAF-8483-4772-8E79-3D69D8477DE4"

#define MBR_PRIMARY_MAX 4

/* Each logical partition has a sector with a table of two entries, somewhere before it: the
 * first is the partition, the second says where the next such table is, counted from the
 * start of the extended partition. */
#define EBR_MAX 256
#define EBR_OWN_TYPE (446 + 4)
#define EBR_NEXT_TYPE (446 + 16 + 4)
#define EBR_NEXT_START (446 + 16 + 8)
#define EBR_SIZE 512

/* What an MBR keeps free at its start, and before each logical partition:
 * libfdisk would take 2048. */
#define MBR_FIRST_SECTOR 1

/* A GPT with the usual 128 entries ends in sector 33 of 512 bytes.  libfdisk
 * would keep the sectors up to 2047 free, and part_disk starts at 128. */
#define GPT_FIRST_SECTOR "34"

bool
fdisk_can_write (const char *table_name)
{
  return strcmp (table_name, "gpt") == 0 || strcmp (table_name, "msdos") == 0;
}

/* ---- in the child ---- */

static struct fdisk_parttype *
part_type (const struct edit *edit)
{
  if (fdisk_is_label (edit->context, DOS))
    return fdisk_new_unknown_parttype (
      edit->partition.kind == EXTENDED ? MBR_EXTENDED_LBA : MBR_LINUX, NULL);
  return fdisk_label_parse_parttype (fdisk_get_label (edit->context, NULL), GPT_LINUX);
}

/* The number, from 0, that a partition of an MBR gets: libfdisk would guess the kind
 * from where it starts. */
static int
choose_mbr_number (const struct edit *edit, struct fdisk_table *table, size_t *number)
{
  bool used[MBR_PRIMARY_MAX] = { false }, has_container = false;

  for (size_t i = 0; i < fdisk_table_get_nents (table); ++i) {
    struct fdisk_partition *partition = fdisk_table_get_partition (table, i);
    const size_t other = fdisk_partition_get_partno (partition);

    if (other < MBR_PRIMARY_MAX)
      used[other] = true;
    if (fdisk_partition_is_container (partition))
      has_container = true;
  }
  if (edit->partition.kind == LOGICAL) {
    if (!has_container)
      return reply_device_error_text (EINVAL, edit->device,
                                      "there is no extended partition for a logical one");
    return 0;
  }
  if (edit->partition.kind == EXTENDED && has_container)
    return reply_device_error_text (EEXIST, edit->device, "there is an extended partition already");
  for (*number = 0; *number < MBR_PRIMARY_MAX; ++*number)
    if (!used[*number])
      return 0;
  return reply_device_error_text (ENOSPC, edit->device,
                                  "the table has four partitions already, which is all that it "
                                  "has room for");
}

/* The new logical partition must leave the tables alone that are scattered
 * over the extended partition, which starts at CONTAINER. */
static int
check_logical_tables (const struct edit *edit, int64_t container)
{
  const int fd = fdisk_get_devfd (edit->context);
  const int64_t sector_size = fdisk_get_sector_size (edit->context);
  unsigned char table[EBR_SIZE];
  int64_t sector = container;

  for (size_t i = 0; i < EBR_MAX; ++i) {
    uint32_t next;

    if (pread (fd, table, sizeof table, sector * sector_size) != sizeof table)
      return reply_device_error (errno, edit->device, "read the extended partition");
    /* The first table may be unused: then it will be the new partition's. */
    if ((i > 0 || table[EBR_OWN_TYPE] != 0) && edit->partition.start - MBR_FIRST_SECTOR <= sector
        && edit->partition.end >= sector)
      return reply_device_error_text (EINVAL, edit->device,
                                      "it would overlap sector %" PRIi64
                                      ", which describes another logical partition (a logical "
                                      "partition needs one sector before its start)",
                                      sector);
    if (table[EBR_NEXT_TYPE] == 0)
      return 0;
    memcpy (&next, table + EBR_NEXT_START, sizeof next);
    sector = container + le32toh (next);
  }
  return reply_device_error_text (EINVAL, edit->device,
                                  "the logical partitions refer to each other in a circle");
}

/* The first sector that the new partition needs. */
static int64_t
first_needed (const struct edit *edit)
{
  const bool has_table = edit->partition.kind == LOGICAL && fdisk_is_label (edit->context, DOS);

  return edit->partition.start - (has_table ? MBR_FIRST_SECTOR : 0);
}

static int
check_overlap (const struct edit *edit, struct fdisk_partition *other)
{
  const int64_t start = fdisk_partition_get_start (other);
  const int64_t end = fdisk_partition_get_end (other);

  if (first_needed (edit) > end || edit->partition.end < start)
    return 0;
  return reply_device_error_text (EINVAL, edit->device,
                                  "it would overlap partition %zu, which has the sectors %" PRIi64
                                  " to %" PRIi64 "%s",
                                  fdisk_partition_get_partno (other) + 1, start, end,
                                  first_needed (edit) < edit->partition.start
                                    ? " (a logical partition needs one sector before its start)"
                                    : "");
}

static int
check_container (const struct edit *edit, struct fdisk_partition *container)
{
  const int64_t start = fdisk_partition_get_start (container);
  const int64_t end = fdisk_partition_get_end (container);

  if (edit->partition.start <= start || edit->partition.end > end)
    return reply_device_error_text (EINVAL, edit->device,
                                    "a logical partition must lie inside the extended one, which "
                                    "has the sectors %" PRIi64 " to %" PRIi64
                                    ", and cannot begin in its first sector",
                                    start, end);
  return check_logical_tables (edit, start);
}

static int
check_position (const struct edit *edit, struct fdisk_table *table)
{
  const struct new_partition *new = &edit->partition;
  const int64_t sectors = fdisk_get_nsectors (edit->context);

  if (new->end < new->start)
    return reply_device_error_text (EINVAL, edit->device,
                                    "the partition would end (in sector %" PRIi64
                                    ") before it starts (in sector %" PRIi64 ")",
                                    new->end, new->start);
  if (new->end >= sectors)
    return reply_device_error_text (
      EINVAL, edit->device, "sector %" PRIi64 " is not on the disk: its last one is %" PRIi64,
      new->end, sectors - 1);
  for (size_t i = 0; i < fdisk_table_get_nents (table); ++i) {
    struct fdisk_partition *other = fdisk_table_get_partition (table, i);
    const int result = new->kind == LOGICAL &&fdisk_partition_is_container (other)
                         ? check_container (edit, other)
                         : check_overlap (edit, other);

    if (result == -1)
      return -1;
  }
  return 0;
}

static int
set_fields (const struct edit *edit, struct fdisk_partition *partition, bool has_number,
            size_t number)
{
  struct fdisk_parttype *type = part_type (edit);
  int result;

  if (type == NULL)
    return -ENOMEM;
  result = fdisk_partition_set_type (partition, type);
  fdisk_unref_parttype (type);
  if (result == 0)
    result = fdisk_partition_set_start (partition, edit->partition.start);
  if (result == 0)
    result = fdisk_partition_set_size (partition, edit->partition.end - edit->partition.start + 1);
  if (result == 0)
    result = fdisk_partition_size_explicit (partition, 1);
  if (result == 0)
    result = has_number ? fdisk_partition_set_partno (partition, number)
                        : fdisk_partition_partno_follow_default (partition, 1);
  if (result == 0 && edit->single && fdisk_is_label (edit->context, GPT))
    result = fdisk_partition_set_name (partition, "p1");
  return result;
}

static int
add_partition (struct edit *edit)
{
  struct fdisk_table *table = NULL;
  size_t number = 0;

  if (edit->partition.end < 0)
    edit->partition.end += fdisk_get_nsectors (edit->context);
  int result = fdisk_get_partitions (edit->context, &table);
  if (result != 0)
    return fdisk_edit_error (edit, result, "read the partition table");
  const bool is_mbr = fdisk_is_label (edit->context, DOS);
  if (is_mbr)
    fdisk_set_first_lba (edit->context, MBR_FIRST_SECTOR);
  if ((is_mbr && choose_mbr_number (edit, table, &number) == -1)
      || check_position (edit, table) == -1)
    return -1;

  struct fdisk_partition *partition = fdisk_new_partition ();
  if (partition == NULL)
    return reply_device_error (ENOMEM, edit->device, "add a partition");
  result = set_fields (edit, partition, is_mbr && edit->partition.kind != LOGICAL, number);
  if (result == 0)
    result = fdisk_add_partition (edit->context, partition, NULL);
  return result == 0 ? 0 : fdisk_edit_error (edit, result, "add a partition");
}

static int
create_label (struct edit *edit)
{
  struct fdisk_script *script = fdisk_new_script (edit->context);
  const bool is_gpt = strcmp (edit->table_name, "gpt") == 0;
  int result;

  if (script == NULL)
    return reply_device_error (ENOMEM, edit->device, "create a partition table");
  result = fdisk_script_set_header (script, "label", is_gpt ? "gpt" : "dos");
  if (result == 0 && is_gpt)
    result = fdisk_script_set_header (script, "first-lba", GPT_FIRST_SECTOR);
  if (result == 0)
    result = fdisk_set_script (edit->context, script);
  if (result == 0)
    result = fdisk_create_disklabel (edit->context, is_gpt ? "gpt" : "dos");
  fdisk_set_script (edit->context, NULL);
  return result == 0 ? 0 : fdisk_edit_error (edit, result, "create a partition table");
}

static int
create (FILE *out, void *data)
{
  struct edit *edit = data;

  (void) out;
  if (fdisk_edit_assign (edit) == -1)
    return -1;
  /* Filesystems and tables of other types that were on the disk. */
  fdisk_enable_wipe (edit->context, 1);
  if (create_label (edit) == -1 || (edit->single && add_partition (edit) == -1))
    return -1;
  return fdisk_edit_write (edit);
}

static int
add (FILE *out, void *data)
{
  struct edit *edit = data;

  (void) out;
  if (fdisk_edit_open (edit) == -1 || add_partition (edit) == -1)
    return -1;
  return fdisk_edit_write (edit);
}

static int delete (FILE *out, void *data)
{
  struct edit *edit = data;

  (void) out;
  if (fdisk_edit_open (edit) == -1)
    return -1;
  const int result = fdisk_delete_partition (edit->context, edit->number - 1);
  if (result != 0)
    return fdisk_edit_error (edit, result, "delete the partition");
  return fdisk_edit_write (edit);
}

/* ---- in the daemon ---- */

int
fdisk_create_table (const char *device, const char *table_name)
{
  struct edit edit = { .device = device, .table_name = table_name };

  return fdisk_edit_run (create, &edit, NULL);
}

int
fdisk_create_single (const char *device, const char *table_name)
{
  struct edit edit = { .device = device,
                       .table_name = table_name,
                       .single = true,
                       .partition = { PRIMARY, PART_DISK_MARGIN, -PART_DISK_MARGIN } };

  return fdisk_edit_run (create, &edit, NULL);
}

int
fdisk_add (const char *device, const struct new_partition *partition)
{
  struct edit edit = { .device = device, .partition = *partition };

  return fdisk_edit_run (add, &edit, NULL);
}

int
fdisk_delete (const char *device, int number)
{
  struct edit edit = { .device = device, .number = number };

  return fdisk_edit_run (delete, &edit, NULL);
}
