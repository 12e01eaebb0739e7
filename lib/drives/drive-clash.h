/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two drives of a machine that consist of the same file of the host. */

#ifndef GUESTFS_DRIVE_CLASH_H
#define GUESTFS_DRIVE_CLASH_H

#include <stddef.h>

#include "base/handle-type.h"

struct drive;
struct drive_files;

/* FILES are those that DRIVE would consist of, as number INDEX.  -1 with the error set
 * if another drive of the machine writes to one of them, or uses one that would be
 * written. */
extern int drive_files_check (guestfs_h *g, const struct drive *drive, size_t index,
                              const struct drive_files *files);

#endif /* GUESTFS_DRIVE_CLASH_H */
