/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists of block devices, and what the kernel tells of one. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/structures.h"
#include "daemon/devices.h"
#include "devices/block-devices.h"
#include "storage/storage.h"

/* The result of a call: LIST if RESULT is 0. */
static char **
take_list (int result, struct string_list *list)
{
  return result == 0 ? strings_take (list, "list of devices") : NULL;
}

char **
do_list_devices (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  return take_list (list_disks (&list), &list);
}

int
do_nr_devices (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  return list_disks (&list) == 0 ? (int) list.count : -1;
}

static int
add_partitions_of_all (const struct string_list *devices, struct string_list *list)
{
  for (size_t i = 0; i < devices->count; ++i)
    if (list_partitions_of (devices->items[i], list) == -1)
      return -1;
  return 0;
}

char **
do_list_partitions (void)
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY, list = STRING_LIST_EMPTY;

  storage_assemble ();
  if (list_disks (&devices) == -1 || list_md_arrays (&devices) == -1)
    return NULL;
  return take_list (add_partitions_of_all (&devices, &list), &list);
}

char **
do_list_md_devices (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  storage_assemble ();
  return take_list (list_md_arrays (&list), &list);
}

char **
do_list_dm_devices (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  storage_assemble ();
  return take_list (list_mapped_devices (&list), &list);
}

int
do_is_whole_device (const struct device *device)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  return list_disks (&list) == 0 ? string_list_has (&list, device->kernel) : -1;
}

int64_t
do_blockdev_getsize64 (const struct device *device)
{
  CLEANUP_CLOSE int fd = open (device->kernel, O_RDONLY | O_CLOEXEC);
  uint64_t size;

  if (fd == -1)
    return reply_error (errno, "%s: open", device->name);
  if (ioctl (fd, BLKGETSIZE64, &size) == -1)
    return reply_error (errno, "%s: size", device->name);
  return (int64_t) size;
}

int
do_blockdev_rereadpt (const struct device *device)
{
  int err = reread_partitions (device->kernel);

  if (err == EBUSY)
    return reply_error (err, "%s: one of its partitions is in use", device->name);
  return err == 0 ? 0 : reply_error (err, "%s: read the partition table again", device->name);
}
