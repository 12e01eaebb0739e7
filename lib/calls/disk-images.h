/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Disk images, asked about and made with qemu-img. */

#ifndef GUESTFS_DISK_IMAGES_H
#define GUESTFS_DISK_IMAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "internal.h"

struct drive;

struct image_info {
  char *format;
  int64_t virtual_size; /* bytes */
  bool has_backing_file;
};

/* Looks at a file, for its size only if that is wanted, or at an image on the
 * network.  A running guest may have it open.  0 (free info->format), or -1 with
 * the error set. */
extern int image_info_get (guestfs_h *g, const char *path, bool with_size, struct image_info *info);
extern int network_image_info_get (guestfs_h *g, const struct drive *drive,
                                   struct image_info *info);
#endif /* GUESTFS_DISK_IMAGES_H */
