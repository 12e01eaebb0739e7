/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What filesystems there are, and what is known of one without mounting
 * it. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/structures.h"
#include "daemon/filesystems.h"
#include "devices/block-devices.h"
#include "devices/probe.h"
#include "guest/btrfs-subvolumes.h"
#include "storage/filesystem-make.h"
#include "storage/lvm-command.h"
#include "storage/storage.h"

/* ---- one filesystem ---- */

/* Probes the device and gives away the string at OFFSET of the result. */
static char *
probe_string (const struct mountable *mountable, size_t offset)
{
  CLEANUP_DEVICE_PROBE struct device_probe probe = { 0 };

  if (probe_device (mountable->device, &probe) == -1)
    return NULL;
  char **member = (char **) ((char *) &probe + offset);
  char *string = *member;
  *member = NULL;
  return string;
}

char *
do_vfs_type (const struct mountable *mountable)
{
  return probe_string (mountable, offsetof (struct device_probe, type));
}

char *
do_vfs_label (const struct mountable *mountable)
{
  return probe_string (mountable, offsetof (struct device_probe, label));
}

char *
do_vfs_uuid (const struct mountable *mountable)
{
  return probe_string (mountable, offsetof (struct device_probe, uuid));
}

int
do_wipefs (const struct device *device)
{
  if (check_unused (device->kernel) == -1 || wipe_signatures (device->kernel) == -1)
    return -1;
  /* If it was a partition table the kernel must forget it; other devices than
   * disks have none and say so. */
  reread_partitions (device->kernel);
  return 0;
}

/* ---- all filesystems ---- */

/* Types of partitions that hold no filesystem, whatever it looks like. */
static const struct {
  const char *table, *type;
} special_partitions[] = {
  /* Extended: they enclose logical ones. */
  { "dos", "0x5" },
  { "dos", "0xf" },
  { "dos", "0x85" },
  /* Windows: reserved, metadata and data of LDM, snapshot (the PARTITION_…_GUID
   * of its header winioctl.h). */
  { "gpt", "e3c9e316-0b5c-4db8-817d-f92df00215ae" },
  { "gpt", "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3" },
  { "gpt", "af9b60a0-1431-4f62-bc68-3311714a69ad" },
  { "gpt", "caddebf1-4400-4de8-b103-12117dcf3ccf" },
};

static bool
is_special_partition (const struct device_probe *probe)
{
  for (size_t i = 0; i < sizeof special_partitions / sizeof special_partitions[0]; ++i)
    if (strcmp (probe->entry_table, special_partitions[i].table) == 0
        && strcasecmp (probe->entry_type, special_partitions[i].type) == 0)
      return true;
  return false;
}

/* "LVM2_member", "linux_raid_member"… */
static bool
is_member (const char *type)
{
  static const char suffix[] = "_member";
  const size_t length = strlen (type);

  return length >= strlen (suffix) && strcmp (type + length - strlen (suffix), suffix) == 0;
}

static bool
is_listed (const struct device_probe *probe)
{
  return !is_special_partition (probe) && !is_member (probe->type)
         && strcmp (probe->type, "crypto_LUKS") != 0 && strcmp (probe->type, "BitLocker") != 0;
}

/* A btrfs that cannot be read still has an entry for its device. */
static void
add_subvolumes (struct string_list *table, const char *device)
{
  CLEANUP_STRING_LIST struct string_list paths = STRING_LIST_EMPTY;

  if (list_btrfs_subvolumes (device, &paths) == -1)
    reply_error_clear ();
  for (size_t i = 0; i < paths.count; ++i) {
    string_list_add_format (table, "btrfsvol:%s/%s", device, paths.items[i]);
    string_list_add (table, "btrfs");
  }
}

static void
add_filesystems (const struct string_list *devices, const struct device_probe *probes,
                 struct string_list *table)
{
  for (size_t i = 0; i < devices->count; ++i) {
    const char *type = probes[i].type;

    if (!is_listed (&probes[i]))
      continue;
    table_add (table, devices->items[i], "%s", type[0] != '\0' ? type : "unknown");
    if (strcmp (type, "btrfs") == 0)
      add_subvolumes (table, devices->items[i]);
  }
}

