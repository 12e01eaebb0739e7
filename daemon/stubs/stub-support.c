/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the generated stubs decode, check and translate. */

#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "devices/device-names.h"
#include "storage/device-find.h"
#include "storage/groups.h"
#include "stubs/stub-support.h"

bool
stub_decode (struct daemon_request *request, xdrproc_t decode, void *args)
{
  XDR xdr;
  bool ok;

  xdrmem_create (&xdr, (char *) request->bytes, request->size, XDR_DECODE);
  ok = decode (&xdr, args) && xdr_getpos (&xdr) == request->size;
  xdr_destroy (&xdr);
  if (!ok)
    reply_error_text (EBADMSG, "daemon failed to decode procedure arguments");
  return ok;
}

void
stub_free_xdr (struct xdr_guard *guard)
{
  xdr_free (guard->proc, guard->value);
}

int
stub_check_options (struct daemon_request *request, uint64_t known)
{
  if ((request->options & ~known) == 0)
    return 0;
  return reply_error_text (EINVAL,
                           "unknown option bits 0x%" PRIx64 " (this can happen if a program is "
                           "compiled against a newer version of libguestfs, then dynamically "
                           "linked to an older version)",
                           request->options & ~known);
}

int
stub_check_group (const char *group)
{
  if (group_is_available (group))
    return 0;
  return reply_error_text (ENOTSUP,
                           "feature '%s' is not available in this\n"
                           "build of libguestfs.  Read 'AVAILABILITY' in the guestfs(3) man page "
                           "for\nhow to check for the availability of features.",
                           group);
}

/* ---- paths ---- */

int
stub_check_root (const char *name)
{
  if (sysroot_is_mounted ())
    return 0;
  return reply_error_text (
    EINVAL, "%s_stub: you must call 'mount' first to mount the root filesystem", name);
}

static int
check_absolute (const char *name, const char *path)
{
  if (path[0] == '/')
    return 0;
  return reply_error_text (EINVAL, "%s_stub: path must start with a / character", name);
}

int
stub_check_path (const char *name, const char *path)
{
  return check_absolute (name, path) == -1 ? -1 : stub_check_root (name);
}

int
stub_guid_check (const char *name, const char *argument, const char *string)
{
  static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  size_t i;

  for (i = 0; form[i] != '\0'; ++i)
    if (form[i] == '-' ? string[i] != '-' : !isxdigit ((unsigned char) string[i]))
      break;
  if (form[i] == '\0' && string[i] == '\0')
    return 0;
  return reply_error_text (EINVAL, "%s_stub: %s: parameter '%s' is not a valid GUID", name,
                           argument, string);
}

/* ---- devices ---- */

int
stub_device (const char *name, const char *string, char **kernel_name)
{
  int err = device_find (string, kernel_name);

  if (err == 0)
    return 0;
  if (err == ENOTBLK)
    return reply_error_text (EINVAL, "%s_stub: %s: expecting a device name", name, string);
  return reply_error (err, "%s_stub: %s", name, string);
}

int
stub_device_or_path (const char *name, const char *string, char **result)
{
  if (looks_like_device (string))
    return stub_device (name, string, result);
  if (stub_check_path (name, string) == -1)
    return -1;
  *result = strdup (string);
  return *result != NULL ? 0 : reply_error (errno, "%s_stub: %s", name, string);
}

int
stub_mountable (const char *name, const char *string, struct mountable *mountable)
{
  if (strncmp (string, SUBVOLUME_PREFIX, strlen (SUBVOLUME_PREFIX)) == 0) {
    if (mountable_find (string, mountable) == 0)
      return 0;
    return reply_error_text (EINVAL, "%s_stub: %s: expecting a btrfs volume", name, string);
  }
  mountable->type = MOUNTABLE_DEVICE;
  return stub_device (name, string, &mountable->device);
}

int
stub_mountable_or_path (const char *name, const char *string, struct mountable *mountable)
{
  if (string[0] != '/' || looks_like_device (string))
    return stub_mountable (name, string, mountable);
  if (stub_check_path (name, string) == -1)
    return -1;
  mountable->type = MOUNTABLE_PATH;
  mountable->device = strdup (string);
  return mountable->device != NULL ? 0 : reply_error (errno, "%s_stub: %s", name, string);
}

/* ---- lists ---- */

int
stub_text_list (char **items, u_int count, char ***view)
{
  *view = calloc ((size_t) count + 1, sizeof **view);
  if (*view == NULL)
    return reply_error (errno, "list of %u strings", count);
  for (u_int i = 0; i < count; ++i)
    (*view)[i] = items[i];
  return 0;
}

int
stub_path_list (const char *name, char **items, u_int count, char ***view)
{
  for (u_int i = 0; i < count; ++i)
    if (check_absolute (name, items[i]) == -1)
      return -1;
  return stub_check_root (name) == -1 ? -1 : stub_text_list (items, count, view);
}

/* ".." of the guest's root would be a directory of the appliance. */
static bool
is_file_name (const char *string)
{
  return string[0] != '\0' && strchr (string, '/') == NULL && strcmp (string, "..") != 0;
}

int
stub_file_name_list (const char *name, const char *argument, char **items, u_int count,
                     char ***view)
{
  for (u_int i = 0; i < count; ++i)
    if (!is_file_name (items[i]))
      return reply_error_text (EINVAL, "%s_stub: %s: '%s' is not the name of a file in a directory",
                               name, argument, items[i]);
  return stub_text_list (items, count, view);
}

int
stub_device_list (const char *name, char **items, u_int count, char ***kernel_names)
{
  *kernel_names = calloc ((size_t) count + 1, sizeof **kernel_names);
  if (*kernel_names == NULL)
    return reply_error (errno, "list of %u devices", count);
  for (u_int i = 0; i < count; ++i)
    if (stub_device (name, items[i], &(*kernel_names)[i]) == -1)
      return -1;
  return 0;
}

/* ---- results ---- */

/* Takes the place of the kernel's STRING. */
static char *
translated (char *string, char *(*translate) (const char *) )
{
  char *result = translate (string != NULL ? string : "");

  if (result == NULL) {
    /* A kernel's name must not reach the user as if it were the API's. */
    fprintf (stderr, "guestfsd: no memory to translate a device name\n");
    exit (EXIT_FAILURE);
  }
  free (string);
  return result;
}

char *
stub_result_device (char *kernel_name)
{
  return translated (kernel_name, device_to_api);
}

char *
stub_result_mountable (char *kernel_string)
{
  return translated (kernel_string, mountable_to_api);
}
