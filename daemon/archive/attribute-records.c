/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Extended attributes of a file as records of an archive, as GNU tar writes
 * them. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

#include "archive/acl-attribute.h"
#include "archive/attribute-records.h"
#include "cleanup.h"

#define CONTEXT "security.selinux"

/* XATTR_LIST_MAX and XATTR_SIZE_MAX of the kernel. */
#define LIST_MAX 65536
#define VALUE_MAX 65536

/* Keys of records, with names of attributes that take three bytes for one. */
#define KEY_SIZE (sizeof "SCHILY.xattr." + 3 * 256)

/* The filesystem has no attributes, or not that one any more. */
static bool
has_none (int err)
{
  return err == ENOTSUP || err == EPERM || err == ENODATA;
}

/* ---- attributes as they are ---- */

/* GNU tar takes '=' in a key for its end, and so '%' for the begin of a code. */
static void
make_key (char key[KEY_SIZE], const char *name)
{
  char *end = stpcpy (key, "SCHILY.xattr.");

  for (; *name != '\0' && (size_t) (end - key) < KEY_SIZE - 4; ++name)
    if (*name == '%' || *name == '=')
      end = stpcpy (end, *name == '%' ? "%25" : "%3D");
    else
      *end++ = *name;
  *end = '\0';
}

static int
add_attribute (struct tar_bytes *records, const char *name, const char *value, size_t size)
{
  char key[KEY_SIZE];

  make_key (key, name);
  return tar_record_add (records, key, value, size);
}

/* ---- access control lists ---- */

/* VALUE is the attribute by which Linux stores a list. */
static int
add_acl (struct tar_bytes *records, const char *key, const char *value, size_t size)
{
  CLEANUP_FREE char *text = NULL;
  size_t length;
  FILE *out = open_memstream (&text, &length);

  if (out == NULL)
    return -1;
  acl_attribute_write (out, value, size);
  return fclose (out) == EOF ? -1 : tar_record_add (records, key, text, length);
}

/* ---- one file ---- */

static int
add_chosen (struct tar_bytes *records, const struct attribute_choice *choice, const char *name,
            const char *value, size_t size)
{
  if (choice->acls && strcmp (name, ACL_ACCESS) == 0
      && add_acl (records, "SCHILY.acl.access", value, size) == -1)
    return -1;
  if (choice->acls && strcmp (name, ACL_DEFAULT) == 0
      && add_acl (records, "SCHILY.acl.default", value, size) == -1)
    return -1;
  if (choice->selinux && strcmp (name, CONTEXT) == 0
      && tar_record_add (records, "RHT.security.selinux", value, strnlen (value, size)) == -1)
    return -1;
  return choice->xattrs ? add_attribute (records, name, value, size) : 0;
}

int
attribute_records_add (struct tar_bytes *records, const char *name,
                       const struct attribute_choice *choice)
{
  static char list[LIST_MAX], value[VALUE_MAX];
  const ssize_t length = llistxattr (name, list, sizeof list);

  if (length == -1)
    return has_none (errno) ? 0 : -1;
  for (const char *attribute = list; attribute < list + length;
       attribute += strlen (attribute) + 1) {
    const ssize_t size = lgetxattr (name, attribute, value, sizeof value);

    if (size == -1 && has_none (errno))
      continue;
    if (size == -1 || add_chosen (records, choice, attribute, value, size) == -1)
      return -1;
  }
  return 0;
}
