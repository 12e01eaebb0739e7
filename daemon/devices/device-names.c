/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of devices.  In the API /dev/sda is the drive that was added first;
 * what the appliance's kernel calls it depends on when it found it.  The
 * drive's number is the disk's SCSI target: the library sets that. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "children/unused-disks.h"
#include "cleanup.h"
#include "devices/device-names.h"

#define DEV "/dev/"
#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* DISK_NAME_LEN in the kernel's linux/blkdev.h. */
#define DISK_NAME_SIZE 32

/* One SCSI bus has at most 256 targets; "sdzzz" is far beyond. */
#define LETTERS_MAX 3

/* The kernel adds it to what it knows of a disk (SPC-4, 7.8.15: page 80h,
 * a header of 4 bytes and then the unit's serial number). */
#define SERIAL_PAGE "vpd_pg80"
#define SERIAL_PAGE_HEADER 4

/* Drives are called by these too, as users know them from other machines. */
static const char *const disk_prefixes[] = { "sd", "hd", "vd", "xvd", "ubd" };

static const char *sys_directory = "/sys";

void
device_names_use_sys (const char *directory)
{
  sys_directory = directory;
}

/* ---- names of disks ---- */

struct disk_name {
  int index;
  const char *partition; /* the digits, "" for a whole disk */
};

/* The text after "/dev/" and a known prefix: "a", "ab12". */
static bool
parse_disk_letters (const char *text, struct disk_name *name)
{
  const size_t count = strspn (text, LETTERS);
  int index = 0;

  if (count < 1 || count > LETTERS_MAX)
    return false;
  for (size_t i = 0; i < count; ++i)
    index = index * 26 + (text[i] - 'a' + 1);
  name->index = index - 1;
  name->partition = text + count;
  return name->partition[strspn (name->partition, DIGITS)] == '\0';
}

static bool
parse_disk_name (const char *device, struct disk_name *name)
{
  if (strncmp (device, DEV, strlen (DEV)) != 0)
    return false;
  device += strlen (DEV);
  for (size_t i = 0; i < sizeof disk_prefixes / sizeof disk_prefixes[0]; ++i) {
    const size_t length = strlen (disk_prefixes[i]);

    if (strncmp (device, disk_prefixes[i], length) == 0
        && parse_disk_letters (device + length, name))
      return true;
  }
  return false;
}

/* "a" for 0, "z" for 25, "aa" for 26. */
static void
format_disk_letters (int index, char letters[LETTERS_MAX + 1])
{
  char reversed[LETTERS_MAX];
  size_t count = 0;

  do {
    reversed[count++] = 'a' + index % 26;
    index = index / 26 - 1;
  } while (index >= 0 && count < LETTERS_MAX);
  for (size_t i = 0; i < count; ++i)
    letters[i] = reversed[count - 1 - i];
  letters[count] = '\0';
}

/* ---- disks in sysfs ---- */

/* The first line of a file below /sys, without its newline. */
static bool read_sys_file (char *line, size_t size, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));

static bool
read_sys_file (char *line, size_t size, const char *fmt, ...)
{
  CLEANUP_FREE char *name = NULL, *path = NULL;
  CLEANUP_FCLOSE FILE *file = NULL;
  va_list args;

  va_start (args, fmt);
  if (vasprintf (&name, fmt, args) == -1)
    name = NULL;
  va_end (args);
  if (name == NULL || asprintf (&path, "%s/%s", sys_directory, name) == -1) {
    path = NULL;
    return false;
  }
  file = fopen (path, "re");
  if (file == NULL || fgets (line, size, file) == NULL)
    return false;
  line[strcspn (line, "\n")] = '\0';
  return true;
}

/* The library attaches the drives to the virtio controller; a disk that a
 * user's own qemu options added to another one is no drive. */
static bool
is_drive_controller (unsigned host)
{
  char driver[32];

  return read_sys_file (driver, sizeof driver, "class/scsi_host/host%u/proc_name", host)
         && strcmp (driver, "virtio_scsi") == 0;
}

