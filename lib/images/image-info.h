/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What qemu-img says of a disk image. */

#ifndef GUESTFS_IMAGE_INFO_H
#define GUESTFS_IMAGE_INFO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/handle-type.h"

struct image_info {
  char *format;
  int64_t virtual_size; /* bytes */
  bool has_backing_file;
};

/* Looks at a file (FORMAT NULL: finds it out).  A running guest may have it
 * open.  0 (free info->format), or -1 with the error set. */
extern int image_info_get (guestfs_h *g, const char *path, const char *format,
                           struct image_info *info);
/* The same with all of qemu-img's words; OBJECT is what errors name. */
extern int image_info_ask (guestfs_h *g, const char *const *argv, const char *object,
                           struct image_info *info);

#endif /* GUESTFS_IMAGE_INFO_H */
