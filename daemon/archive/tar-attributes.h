/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which extended attributes of a member are stored or restored. */

#ifndef TAR_ATTRIBUTES_H
#define TAR_ATTRIBUTES_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>

/* Takes out of ENTRY what was not asked for: SELinux labels, access control
 * lists, other extended attributes. */
extern void select_attributes (struct archive_entry *entry, bool xattrs, bool selinux, bool acls);

#endif /* TAR_ATTRIBUTES_H */
