/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Access control lists as Linux keeps them in extended attributes. */

#include <config.h>

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "archive/acl-attribute.h"

#define ACL_VERSION 2

struct acl_entry {
  uint16_t tag, permissions;
  uint32_t id;
};

/* The numbers are those of linux/posix_acl.h; permissions are bits that libarchive has,
 * too. */
struct acl_tag {
  uint16_t number;
  const char *word;
  int archive_tag;
  bool has_id;
};

static const struct acl_tag tags[] = {
  { 0x01, "user", ARCHIVE_ENTRY_ACL_USER_OBJ, false },
  { 0x02, "user", ARCHIVE_ENTRY_ACL_USER, true },
  { 0x04, "group", ARCHIVE_ENTRY_ACL_GROUP_OBJ, false },
  { 0x08, "group", ARCHIVE_ENTRY_ACL_GROUP, true },
  { 0x10, "mask", ARCHIVE_ENTRY_ACL_MASK, false },
  { 0x20, "other", ARCHIVE_ENTRY_ACL_OTHER, false },
};

#define PERMISSIONS 7

typedef void (*take_entry) (void *data, const struct acl_tag *tag, unsigned permissions,
                            uint32_t id);

static void
take_one (struct acl_entry entry, take_entry take, void *data)
{
  for (size_t i = 0; i < sizeof tags / sizeof tags[0]; ++i)
    if (tags[i].number == le16toh (entry.tag))
      take (data, &tags[i], le16toh (entry.permissions) & PERMISSIONS, le32toh (entry.id));
}

static void
for_each_entry (const char *value, size_t size, take_entry take, void *data)
{
  uint32_t version;

  if (size < sizeof version)
    return;
  memcpy (&version, value, sizeof version);
  if (le32toh (version) != ACL_VERSION)
    return;
  for (size_t at = sizeof version; size - at >= sizeof (struct acl_entry);
       at += sizeof (struct acl_entry)) {
    struct acl_entry entry;

    memcpy (&entry, value + at, sizeof entry);
    take_one (entry, take, data);
  }
}

static void
write_entry (void *data, const struct acl_tag *tag, unsigned permissions, uint32_t id)
{
  FILE *out = data;

  fprintf (out, "%s:", tag->word);
  if (tag->has_id)
    fprintf (out, "%u", id);
  fprintf (out, ":%c%c%c\n", permissions & 4 ? 'r' : '-', permissions & 2 ? 'w' : '-',
           permissions & 1 ? 'x' : '-');
}

void
acl_attribute_write (FILE *out, const char *value, size_t size)
{
  for_each_entry (value, size, write_entry, out);
}

struct target {
  struct archive_entry *entry;
  int type;
};

static void
add_entry (void *data, const struct acl_tag *tag, unsigned permissions, uint32_t id)
{
  const struct target *target = data;

  archive_entry_acl_add_entry (target->entry, target->type, (int) permissions, tag->archive_tag,
                               tag->has_id ? (int) id : -1, NULL);
}

void
acl_attribute_to_entry (struct archive_entry *entry, const char *name, const char *value,
                        size_t size)
{
  struct target target = { entry, ARCHIVE_ENTRY_ACL_TYPE_ACCESS };

  if (strcmp (name, ACL_DEFAULT) == 0)
    target.type = ARCHIVE_ENTRY_ACL_TYPE_DEFAULT;
  else if (strcmp (name, ACL_ACCESS) != 0)
    return;
  for_each_entry (value, size, add_entry, &target);
}
