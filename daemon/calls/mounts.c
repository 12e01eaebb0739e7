/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mounting the guest's filesystems and unmounting them. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/structures.h"
#include "daemon/mounts.h"
#include "devices/block-devices.h"
#include "devices/device-names.h"
#include "devices/probe.h"
#include "guest/mount-device.h"
#include "guest/mount-sync.h"
#include "guest/mount-table.h"
#include "sessions/guest-session.h"
#include "storage/device-find.h"

/* ---- mounting ---- */

static int
open_mountpoint (const char *mountpoint)
{
  int fd = sysroot_open (mountpoint, O_PATH | O_DIRECTORY, 0);

  if (fd == -1 && (errno == ENOENT || errno == ENOTDIR))
    return reply_error (errno, "%s: mount point is not a directory", mountpoint);
  return fd != -1 ? fd : reply_error (errno, "%s", mountpoint);
}

/* The type of a filesystem that can be mounted, malloc'd. */
static char *
find_type (const char *device)
{
  CLEANUP_DEVICE_PROBE struct device_probe probe = { 0 };
  char *type;

  if (probe_device (device, &probe) == -1)
    return NULL;
  if (probe.type[0] == '\0') {
    reply_device_error_text (EINVAL, device,
                             "no filesystem was recognised on it (is it blank, or does it have "
                             "partitions? see list_filesystems)");
    return NULL;
  }
  if (strcmp (probe.usage, "filesystem") != 0) {
    reply_device_error_text (
      EINVAL, device, "what is on it (%s) is not a filesystem that can be mounted", probe.type);
    return NULL;
  }
  type = probe.type;
  probe.type = NULL;
  return type;
}

/* Whether the root of one mount is the directory behind another descriptor. */
static bool
is_same_directory (int one_fd, int other_fd)
{
  struct stat one, other;

  return fstat (one_fd, &one) == 0 && fstat (other_fd, &other) == 0 && one.st_dev == other.st_dev
         && one.st_ino == other.st_ino;
}

/* A filesystem that can only be read is mounted so: one that turns read-only later
 * has met an error, and mount_sync can tell the two apart. */
static int
agree_on_readonly (int mount_fd)
{
  struct mount_attr readonly = { .attr_set = MOUNT_ATTR_RDONLY };
  struct statvfs status;

  if (fstatvfs (mount_fd, &status) == -1)
    return -1;
  return status.f_flag & ST_RDONLY
           ? mount_setattr (mount_fd, "", AT_EMPTY_PATH, &readonly, sizeof readonly)
           : 0;
}

static int
attach (int mount_fd, int target_fd, const struct mount_request *request, const char *mountpoint)
{
  if (is_same_directory (mount_fd, target_fd))
    return reply_device_error_text (EBUSY, request->device, "it is already mounted on %s",
                                    mountpoint);
  if (agree_on_readonly (mount_fd) == -1
      || move_mount (mount_fd, "", target_fd, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH)
           == -1)
    return reply_device_error (errno, request->device, "mount on %s", mountpoint);
  sysroot_mounts_change ();
  return 0;
}

static int
mount_mountable (const char *options, const char *type, const struct mountable *mountable,
                 const char *mountpoint)
{
  CLEANUP_CLOSE int target_fd = open_mountpoint (mountpoint);
  CLEANUP_FREE char *found = NULL;
  if (target_fd == -1)
    return -1;
  if (type[0] == '\0')
    type = found = find_type (mountable->device);
  if (type == NULL)
    return -1;
  if (mountable->type == MOUNTABLE_SUBVOLUME && strcmp (type, "btrfs") != 0)
    return reply_device_error_text (EINVAL, mountable->device,
                                    "it has no subvolumes: it holds %s, not btrfs", type);

  const struct mount_request request = {
    .device = mountable->device, .type = type, .options = options, .volume = mountable->volume
  };
  CLEANUP_CLOSE int mount_fd = mount_device_detached (&request);
  return mount_fd != -1 ? attach (mount_fd, target_fd, &request, mountpoint) : -1;
}

int
do_mount (const struct mountable *mountable, const char *mountpoint)
{
  return mount_mountable ("", "", mountable, mountpoint);
}

int
do_mount_ro (const struct mountable *mountable, const char *mountpoint)
{
  return mount_mountable ("ro", "", mountable, mountpoint);
}

