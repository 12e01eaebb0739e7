/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The empty image that takes what is written to a read-only drive. */

#ifndef GUESTFS_OVERLAY_H
#define GUESTFS_OVERLAY_H

#include <stdint.h>

/* Writes into the empty file FD a qcow2 image of SIZE bytes that holds no
 * data and names no file.  0, or -1 with errno. */
extern int overlay_write (int fd, uint64_t size);

#endif /* GUESTFS_OVERLAY_H */
