/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether what was written to a filesystem has reached its disk.  sync(2) and
 * umount2(2) say that they succeeded, whatever became of it. */

#ifndef MOUNT_SYNC_H
#define MOUNT_SYNC_H

#include "guest/mount-table.h"

/* Writes ENTRY's filesystem out.  0, or -1 after reply_error: something is lost
 * of what was written since it was mounted, or since the last such error. */
extern int mount_sync (const struct mount_entry *entry);

/* What lies below a filesystem that is about to be unmounted. */
struct mount_disk {
  int fd;  /* open before its last writes, whose errors only those hear */
  int err; /* 0, or what went wrong since it was mounted */
};

/* Writes the filesystem out.  An error is kept for mount_disk_finish: there is more to
 * say if it cannot be unmounted. */
extern struct mount_disk mount_disk_open (const struct mount_entry *entry);
/* After it was unmounted: 0 if all that was ever written to it is on the disk, whose
 * cache is empty; -1 after reply_error. */
extern int mount_disk_finish (const struct mount_disk *disk, const struct mount_entry *entry);
extern void mount_disk_close (struct mount_disk *disk);
#define CLEANUP_MOUNT_DISK __attribute__ ((cleanup (mount_disk_close)))

#endif /* MOUNT_SYNC_H */
