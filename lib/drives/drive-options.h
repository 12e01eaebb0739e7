/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What add_drive was told of a drive. */

#ifndef GUESTFS_DRIVE_OPTIONS_H
#define GUESTFS_DRIVE_OPTIONS_H

#include "guestfs-api/drives.h"
#include "base/api.h"
#include "base/handle-type.h"

struct drive;

/* Reads all but the image's path.  0, or -1 with the error set. */
extern int drive_read_options (guestfs_h *g, const struct guestfs_add_drive_opts_argv *options,
                               struct drive *drive);

#endif /* GUESTFS_DRIVE_OPTIONS_H */
