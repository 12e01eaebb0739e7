/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The block devices that the kernel has, and what it knows of them: all from
 * sysfs, nothing from the content of the devices. */

#include <config.h>

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/reply.h"
#include "cleanup.h"
#include "devices/block-devices.h"
#include "devices/device-errors.h"
#include "devices/device-names.h"

#define LVM_UUID_PREFIX "LVM-"

/* ---- reading sysfs ---- */

/* First line of FILE in the directory of DEVICE below /sys/dev/block,
 * malloc'd; NULL if there is none. */
static char *
read_attribute (const char *device, const char *file)
{
  char path[PATH_MAX], line[PATH_MAX];
  struct stat statbuf;

  if (stat (device, &statbuf) == -1 || !S_ISBLK (statbuf.st_mode))
    return NULL;
  snprintf (path, sizeof path, "/sys/dev/block/%u:%u/%s", major (statbuf.st_rdev),
            minor (statbuf.st_rdev), file);
  CLEANUP_FCLOSE FILE *stream = fopen (path, "re");
  if (stream == NULL || fgets (line, sizeof line, stream) == NULL)
    return NULL;
  line[strcspn (line, "\n")] = '\0';
  return strdup (line);
}

/* "/sys/devices/…/block/sda/sda1" for any name of the device.  malloc'd. */
static char *
sysfs_directory (const char *device)
{
  char link[64], target[PATH_MAX];
  struct stat statbuf;

  if (stat (device, &statbuf) == -1)
    return NULL;
  snprintf (link, sizeof link, "/sys/dev/block/%u:%u", major (statbuf.st_rdev),
            minor (statbuf.st_rdev));
  return realpath (link, target) != NULL ? strdup (target) : NULL;
}

/* An entry of a directory of sysfs and the number that it is sorted by. */
struct numbered {
  char name[NAME_MAX + 1];
  int number;
};

static int
compare_numbered (const void *a, const void *b)
{
  const struct numbered *left = a, *right = b;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* Adds /dev/NAME for the entries of DIRECTORY for which NUMBER_OF says a number
 * of 0 or more, sorted by it. */
static int
list_entries (const char *directory, int (*number_of) (const char *directory, const char *name),
              struct string_list *list)
{
  CLEANUP_FREE struct numbered *entries = NULL;
  struct dirent *entry;
  size_t count = 0;
  DIR *dir = opendir (directory);

  if (dir == NULL)
    return reply_error (errno, "%s", directory);
  while ((entry = readdir (dir)) != NULL) {
    const int number = number_of (directory, entry->d_name);

    if (number < 0)
      continue;
    struct numbered *more = reallocarray (entries, count + 1, sizeof *entries);
    if (more == NULL) {
      closedir (dir);
      return reply_error (errno, "%s", directory);
    }
    entries = more;
    snprintf (entries[count].name, sizeof entries[count].name, "%s", entry->d_name);
    entries[count++].number = number;
  }
  closedir (dir);
  if (count > 0)
    qsort (entries, count, sizeof *entries, compare_numbered);
  for (size_t i = 0; i < count; ++i)
    if (string_list_add_format (list, "/dev/%s", entries[i].name) == -1)
      return reply_error (errno, "%s", directory);
  return 0;
}

/* ---- lists ---- */

static int
disk_order (const char *directory, const char *name)
{
  (void) directory;
  return name[0] == '.' ? -1 : device_disk_index (name);
}

int
list_disks (struct string_list *list)
{
  return list_entries ("/sys/block", disk_order, list);
}

static int
read_number (const char *path)
{
  CLEANUP_FCLOSE FILE *file = fopen (path, "re");
  int number;

  return file != NULL && fscanf (file, "%d", &number) == 1 ? number : -1;
}

static int
partition_order (const char *directory, const char *name)
{
  char path[PATH_MAX];

  if (name[0] == '.'
      || snprintf (path, sizeof path, "%s/%s/partition", directory, name) >= (int) sizeof path)
    return -1;
  return read_number (path);
}

int
list_partitions_of (const char *device, struct string_list *list)
{
  CLEANUP_FREE char *directory = sysfs_directory (device);

  if (directory == NULL)
    return reply_device_error (errno, device, "sysfs");
  return list_entries (directory, partition_order, list);
}

/* An array that is not assembled has no level. */
static int
md_order (const char *directory, const char *name)
{
  char path[PATH_MAX], level[32];
  int number;

  if (sscanf (name, "md%d", &number) != 1)
    return -1;
  snprintf (path, sizeof path, "%s/%s/md/level", directory, name);
  CLEANUP_FCLOSE FILE *file = fopen (path, "re");
  if (file == NULL || fgets (level, sizeof level, file) == NULL || level[0] == '\n')
    return -1;
  return number;
}

int
list_md_arrays (struct string_list *list)
{
  return list_entries ("/sys/block", md_order, list);
}

static int
mapped_order (const char *directory, const char *name)
{
  int number;

  (void) directory;
  return sscanf (name, "dm-%d", &number) == 1 ? number : -1;
}

int
list_mapped_devices (struct string_list *list)
{
  CLEANUP_STRING_LIST struct string_list nodes = STRING_LIST_EMPTY, names = STRING_LIST_EMPTY;

  if (list_entries ("/sys/block", mapped_order, &nodes) == -1)
    return -1;
  for (size_t i = 0; i < nodes.count; ++i) {
    CLEANUP_FREE char *name = mapped_device_attribute (nodes.items[i], "name");

    if (name == NULL || is_logical_volume (nodes.items[i]))
      continue;
    if (string_list_add_format (&names, "/dev/mapper/%s", name) == -1)
      return reply_error (errno, "list of device-mapper devices");
  }
  string_list_sort (&names);
  for (size_t i = 0; i < names.count; ++i)
    if (string_list_add (list, names.items[i]) == -1)
      return reply_error (errno, "list of device-mapper devices");
  return 0;
}

static int
list_with_partitions (int (*list_devices) (struct string_list *), struct string_list *list)
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY;

  if (list_devices (&devices) == -1)
    return -1;
  for (size_t i = 0; i < devices.count; ++i) {
    if (string_list_add (list, devices.items[i]) == -1)
      return reply_error (errno, "list of devices");
    if (list_partitions_of (devices.items[i], list) == -1)
      return -1;
  }
  return 0;
}

