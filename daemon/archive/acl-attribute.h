/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Access control lists as Linux keeps them in extended attributes
 * (linux/posix_acl_xattr.h). */

#ifndef ACL_ATTRIBUTE_H
#define ACL_ATTRIBUTE_H

#include <archive_entry.h>
#include <stddef.h>
#include <stdio.h>

#define ACL_ACCESS "system.posix_acl_access"
#define ACL_DEFAULT "system.posix_acl_default"

/* Writes "user::rw-" and so on, a line each; nothing of what is no list. */
extern void acl_attribute_write (FILE *out, const char *value, size_t size);
/* Gives ENTRY the list that its attribute NAME has; nothing happens with any other. */
extern void acl_attribute_to_entry (struct archive_entry *entry, const char *name,
                                    const char *value, size_t size);

#endif /* ACL_ATTRIBUTE_H */
