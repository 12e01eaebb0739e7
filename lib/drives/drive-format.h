/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The format of a drive that the caller did not state. */

#ifndef GUESTFS_DRIVE_FORMAT_H
#define GUESTFS_DRIVE_FORMAT_H

#include "base/handle-type.h"

struct drive;

/* Opens the image and all below it, so that what is wrong with them is said
 * when it is added, and finds out its format.  0 or -1. */
extern int drive_look_into_file (guestfs_h *g, struct drive *drive);
/* Finds out the image's format if the caller did not give it; launch calls
 * it before it describes the drive to the hypervisor.  0 or -1. */
extern int drive_resolve_format (guestfs_h *g, struct drive *drive);

#endif /* GUESTFS_DRIVE_FORMAT_H */
