/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of a disk image. */

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

/* Looks at a file, for its size only if that is wanted.  A running guest may have
 * it open.  0 (free info->format), or -1 with the error set. */
extern int image_info_get (guestfs_h *g, const char *path, bool with_size, struct image_info *info);
/* The same from qemu-img, with all of its words; OBJECT is what errors name, and
 * INPUT a descriptor that is its stdin, or NULL. */
extern int image_info_ask (guestfs_h *g, const char *const *argv, const char *object,
                           const int *input, struct image_info *info);

#endif /* GUESTFS_IMAGE_INFO_H */