int
device_disk_index (const char *kernel_disk)
{
  CLEANUP_FREE char *path = NULL;
  char target[256];
  unsigned host, channel, id, lun;
  ssize_t length;

  if (asprintf (&path, "%s/class/block/%s/device", sys_directory, kernel_disk) == -1) {
    path = NULL;
    return -1;
  }
  length = readlink (path, target, sizeof target - 1);
  if (length == -1)
    return -1;
  target[length] = '\0';

  const char *address = strrchr (target, '/');
  if (sscanf (address != NULL ? address + 1 : target, "%u:%u:%u:%u", &host, &channel, &id, &lun)
        != 4
      || channel != 0 || lun != 0 || id > 255 || !is_drive_controller (host)
      || unused_disk_has_target ((int) id))
    return -1;
  return id;
}

/* Calls MATCHES for each SCSI disk until it returns true. */
static bool
find_disk (bool (*matches) (const char *disk, const void *data), const void *data,
           char disk[DISK_NAME_SIZE])
{
  CLEANUP_FREE char *path = NULL;
  struct dirent *entry;
  bool found = false;
  DIR *dir;

  if (asprintf (&path, "%s/block", sys_directory) == -1) {
    path = NULL;
    return false;
  }
  dir = opendir (path);
  if (dir == NULL)
    return false;
  while (!found && (entry = readdir (dir)) != NULL) {
    if (strncmp (entry->d_name, "sd", 2) != 0 || strlen (entry->d_name) >= DISK_NAME_SIZE)
      continue;
    strcpy (disk, entry->d_name);
    found = matches (disk, data);
  }
  closedir (dir);
  return found;
}

static bool
has_index (const char *disk, const void *data)
{
  return device_disk_index (disk) == *(const int *) data;
}

/* Most often the kernel found the disks in the order they were added. */
static bool
find_disk_by_index (int index, char disk[DISK_NAME_SIZE])
{
  char letters[LETTERS_MAX + 1];

  format_disk_letters (index, letters);
  snprintf (disk, DISK_NAME_SIZE, "sd%s", letters);
  return has_index (disk, &index) || find_disk (has_index, &index, disk);
}

struct label {
  const char *text;
  size_t length;
};

static bool
has_label (const char *disk, const void *data)
{
  const struct label *label = data;
  CLEANUP_FREE char *path = NULL;
  unsigned char page[256];
  ssize_t size;

  if (asprintf (&path, "%s/block/%s/device/" SERIAL_PAGE, sys_directory, disk) == -1) {
    path = NULL;
    return false;
  }
  CLEANUP_CLOSE int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd == -1)
    return false;
  size = read (fd, page, sizeof page);
  if (size < SERIAL_PAGE_HEADER)
    return false;

  const char *serial = (const char *) page + SERIAL_PAGE_HEADER;
  const size_t length = strnlen (serial, size - SERIAL_PAGE_HEADER);
  return length == label->length && memcmp (serial, label->text, length) == 0
         && device_disk_index (disk) != -1;
}

/* ---- from the API to the kernel ---- */

static int
kernel_disk_name (const char *disk, const char *partition, char **kernel_name)
{
  CLEANUP_FREE char *path = NULL;

  if (asprintf (&path, "%s/class/block/%s%s", sys_directory, disk, partition) == -1) {
    path = NULL;
    return ENOMEM;
  }
  if (access (path, F_OK) == -1)
    return errno;
  if (asprintf (kernel_name, DEV "%s%s", disk, partition) == -1) {
    *kernel_name = NULL;
    return ENOMEM;
  }
  return 0;
}

static int
find_by_label (const char *name, char **kernel_name)
{
  char disk[DISK_NAME_SIZE];
  struct label label = { .text = name };

  label.length = strcspn (name, DIGITS "/");
  if (name[label.length + strspn (name + label.length, DIGITS)] != '\0'
      || !find_disk (has_label, &label, disk))
    return ENOENT;
  return kernel_disk_name (disk, name + label.length, kernel_name);
}

bool
is_drive_name (const char *name)
{
  struct disk_name disk_name;

  return parse_disk_name (name, &disk_name)
         || strncmp (name, LABEL_DIRECTORY, strlen (LABEL_DIRECTORY)) == 0;
}

