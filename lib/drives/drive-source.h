/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What qemu is told of an image on the network. */

#ifndef GUESTFS_DRIVE_SOURCE_H
#define GUESTFS_DRIVE_SOURCE_H

#include <jansson.h>

#include "base/handle-type.h"

struct drive;

/* The options of qemu's block driver for the image at drive->path, as
 * blockdev-add takes them (without "node-name"): {"driver": "https", "url":
 * ...}.  For network protocols only.  SECRET_ID names the qemu object that
 * holds drive->secret. */
extern json_t *drive_source_node (guestfs_h *g, const struct drive *drive, const char *secret_id);

#endif /* GUESTFS_DRIVE_SOURCE_H */
