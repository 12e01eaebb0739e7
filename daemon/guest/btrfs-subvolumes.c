/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The subvolumes of btrfs filesystems, by libbtrfsutil. */

#include <config.h>

#include <btrfsutil.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "children/child.h"
#include "cleanup.h"
#include "devices/device-errors.h"
#include "guest/btrfs-subvolumes.h"
#include "guest/mount-device.h"

/* The subvolume that contains all others (BTRFS_FS_TREE_OBJECTID). */
#define TOP_LEVEL 5

/* Read-only and without replaying the log: looking changes nothing.  If the
 * filesystem is mounted for writing already, only that can be had again. */
static int
mount_top_level (const char *device)
{
  struct mount_request request = { .device = device,
                                   .type = "btrfs",
                                   .options = "ro,rescue=nologreplay,subvolid=5" };
  int fd = mount_device_detached (&request);

  if (fd == -1) {
    reply_error_clear ();
    request.options = "subvolid=5";
    fd = mount_device_detached (&request);
  }
  return fd;
}

static int
write_subvolumes (FILE *out, int fd, uint64_t default_id)
{
  struct btrfs_util_subvolume_iterator *position;
  enum btrfs_util_error err;
  uint64_t id;
  char *path;

  err = btrfs_util_create_subvolume_iterator_fd (fd, TOP_LEVEL, 0, &position);
  while (err == BTRFS_UTIL_OK
         && (err = btrfs_util_subvolume_iterator_next (position, &path, &id)) == BTRFS_UTIL_OK) {
    if (id != default_id) {
      fputs (path, out);
      putc ('\0', out);
    }
    free (path);
  }
  return err == BTRFS_UTIL_ERROR_STOP_ITERATION ? 0 : -1;
}

static int
write_list (FILE *out, void *data)
{
  const char *device = data;
  CLEANUP_CLOSE int mount_fd = mount_top_level (device);
  uint64_t default_id;

  if (mount_fd == -1)
    return -1;
  /* A mount's descriptor is only a path, which takes no ioctl. */
  CLEANUP_CLOSE int fd = openat (mount_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd == -1 || btrfs_util_get_default_subvolume_fd (fd, &default_id) != BTRFS_UTIL_OK
      || write_subvolumes (out, fd, default_id) == -1)
    return reply_device_error (errno, device, "list of subvolumes");
  return 0;
}

int
list_btrfs_subvolumes (const char *device, struct string_list *paths)
{
  CLEANUP_FREE char *result = NULL;
  size_t size;

  if (run_in_child (write_list, (char *) device, &result, &size) == -1)
    return -1;
  CLEANUP_FREE_STRINGS char **found = split_bytes (result, size, '\0');
  if (found == NULL)
    return reply_error (errno, "list of subvolumes");
  for (size_t i = 0; found[i] != NULL; ++i)
    if (string_list_add (paths, found[i]) == -1)
      return reply_error (errno, "list of subvolumes");
  return 0;
}
