/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two drives of a machine that consist of the same file of the host. */

#include <config.h>

#include <errno.h>

#include "base/device-letters.h"
#include "base/errors.h"
#include "base/handle.h"
#include "cleanup.h"
#include "drives/drive-clash.h"
#include "drives/drives.h"

static const struct drive_file *
find_clash (const struct drive_files *files, const struct drive_file *file)
{
  for (size_t i = 0; i < files->count; ++i) {
    const struct drive_file *other = &files->list[i];

    if (other->device == file->device && other->inode == file->inode
        && (other->is_written || file->is_written))
      return other;
  }
  return NULL;
}

static int
refuse (guestfs_h *g, size_t index, const struct drive_file *file, size_t other_index,
        const struct drive_file *other_file)
{
  CLEANUP_FREE char *name = drive_device_name (g, index);
  CLEANUP_FREE char *other_name = drive_device_name (g, other_index);

  return set_error (g, EBUSY,
                    "drive %s would use %s, and drive %s uses %s: that is the same file, and one "
                    "of them writes to it, which would destroy it; add it once, or add both "
                    "drives read-only",
                    name, file->path, other_name, other_file->path);
}

int
drive_files_check (guestfs_h *g, const struct drive *drive, size_t index,
                   const struct drive_files *files)
{
  for (size_t i = 0; i < g->drives.count; ++i) {
    const struct drive *other = g->drives.list[i];

    for (size_t k = 0; other != NULL && other != drive && k < files->count; ++k) {
      const struct drive_file *clash = find_clash (&other->files, &files->list[k]);

      if (clash != NULL)
        return refuse (g, index, &files->list[k], i, clash);
    }
  }
  return 0;
}
