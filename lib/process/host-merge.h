/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Puts a tree of the host into another.  Who unpacks what an appliance sent into a
 * directory that has something in it already might be led out of it by a link there; this
 * follows none. */

#ifndef GUESTFS_HOST_MERGE_H
#define GUESTFS_HOST_MERGE_H

#include <stdbool.h>

#include "base/handle-type.h"

/* Moves all that is in the directory FROM, which nobody else changes, into the directory
 * INTO of the same filesystem.  Files and links take the place of those with the same
 * name, directories are merged; owner, mode and times are FROM's.  Those of INTO itself
 * become FROM's only if it IS_COMPLETE.  0, or -1 with the error set. */
extern int host_merge (guestfs_h *g, const char *from, const char *into, bool is_complete);

#endif /* GUESTFS_HOST_MERGE_H */
