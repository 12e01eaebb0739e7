/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Locks on images, by which programs that use them keep out of each other's way. */

#ifndef GUESTFS_IMAGE_LOCK_H
#define GUESTFS_IMAGE_LOCK_H

#include "images/image-chain.h"

/* Nobody else writes to LAYER as long as anybody has its descriptor, or a copy of it,
 * open.  0, or -1 with the error set: somebody does. */
extern int image_lock (guestfs_h *g, const struct image_layer *layer);

#endif /* GUESTFS_IMAGE_LOCK_H */