int
do_mount_options (const char *options, const struct mountable *mountable, const char *mountpoint)
{
  return mount_mountable (options, "", mountable, mountpoint);
}

int
do_mount_vfs (const char *options, const char *vfstype, const struct mountable *mountable,
              const char *mountpoint)
{
  return mount_mountable (options, vfstype, mountable, mountpoint);
}

/* ---- unmounting ---- */

/* PATH is a directory of the guest that something is mounted on.  Its name is looked
 * up in its parent and no link is followed there, so that nothing else
 * can be unmounted. */
static int
unmount_path (const char *path, int flags)
{
  struct sysroot_parent parent;
  char directory[FD_PATH_SIZE], target[FD_PATH_SIZE + sizeof parent.name + 1];

  if (strcmp (path, "/") == 0) {
    sysroot_mounts_change ();
    return umount2 (SYSROOT, flags | UMOUNT_NOFOLLOW);
  }
  if (sysroot_open_parent (path, &parent) == -1)
    return -1;
  snprintf (target, sizeof target, "%s/%s", fd_path (parent.fd, directory), parent.name);
  const int result = umount2 (target, flags | UMOUNT_NOFOLLOW);
  const int err = errno;
  close (parent.fd);
  sysroot_mounts_change ();
  errno = err;
  return result;
}

/* The entry of the mount table that PLACE means, the last one; -1
 * after reply_error. */
static int
find_mount (const struct mount_table *table, const struct place *place)
{
  CLEANUP_FREE char *path = NULL;

  if (!place->is_device) {
    path = sysroot_realpath (place->name);
    if (path == NULL)
      return reply_error (errno, "%s", place->name);
  }
  for (size_t i = table->count; i-- > 0;)
    if (path != NULL ? strcmp (table->entries[i].path, path) == 0
                     : is_same_device (table->entries[i].device, place->device.kernel))
      return i;
  return reply_error_text (EINVAL, "%s: not mounted", place->name);
}

static int
reply_unmount_error (int err, const char *path)
{
  if (err == EBUSY)
    return reply_error_text (
      EBUSY,
      "%s: it is in use (something else is mounted inside it, augeas or a hive "
      "is open, or a program that was started by command is still running)",
      path);
  return reply_error (err, "%s: unmount", path);
}

/* All that was written is on the disk when it succeeds. */
static int
unmount_entry (const struct mount_entry *entry, int flags)
{
  CLEANUP_MOUNT_DISK struct mount_disk disk = mount_disk_open (entry);

  if (unmount_path (entry->path, flags) == -1)
    return reply_unmount_error (errno, entry->path);
  return mount_disk_finish (&disk, entry);
}

int
do_umount (const struct place *pathordevice, const struct umount_options *options)
{
  CLEANUP_MOUNT_TABLE struct mount_table table = { 0 };
  int flags = 0;

  if (options->has_force && options->force)
    flags |= MNT_FORCE;
  if (options->has_lazyunmount && options->lazyunmount)
    flags |= MNT_DETACH;
  if (mount_table_read (&table) == -1)
    return -1;
  const int found = find_mount (&table, pathordevice);
  return found != -1 ? unmount_entry (&table.entries[found], flags) : -1;
}

/* What was mounted last is unmounted first, and one that fails does not keep the others
 * mounted. */
int
do_umount_all (void)
{
  CLEANUP_MOUNT_TABLE struct mount_table table = { 0 };
  int result = 0;

  guest_sessions_end_all ();
  if (mount_table_read (&table) == -1)
    return -1;
  for (size_t i = table.count; i-- > 0;)
    if (unmount_entry (&table.entries[i], 0) == -1)
      result = -1;
  return result;
}

int
do_internal_autosync (void)
{
  const int unmounted = do_umount_all ();

  return do_sync () == -1 ? -1 : unmounted;
}

/* ---- writing out ---- */

static int
sync_filesystems (void)
{
  CLEANUP_MOUNT_TABLE struct mount_table table = { 0 };
  int result = 0;

  if (mount_table_read (&table) == -1)
    return -1;
  for (size_t i = 0; i < table.count; ++i)
    if (mount_sync (&table.entries[i]) == -1)
      result = -1;
  return result;
}

/* What was written to the device itself; errors of earlier writes are told, too. */
static int
sync_pages (const char *device)
{
  const unsigned all =
    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);

  if (fd != -1 && sync_file_range (fd, 0, 0, all) == -1)
    return reply_device_error (errno, device, "sync");
  return 0;
}

