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
#define TOP_LEVEL_NAME "/"

/* Read-only and without replaying the log: looking changes nothing.  If the
 * filesystem is mounted for writing already, only that can be had again. */
int
btrfs_open_root (const char *device, const char *volume)
{
  struct mount_request request = {
    .device = device, .type = "btrfs", .options = "ro,rescue=nologreplay", .volume = volume
  };
  CLEANUP_CLOSE int mount_fd = mount_device_detached (&request);

  if (mount_fd == -1) {
    reply_error_clear ();
    request.options = "";
    mount_fd = mount_device_detached (&request);
  }
  if (mount_fd == -1)
    return -1;
  /* A mount's descriptor is only a path, which takes no ioctl. */
  const int fd = openat (mount_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return fd != -1 ? fd : reply_device_error (errno, device, "the root directory");
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
  CLEANUP_CLOSE int fd = btrfs_open_root (device, TOP_LEVEL_NAME);
  uint64_t default_id;

  if (fd == -1)
    return -1;
  if (btrfs_util_get_default_subvolume_fd (fd, &default_id) != BTRFS_UTIL_OK
      || write_subvolumes (out, fd, default_id) == -1)
    return reply_device_error (errno, device, "list of subvolumes");
  return 0;
}

/* Adds the strings that WORK writes, each ended by NUL. */
static int
add_from_child (child_work work, void *data, struct string_list *list)
{
  CLEANUP_FREE char *result = NULL;
  size_t size;

  if (run_in_child (work, data, &result, &size) == -1)
    return -1;
  CLEANUP_FREE_STRINGS char **found = split_bytes (result, size, '\0');
  if (found == NULL)
    return reply_error (errno, "list of subvolumes");
  for (size_t i = 0; found[i] != NULL; ++i)
    if (string_list_add (list, found[i]) == -1)
      return reply_error (errno, "list of subvolumes");
  return 0;
}

int
list_btrfs_subvolumes (const char *device, struct string_list *paths)
{
  return add_from_child (write_list, (char *) device, paths);
}

/* ---- with their numbers ---- */

struct seen {
  int fd;
  const char *name;
};

/* PATH as seen from the subvolume HERE, which is "" for the top level. */
static const char *
path_from (const char *path, const char *here)
{
  const size_t length = strlen (here);

  return length > 0 && strncmp (path, here, length) == 0 && path[length] == '/' ? path + length + 1
                                                                                : path;
}

static enum btrfs_util_error
write_records_from (FILE *out, int fd, const char *here)
{
  struct btrfs_util_subvolume_iterator *position;
  struct btrfs_util_subvolume_info info;
  enum btrfs_util_error err;
  char *path;

  err = btrfs_util_create_subvolume_iterator_fd (fd, TOP_LEVEL, 0, &position);
  while (err == BTRFS_UTIL_OK
         && (err = btrfs_util_subvolume_iterator_next_info (position, &path, &info))
              == BTRFS_UTIL_OK) {
    fprintf (out, BTRFS_RECORD_PRINT "%s", info.id, info.parent_id, path_from (path, here));
    putc ('\0', out);
    free (path);
  }
  return err == BTRFS_UTIL_ERROR_STOP_ITERATION ? BTRFS_UTIL_OK : err;
}

static int
write_records (FILE *out, void *data)
{
  const struct seen *seen = data;
  CLEANUP_FREE char *here = NULL;
  uint64_t id;

  if (btrfs_util_subvolume_id_fd (seen->fd, &id) != BTRFS_UTIL_OK)
    return errno == ENOTTY ? reply_error_text (EINVAL, "%s: not on a btrfs filesystem", seen->name)
                           : reply_error (errno, "%s: its subvolume", seen->name);
  if (btrfs_util_subvolume_path_fd (seen->fd, id, &here) != BTRFS_UTIL_OK
      || write_records_from (out, seen->fd, here) != BTRFS_UTIL_OK)
    return reply_error (errno, "%s: list of subvolumes", seen->name);
  return 0;
}

int
btrfs_subvolume_records (int fd, const char *name, struct string_list *records)
{
  struct seen seen = { .fd = fd, .name = name };

  if (add_from_child (write_records, &seen, records) == -1)
    return -1;
  string_list_sort (records);
  return 0;
}