int
list_all_devices (struct string_list *list)
{
  if (list_with_partitions (list_disks, list) == -1
      || list_with_partitions (list_md_arrays, list) == -1)
    return -1;
  return list_entries ("/sys/block", mapped_order, list);
}

/* ---- one device ---- */

int
partition_number (const char *device)
{
  CLEANUP_FREE char *number = read_attribute (device, "partition");

  return number != NULL ? atoi (number) : 0;
}

/* The kernel counts in these, whatever the disk's sectors are (sysfs). */
#define SYSFS_SECTOR 512

static int64_t
read_sectors (const char *device, const char *file)
{
  CLEANUP_FREE char *text = read_attribute (device, file);
  int64_t bytes;

  return text != NULL && !__builtin_mul_overflow (atoll (text), SYSFS_SECTOR, &bytes) ? bytes : -1;
}

int64_t
partition_start (const char *device)
{
  return partition_number (device) > 0 ? read_sectors (device, "start") : -1;
}

int64_t
partition_size (const char *device)
{
  return partition_number (device) > 0 ? read_sectors (device, "size") : -1;
}

char *
partition_disk (const char *device)
{
  CLEANUP_FREE char *directory = sysfs_directory (device);
  char *disk;

  if (directory == NULL || partition_number (device) == 0) {
    reply_error_text (EINVAL, "device name is not a partition");
    return NULL;
  }
  /* .../block/sda/sda1 */
  *strrchr (directory, '/') = '\0';
  if (asprintf (&disk, "/dev%s", strrchr (directory, '/')) == -1)
    return reply_error_null (errno, "name of the disk");
  return disk;
}

char *
mapped_device_attribute (const char *device, const char *attribute)
{
  char file[32];

  snprintf (file, sizeof file, "dm/%s", attribute);
  return read_attribute (device, file);
}

bool
is_logical_volume (const char *device)
{
  CLEANUP_FREE char *uuid = mapped_device_attribute (device, "uuid");

  return uuid != NULL && strncmp (uuid, LVM_UUID_PREFIX, strlen (LVM_UUID_PREFIX)) == 0;
}

bool
has_logical_volumes (void)
{
  CLEANUP_STRING_LIST struct string_list nodes = STRING_LIST_EMPTY;

  if (list_entries ("/sys/block", mapped_order, &nodes) == -1)
    reply_error_clear ();
  for (size_t i = 0; i < nodes.count; ++i)
    if (is_logical_volume (nodes.items[i]))
      return true;
  return false;
}

static int
check_not_open (const char *device)
{
  /* open(2): with O_EXCL a block device is opened only if the system does not
   * use it. */
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_EXCL | O_CLOEXEC);

  if (fd != -1)
    return 0;
  if (errno == EBUSY)
    return reply_device_error_text (EBUSY, device,
                                    "it is in use (it or a part of it is mounted or active)");
  return reply_device_error (errno, device, "open");
}

/* A slice of BSD is a partition of its own to the kernel, and lies in another one. */
static bool
is_inside (const char *inner, const char *outer)
{
  const int64_t start = partition_start (inner), outer_start = partition_start (outer);

  return partition_number (inner) != partition_number (outer) && start >= outer_start
         && start < outer_start + partition_size (outer);
}

static int
check_inner_partitions (const char *partition)
{
  CLEANUP_STRING_LIST struct string_list others = STRING_LIST_EMPTY;
  CLEANUP_FREE char *disk = partition_disk (partition);

  if (disk == NULL || list_partitions_of (disk, &others) == -1)
    return -1;
  for (size_t i = 0; i < others.count; ++i)
    if (is_inside (others.items[i], partition) && check_not_open (others.items[i]) == -1)
      return -1;
  return 0;
}

int
check_unused (const char *device)
{
  if (check_not_open (device) == -1)
    return -1;
  return partition_number (device) > 0 ? check_inner_partitions (device) : 0;
}

int
reread_partitions (const char *device)
{
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);

  if (fd == -1)
    return errno;
  return ioctl (fd, BLKRRPART) == -1 ? errno : 0;
}

/* ---- names for users ---- */

static int
compare_api_names (const void *a, const void *b)
{
  CLEANUP_FREE char *left = device_to_api (*(char *const *) a);
  CLEANUP_FREE char *right = device_to_api (*(char *const *) b);

  return left != NULL && right != NULL ? strcmp (left, right) : 0;
}

void
sort_by_api_name (struct string_list *list)
{
  if (list->count > 0)
    qsort (list->items, list->count, sizeof *list->items, compare_api_names);
}