/* And the disk's cache. */
static int
sync_disk (const char *disk)
{
  CLEANUP_CLOSE int fd = open (disk, O_RDONLY | O_CLOEXEC);

  return fd == -1 || fsync (fd) == 0 ? 0 : reply_device_error (errno, disk, "sync");
}

static int
for_each_device (int (*list_devices) (struct string_list *list), int (*function) (const char *))
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY;
  int result = list_devices (&devices);

  for (size_t i = 0; i < devices.count; ++i)
    if (function (devices.items[i]) == -1)
      result = -1;
  return result;
}

/* All of it is tried, whatever fails.  sync(2) tells no errors: it is for what has
 * no name that could be opened. */
int
do_sync (void)
{
  const int filesystems = sync_filesystems ();

  sync ();
  const int pages = for_each_device (list_all_devices, sync_pages);
  const int disks = for_each_device (list_disks, sync_disk);
  return filesystems == 0 && pages == 0 && disks == 0 ? 0 : -1;
}

/* ---- lists ---- */

char **
do_mounts (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_MOUNT_TABLE struct mount_table table = { 0 };

  if (mount_table_read (&table) == -1)
    return NULL;
  for (size_t i = 0; i < table.count; ++i)
    string_list_add (&list, table.entries[i].device);
  return strings_take (&list, "list of mounts");
}

char **
do_mountpoints (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_MOUNT_TABLE struct mount_table table = { 0 };

  if (mount_table_read (&table) == -1)
    return NULL;
  for (size_t i = 0; i < table.count; ++i)
    table_add (&list, table.entries[i].device, "%s", table.entries[i].path);
  return strings_take (&list, "list of mounts");
}

/* ---- directories to mount on ---- */

static int
open_parent_of_mountpoint (const char *path, struct sysroot_parent *parent)
{
  if (path[0] != '/')
    return reply_error_text (EINVAL, "%s: path must start with a / character", path);
  return sysroot_open_parent (path, parent) == 0 ? 0 : reply_error (errno, "%s", path);
}

int
do_mkmountpoint (const char *exemptpath)
{
  struct sysroot_parent parent;

  if (open_parent_of_mountpoint (exemptpath, &parent) == -1)
    return -1;
  CLEANUP_CLOSE int fd = parent.fd;
  return mkdirat (fd, parent.name, 0777) == 0 ? 0 : reply_error (errno, "%s", exemptpath);
}

int
do_rmmountpoint (const char *exemptpath)
{
  struct sysroot_parent parent;

  if (open_parent_of_mountpoint (exemptpath, &parent) == -1)
    return -1;
  CLEANUP_CLOSE int fd = parent.fd;
  return unlinkat (fd, parent.name, AT_REMOVEDIR) == 0 ? 0 : reply_error (errno, "%s", exemptpath);
}

/* ---- other questions ---- */

wire_statvfs *
do_statvfs (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH, 0);
  struct statvfs found;

  if (fd == -1 || fstatvfs (fd, &found) == -1)
    return reply_error_null (errno, "%s", path);

  wire_statvfs *result = calloc (1, sizeof *result);
  if (result == NULL)
    return reply_error_null (errno, "%s", path);
  *result = (wire_statvfs) { .bsize = found.f_bsize,
                             .frsize = found.f_frsize,
                             .blocks = found.f_blocks,
                             .bfree = found.f_bfree,
                             .bavail = found.f_bavail,
                             .files = found.f_files,
                             .ffree = found.f_ffree,
                             .favail = found.f_favail,
                             .fsid = found.f_fsid,
                             .flag = found.f_flag,
                             .namemax = found.f_namemax };
  return result;
}

wire_internal_mountable *
do_internal_parse_mountable (const struct mountable *mountable)
{
  wire_internal_mountable *result = calloc (1, sizeof *result);

  if (result == NULL)
    return reply_error_null (errno, "mountable");
  result->im_type = mountable->type;
  result->im_device = device_to_api (mountable->device);
  result->im_volume = strdup (mountable->volume != NULL ? mountable->volume : "");
  if (result->im_device == NULL || result->im_volume == NULL) {
    xdr_free ((xdrproc_t) xdr_wire_internal_mountable, (char *) result);
    free (result);
    return reply_error_null (ENOMEM, "mountable");
  }
  return result;
}
