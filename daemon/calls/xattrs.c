/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Extended attributes.  A descriptor made with O_NOFOLLOW stands for the link
 * itself, so that one set of system calls serves both kinds of calls. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <string.h>
#include <sys/xattr.h>

#include "daemon-structures.h"
#include "daemon/xattrs.h"

#define FOLLOW 0

/* ntfs-3g shows the content of a file that Windows keeps compressed. */
#define HIDDEN_ATTRIBUTE "user.WofCompressedData"

/* Opens PATH; FLAGS is FOLLOW or O_NOFOLLOW.  -1 with reply_error set. */
static int
open_object (const char *path, int flags)
{
  int fd = sysroot_open (path, O_PATH | flags, 0);

  return fd != -1 ? fd : reply_error (errno, "%s", path);
}

/* ---- reading ---- */

/* The value of the attribute NAME, malloc'd; NULL and errno.  Linux has no
 * values larger than XATTR_SIZE_MAX. */
static char *
read_value (int fd, const char *name, size_t *size)
{
  char buffer[XATTR_SIZE_MAX], path[FD_PATH_SIZE];
  ssize_t length = getxattr (fd_path (fd, path), name, buffer, sizeof buffer);
  char *value = length == -1 ? NULL : malloc (length + 1);

  if (value == NULL)
    return NULL;
  memcpy (value, buffer, length);
  *size = length;
  return value;
}

/* The names of all attributes, sorted; NULL and errno. */
static char **
read_names (int fd)
{
  char buffer[XATTR_LIST_MAX], path[FD_PATH_SIZE];
  CLEANUP_STRING_LIST struct string_list names = STRING_LIST_EMPTY;
  ssize_t size = listxattr (fd_path (fd, path), buffer, sizeof buffer);

  if (size == -1)
    return NULL;
  for (const char *name = buffer; name < buffer + size; name += strlen (name) + 1)
    if (strcmp (name, HIDDEN_ATTRIBUTE) != 0)
      string_list_add (&names, name);
  string_list_sort (&names);
  return string_list_take (&names);
}

/* 0, or -1 and errno. */
static int
add_attribute (struct structure_list *list, int fd, const char *name)
{
  wire_xattr *attribute = structure_list_add (list);
  size_t size;

  attribute->attrname = structure_list_text (list, name);
  attribute->attrval.val = read_value (fd, name, &size);
  if (attribute->attrval.val == NULL)
    return -1;
  attribute->attrval.len = size;
  return 0;
}

static wire_xattr_list *
list_attributes (const char *path, int flags)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (xattr);
  CLEANUP_CLOSE int fd = open_object (path, flags);

  if (fd == -1)
    return NULL;
  CLEANUP_FREE_STRINGS char **names = read_names (fd);
  if (names == NULL)
    return reply_error_null (errno, "%s", path);
  for (size_t i = 0; names[i] != NULL; ++i)
    if (add_attribute (&list, fd, names[i]) == -1)
      return reply_error_null (errno, "%s: %s", path, names[i]);
  return structure_list_take (&list);
}

wire_xattr_list *
do_getxattrs (const char *path)
{
  return list_attributes (path, FOLLOW);
}

wire_xattr_list *
do_lgetxattrs (const char *path)
{
  return list_attributes (path, O_NOFOLLOW);
}

static char *
get_attribute (const char *path, int flags, const char *name, size_t *size_r)
{
  CLEANUP_CLOSE int fd = open_object (path, flags);
  char *value;

  if (fd == -1)
    return NULL;
  value = read_value (fd, name, size_r);
  return value != NULL ? value : reply_error_null (errno, "%s: %s", path, name);
}

char *
do_getxattr (const char *path, const char *name, size_t *size_r)
{
  return get_attribute (path, FOLLOW, name, size_r);
}

char *
do_lgetxattr (const char *path, const char *name, size_t *size_r)
{
  return get_attribute (path, O_NOFOLLOW, name, size_r);
}

/* ---- changing ---- */

static int
set_attribute (const char *path, int flags, const char *name, const char *value, int size)
{
  char buffer[FD_PATH_SIZE];

  if (size < 0)
    return reply_error_text (EINVAL, "%s: vallen is negative", name);
  if ((size_t) size > strlen (value))
    return reply_error_text (EINVAL, "%s: vallen is larger than the size of the value", name);
  if (size > XATTR_SIZE_MAX)
    return reply_error_text (E2BIG, "%s: extended attribute is too large", name);
  CLEANUP_CLOSE int fd = open_object (path, flags);
  if (fd == -1)
    return -1;
  if (setxattr (fd_path (fd, buffer), name, value, size, 0) == -1)
    return reply_error (errno, "%s: %s", path, name);
  return 0;
}

int
do_setxattr (const char *xattr, const char *val, int vallen, const char *path)
{
  return set_attribute (path, FOLLOW, xattr, val, vallen);
}

int
do_lsetxattr (const char *xattr, const char *val, int vallen, const char *path)
{
  return set_attribute (path, O_NOFOLLOW, xattr, val, vallen);
}

static int
remove_attribute (const char *path, int flags, const char *name)
{
  CLEANUP_CLOSE int fd = open_object (path, flags);
  char buffer[FD_PATH_SIZE];

  if (fd == -1)
    return -1;
  if (removexattr (fd_path (fd, buffer), name) == -1)
    return reply_error (errno, "%s: %s", path, name);
  return 0;
}

int
do_removexattr (const char *xattr, const char *path)
{
  return remove_attribute (path, FOLLOW, xattr);
}

int
do_lremovexattr (const char *xattr, const char *path)
{
  return remove_attribute (path, O_NOFOLLOW, xattr);
}
