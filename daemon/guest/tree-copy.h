/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copying a file or a whole directory from one place of the guest to
 * another. */

#ifndef TREE_COPY_H
#define TREE_COPY_H

#include <stdbool.h>

#include "base/sysroot.h"

/* Copies the entry FROM to the entry TO.  No link is followed.  If PRESERVE,
 * with owner, permissions, times, extended attributes and hard links.  The
 * names are paths for errors.  -1 with reply_error set. */
extern int copy_tree (const struct sysroot_parent *from, const char *from_name,
                      const struct sysroot_parent *to, const char *to_name, bool preserve);

/* Copies the content of one open file to another, and keeps its holes. */
extern int copy_file_content (int src, const char *src_name, int dest, const char *dest_name);

#endif /* TREE_COPY_H */
