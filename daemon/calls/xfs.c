/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The geometry of an XFS, as the kernel tells it of one that is mounted. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include "daemon-structures.h"
#include "daemon/xfs.h"
#include "devices/device-errors.h"
#include "devices/device-names.h"
#include "guest/guest-files.h"
#include "guest/mount-device.h"
#include "guest/mount-table.h"

/* The kernel's interface, which no header of its own has. */
struct geometry {
  uint32_t blocksize, rtextsize, agblocks, agcount, logblocks, sectsize, inodesize, imaxpct;
  uint64_t datablocks, rtblocks, rtextents, logstart;
  unsigned char uuid[16];
  uint32_t sunit, swidth; /* blocks */
  int32_t version;
  uint32_t flags, logsectsize, rtsectsize, dirblocksize, logsunit;
};
#define GET_GEOMETRY _IOR ('X', 124, struct geometry)
#define HAS_ATTRIBUTES 0x1
#define HAS_DIRECTORIES_2 0x80
#define HAS_LOG_2 0x100
#define HAS_ATTRIBUTES_2 0x400
#define IGNORES_CASE 0x1000
#define HAS_LAZY_COUNTERS 0x4000

/* The mounted filesystem of the block device NUMBER, or NULL. */
static const struct mount_entry *
find_mounted (const struct mount_table *table, dev_t number)
{
  struct stat status;

  for (size_t i = 0; i < table->count; ++i)
    if (stat (table->entries[i].device, &status) == 0 && status.st_rdev == number)
      return &table->entries[i];
  return NULL;
}

/* The number of the device that PLACE is or is on: 0, or -1 after reply_error. */
static int
find_number (const struct place *place, dev_t *number)
{
  CLEANUP_CLOSE int fd = place->is_device ? open (place->device.kernel, O_PATH | O_CLOEXEC)
                                          : guest_file_pin (place->name, GUEST_FILE_OR_DIRECTORY);
  struct stat status;

  if (fd == -1 || fstat (fd, &status) == -1)
    return reply_error (errno, "%s", place->name);
  *number = place->is_device ? status.st_rdev : status.st_dev;
  return 0;
}

static int
open_aside (const char *device)
{
  const struct mount_request request = { device, "xfs", "ro,norecovery", NULL };
  CLEANUP_CLOSE int mount_fd = mount_device_detached (&request);

  if (mount_fd == -1)
    return -1;
  const int fd = openat (mount_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return fd != -1 ? fd : reply_device_error (errno, device, "root directory");
}

/* A directory of the filesystem of PLACE, which is mounted aside for it if need be, and
 * the kernel's name of the DEVICE that it is on.  -1 after reply_error. */
static int
open_filesystem (const struct place *place, char **device)
{
  CLEANUP_MOUNT_TABLE struct mount_table table = { 0 };
  dev_t number = 0;

  if (find_number (place, &number) == -1 || mount_table_read (&table) == -1)
    return -1;
  const struct mount_entry *mounted = find_mounted (&table, number);
  if (mounted == NULL && !place->is_device)
    return reply_error_text (EINVAL, "%s: it is on no device", place->name);

  *device = strdup (mounted != NULL ? mounted->device : place->device.kernel);
  if (*device == NULL)
    return reply_error (errno, "%s", place->name);
  if (mounted == NULL)
    return open_aside (*device);
  const int fd = sysroot_open (mounted->path, O_RDONLY | O_DIRECTORY, 0);
  return fd != -1 ? fd : reply_error (errno, "%s", mounted->path);
}

static wire_xfsinfo *
make_info (const struct geometry *found, const char *device)
{
  wire_xfsinfo *info = calloc (1, sizeof *info);

  if (info == NULL)
    return NULL;
  *info = (wire_xfsinfo) { .xfs_mntpoint = device_to_api (device),
                           .xfs_inodesize = found->inodesize,
                           .xfs_agcount = found->agcount,
                           .xfs_agsize = found->agblocks,
                           .xfs_sectsize = found->sectsize,
                           .xfs_attr = found->flags & HAS_ATTRIBUTES_2 ? 2
                                       : found->flags & HAS_ATTRIBUTES ? 1
                                                                       : 0,
                           .xfs_blocksize = found->blocksize,
                           .xfs_datablocks = found->datablocks,
                           .xfs_imaxpct = found->imaxpct,
                           .xfs_sunit = found->sunit,
                           .xfs_swidth = found->swidth,
                           .xfs_dirversion = found->flags & HAS_DIRECTORIES_2 ? 2 : 1,
                           .xfs_dirblocksize = found->dirblocksize,
                           .xfs_cimode = (found->flags & IGNORES_CASE) != 0,
                           .xfs_logname = strdup (found->logstart != 0 ? "internal" : "external"),
                           .xfs_logblocksize = found->blocksize,
                           .xfs_logblocks = found->logblocks,
                           .xfs_logversion = found->flags & HAS_LOG_2 ? 2 : 1,
                           .xfs_logsectsize = found->logsectsize,
                           .xfs_logsunit = found->logsunit / found->blocksize,
                           .xfs_lazycount = (found->flags & HAS_LAZY_COUNTERS) != 0,
                           .xfs_rtname = strdup (found->rtblocks != 0 ? "external" : "none"),
                           .xfs_rtextsize = found->rtextsize * found->blocksize,
                           .xfs_rtblocks = found->rtblocks,
                           .xfs_rtextents = found->rtextents };
  if (info->xfs_mntpoint != NULL && info->xfs_logname != NULL && info->xfs_rtname != NULL)
    return info;
  structure_clear (&structure_xfsinfo, info);
  free (info);
  return NULL;
}

wire_xfsinfo *
do_xfs_info (const struct place *place)
{
  CLEANUP_FREE char *device = NULL;
  CLEANUP_CLOSE int fd = open_filesystem (place, &device);
  struct geometry geometry = { 0 };
  wire_xfsinfo *info;

  if (fd == -1)
    return NULL;
  if (ioctl (fd, GET_GEOMETRY, &geometry) == -1 || geometry.blocksize == 0) {
    reply_device_error_text (EINVAL, device, "the filesystem is no XFS");
    return NULL;
  }
  info = make_info (&geometry, device);
  return info != NULL ? info : reply_error_null (ENOMEM, "%s", place->name);
}