/* Sorts the devices that LIST_DEVICES lists into those without partitions and
 * the partitions of the others. */
static int
sort_devices (int (*list_devices) (struct string_list *), struct string_list *whole,
              struct string_list *partitions)
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY;

  if (list_devices (&devices) == -1)
    return -1;
  for (size_t i = 0; i < devices.count; ++i) {
    const size_t before = partitions->count;

    if (list_partitions_of (devices.items[i], partitions) == -1)
      return -1;
    if (partitions->count == before && string_list_add (whole, devices.items[i]) == -1)
      return reply_error (errno, "list of devices");
  }
  return 0;
}

/* The logical volumes that are active, asking LVM only if there are any. */
static int
list_active_volumes (struct string_list *list)
{
  CLEANUP_STRING_LIST struct string_list volumes = STRING_LIST_EMPTY;

  if (!has_logical_volumes ())
    return 0;
  if (lvm_list_volumes (&volumes) == -1)
    return -1;
  for (size_t i = 0; i < volumes.count; ++i)
    if (is_logical_volume (volumes.items[i]) && string_list_add (list, volumes.items[i]) == -1)
      return reply_error (errno, "list of logical volumes");
  return 0;
}

static int
append (struct string_list *list, const struct string_list *more)
{
  for (size_t i = 0; i < more->count; ++i)
    if (string_list_add (list, more->items[i]) == -1)
      return reply_error (errno, "list of devices");
  return 0;
}

/* The devices that may hold a filesystem, in the order of the result. */
static int
list_candidates (struct string_list *list)
{
  CLEANUP_STRING_LIST struct string_list partitions = STRING_LIST_EMPTY, arrays = STRING_LIST_EMPTY;

  if (sort_devices (list_disks, list, &partitions) == -1 || list_mapped_devices (list) == -1
      || sort_devices (list_md_arrays, &arrays, &partitions) == -1
      || append (list, &partitions) == -1 || append (list, &arrays) == -1)
    return -1;
  return list_active_volumes (list);
}

/* The NULL-terminated array that probe_devices takes. */
static int
probe_all (const struct string_list *devices, struct device_probe *probes)
{
  CLEANUP_FREE char **items = calloc (devices->count + 1, sizeof *items);

  if (items == NULL)
    return reply_error (errno, "list of filesystems");
  for (size_t i = 0; i < devices->count; ++i)
    items[i] = devices->items[i];
  return probe_devices (items, devices->count, probes);
}

char **
do_list_filesystems (void)
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY, table = STRING_LIST_EMPTY;
  struct device_probe *probes;
  int result;

  storage_assemble ();
  if (list_candidates (&devices) == -1)
    return NULL;
  probes = calloc (devices.count + 1, sizeof *probes);
  if (probes == NULL)
    return reply_error_null (errno, "list of filesystems");
  result = probe_all (&devices, probes);
  if (result == 0)
    add_filesystems (&devices, probes, &table);
  for (size_t i = 0; i < devices.count; ++i)
    device_probe_free (&probes[i]);
  free (probes);
  return result == 0 ? strings_take (&table, "list of filesystems") : NULL;
}

/* ---- making them ---- */

static int
check_sizes (const struct mkfs_options *options)
{
  const int blocksize = options->blocksize;

  if (options->has_blocksize && (blocksize <= 0 || (blocksize & (blocksize - 1)) != 0))
    return reply_error_text (EINVAL, "block size must be > 0 and a power of 2");
  if (options->has_inode && options->inode <= 0)
    return reply_error_text (EINVAL, "inode size must be larger than zero");
  if (options->has_sectorsize && options->sectorsize <= 0)
    return reply_error_text (EINVAL, "sector size must be larger than zero");
  return 0;
}

int
do_mkfs (const char *fstype, const struct device *device, const struct mkfs_options *options)
{
  const struct filesystem_options chosen = {
    .blocksize = options->has_blocksize ? options->blocksize : 0,
    .features = options->has_features ? options->features : NULL,
    .inode = options->has_inode ? options->inode : 0,
    .sectorsize = options->has_sectorsize ? options->sectorsize : 0,
    .label = options->has_label ? options->label : NULL,
  };

  return check_sizes (options) == -1 ? -1 : filesystem_make (fstype, device->kernel, &chosen);
}
