/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The subvolumes of btrfs filesystems. */

#ifndef BTRFS_SUBVOLUMES_H
#define BTRFS_SUBVOLUMES_H

#include "string-list.h"

/* Adds the paths of the subvolumes on DEVICE but the default one, which is
 * what mounting the device shows.  The filesystem need not be mounted, and is
 * not changed.  0, or -1 after reply_error. */
extern int list_btrfs_subvolumes (const char *device, struct string_list *paths);

#endif /* BTRFS_SUBVOLUMES_H */
