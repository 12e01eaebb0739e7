/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which extended attributes of a member are stored or restored. */

#include <config.h>

#include <string.h>

#include "archive/acl-attribute.h"
#include "archive/tar-attributes.h"

/* libarchive does not restore the attributes that are access control lists, but lists of
 * its own. */
static bool
is_wanted (const char *name, bool xattrs, bool selinux)
{
  return xattrs || (selinux && strcmp (name, "security.selinux") == 0);
}

void
select_attributes (struct archive_entry *entry, bool xattrs, bool selinux, bool acls)
{
  struct archive_entry *all = archive_entry_clone (entry);
  const char *name;
  const void *value;
  size_t size;

  archive_entry_xattr_clear (entry);
  if (!acls)
    archive_entry_acl_clear (entry);
  if (all != NULL) {
    archive_entry_xattr_reset (all);
    while (archive_entry_xattr_next (all, &name, &value, &size) == ARCHIVE_OK)
      if (is_wanted (name, xattrs, selinux)) {
        archive_entry_xattr_add_entry (entry, name, value, size);
        acl_attribute_to_entry (entry, name, value, size);
      }
    archive_entry_free (all);
  }
}
