/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filesystems of type btrfs. */

#include <config.h>

#include <fcntl.h>

#include "base/structures.h"
#include "daemon-structures.h"
#include "daemon/btrfs.h"
#include "guest/btrfs-subvolumes.h"

/* A descriptor of the directory that is meant; -1 after reply_error. */
static int
open_directory (const struct mountable *fs)
{
  if (fs->type != MOUNTABLE_PATH)
    return btrfs_open_root (fs->device, fs->volume);
  const int fd = sysroot_open (fs->device, O_RDONLY | O_DIRECTORY, 0);
  return fd != -1 ? fd : reply_error (errno, "%s", fs->device);
}

wire_btrfssubvolume_list *
do_btrfs_subvolume_list (const struct mountable *fs)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (btrfssubvolume);
  CLEANUP_STRING_LIST struct string_list records = STRING_LIST_EMPTY;
  CLEANUP_CLOSE int fd = open_directory (fs);

  if (fd == -1 || btrfs_subvolume_records (fd, fs->device, &records) == -1)
    return NULL;
  for (size_t i = 0; i < records.count; ++i) {
    wire_btrfssubvolume *subvolume = structure_list_add (&list);
    int path = 0;

    sscanf (records.items[i], BTRFS_RECORD_SCAN, &subvolume->btrfssubvolume_id,
            &subvolume->btrfssubvolume_top_level_id, &path);
    subvolume->btrfssubvolume_path = structure_list_text (&list, records.items[i] + path);
  }
  return structure_list_take (&list);
}