int
drive_find (const char *name, char **kernel_name)
{
  struct disk_name disk_name;
  char disk[DISK_NAME_SIZE];

  if (!parse_disk_name (name, &disk_name))
    return find_by_label (name + strlen (LABEL_DIRECTORY), kernel_name);
  if (!find_disk_by_index (disk_name.index, disk))
    return ENOENT;
  return kernel_disk_name (disk, disk_name.partition, kernel_name);
}

/* ---- from the kernel to the API ---- */

/* The name of a logical volume as device-mapper has it: "-" in a name is
 * doubled, a single one separates the group from the volume.  malloc'd, NULL
 * if it is written otherwise. */
static char *
logical_volume_name (const char *dm_name)
{
  CLEANUP_FREE char *name = malloc (strlen (DEV) + strlen (dm_name) + 1);
  bool separated = false;
  char *end;

  if (name == NULL)
    return NULL;
  end = stpcpy (name, DEV);
  for (const char *p = dm_name; *p != '\0'; ++p) {
    if (*p != '-')
      *end++ = *p;
    else if (p[1] == '-') {
      *end++ = '-';
      ++p;
    } else if (!separated) {
      *end++ = '/';
      separated = true;
    } else
      return NULL;
  }
  *end = '\0';
  return separated ? strdup (name) : NULL;
}

/* DIRECTORY is the block device in sysfs.  LVM marks its volumes by an UUID
 * "LVM-" and 64 characters; the hidden parts of a volume have a suffix. */
static char *
mapped_device_to_api (const char *directory)
{
  enum { VOLUME_UUID_SIZE = 4 + 64 };
  char name[256], uuid[256];

  if (!read_sys_file (name, sizeof name, "%s/dm/name", directory))
    return NULL;
  if (read_sys_file (uuid, sizeof uuid, "%s/dm/uuid", directory) && strncmp (uuid, "LVM-", 4) == 0
      && strlen (uuid) == VOLUME_UUID_SIZE) {
    char *volume = logical_volume_name (name);
    if (volume != NULL)
      return volume;
  }

  char *mapped;
  return asprintf (&mapped, DEV "mapper/%s", name) == -1 ? NULL : mapped;
}

/* /dev/dm-N and /dev/mapper/NAME; NULL for all others. */
static char *
mapped_name_to_api (const char *kernel_name)
{
  char directory[64];
  struct stat statbuf;

  if (strncmp (kernel_name, DEV "dm-", strlen (DEV "dm-")) == 0)
    snprintf (directory, sizeof directory, "class/block/%.32s", kernel_name + strlen (DEV));
  else if (strncmp (kernel_name, DEV "mapper/", strlen (DEV "mapper/")) == 0
           && stat (kernel_name, &statbuf) == 0 && S_ISBLK (statbuf.st_mode))
    snprintf (directory, sizeof directory, "dev/block/%u:%u", major (statbuf.st_rdev),
              minor (statbuf.st_rdev));
  else
    return NULL;
  return mapped_device_to_api (directory);
}

/* The disk that a partition's or a disk's name begins with: "sda" of
 * "/dev/sda1". */
static int
index_of_disk_name (const char *kernel_name, const char *partition)
{
  const char *start = kernel_name + strlen (DEV);
  char disk[DISK_NAME_SIZE];

  snprintf (disk, sizeof disk, "%.*s", (int) (partition - start), start);
  return device_disk_index (disk);
}

char *
device_to_api (const char *kernel_name)
{
  struct disk_name disk_name;
  char *mapped = mapped_name_to_api (kernel_name);

  if (mapped != NULL)
    return mapped;
  if (!parse_disk_name (kernel_name, &disk_name))
    return strdup (kernel_name);

  const int index = index_of_disk_name (kernel_name, disk_name.partition);
  char letters[LETTERS_MAX + 1];
  char *api_name;

  if (index == -1)
    return strdup (kernel_name);
  format_disk_letters (index, letters);
  return asprintf (&api_name, DEV "sd%s%s", letters, disk_name.partition) == -1 ? NULL : api_name;
}
