/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The subvolumes of btrfs filesystems. */

#ifndef BTRFS_SUBVOLUMES_H
#define BTRFS_SUBVOLUMES_H

#include <inttypes.h>

#include "string-list.h"

/* Adds the paths of the subvolumes on DEVICE but the default one, which is
 * what mounting the device shows.  The filesystem need not be mounted, and is
 * not changed.  0, or -1 after reply_error. */
extern int list_btrfs_subvolumes (const char *device, struct string_list *paths);

/* A descriptor of the root directory of DEVICE, or of a VOLUME of it if that is not
 * NULL, without anything being changed there.  -1 after reply_error. */
extern int btrfs_open_root (const char *device, const char *volume);

/* Adds a record for each subvolume, sorted by their numbers: its number, that of its
 * parent, and its path as seen from FD.  NAME of FD is for errors.  0, or -1 after
 * reply_error. */
#define BTRFS_RECORD_PRINT "%020" PRIu64 " %020" PRIu64 " "
#define BTRFS_RECORD_SCAN "%" SCNu64 " %" SCNu64 " %n"
extern int btrfs_subvolume_records (int fd, const char *name, struct string_list *records);

#endif /* BTRFS_SUBVOLUMES_H */
