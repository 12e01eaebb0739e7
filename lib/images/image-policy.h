/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which of the files that an image names are opened. */

#ifndef GUESTFS_IMAGE_POLICY_H
#define GUESTFS_IMAGE_POLICY_H

#include <stdbool.h>

#include "base/handle-type.h"

struct image_reference;

/* The image in whose header a name stands. */
struct image_referrer {
  const char *path, *format;
  bool is_trusted; /* its format was stated by somebody who is not a guest */
  bool is_top;     /* it is the drive's own image */
  bool is_device, readonly;
};

/* The path of the file that is to be opened, malloc'd, and in *FORMAT its
 * format, malloc'd, or NULL if nobody says it.  NULL with the error set if the
 * name is not followed. */
extern char *image_follow (guestfs_h *g, const struct image_referrer *image,
                           const struct image_reference *reference, char **format);

#endif /* GUESTFS_IMAGE_POLICY_H */
