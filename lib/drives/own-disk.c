/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Disks that the library makes itself. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/memory.h"
#include "base/owner.h"
#include "cleanup.h"
#include "drives/drives.h"
#include "drives/own-disk.h"

int
own_disk_make (guestfs_h *g, struct drive *drive, const char *name, int64_t size)
{
  CLEANUP_FREE char *path = handle_tmpname (g, name, "img");

  if (path == NULL)
    return -1;
  CLEANUP_CLOSE int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd == -1)
    return set_errno (g, errno, "%s: cannot make a disk for a drive", path);
  free (drive->path);
  drive->path = safe_strdup (g, path);
  drive->file_owner = owner_this_process ();
  free (drive->given_path);
  drive->given_path = safe_strdup (g, path);
  if (ftruncate (fd, size) == -1)
    return set_errno (g, errno, "%s: cannot make a disk of %" PRIi64 " bytes", path, size);
  return 0;
}
