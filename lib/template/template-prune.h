/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What templates the cache keeps. */

#ifndef GUESTFS_TEMPLATE_PRUNE_H
#define GUESTFS_TEMPLATE_PRUNE_H

#include "base/handle-type.h"

/* Names of directories in the cache: "template-HASH", and while one is being
 * written "template-HASH.new-RANDOM". */
#define TEMPLATE_PREFIX "template-"
#define TEMPLATE_ASIDE ".new-"

/* Removes the oldest templates of the cache directory, and what programs that
 * were killed left there. */
extern void template_prune (guestfs_h *g, const char *cache);

#endif /* GUESTFS_TEMPLATE_PRUNE_H */
