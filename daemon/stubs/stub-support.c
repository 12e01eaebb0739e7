/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the generated stubs decode, check and translate. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "guid.h"
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

int
stub_check_session (struct guest_session *session)
{
  return guest_session_state (session) != NULL ? 0 : -1;
}

/* ---- paths ---- */

int
stub_check_root (void)
{
  if (sysroot_is_mounted ())
    return 0;
  return reply_error_text (EINVAL, "you must call 'mount' first to mount the root filesystem");
}

static int
check_absolute (const char *path)
{
  if (path[0] == '/')
    return 0;
  return reply_error_text (EINVAL, "path must start with a / character");
}

int
stub_check_path (const char *path)
{
  return check_absolute (path) == -1 ? -1 : stub_check_root ();
}

int
stub_guid_check (const char *argument, const char *string)
{
  if (is_guid (string))
    return 0;
  return reply_error_text (EINVAL, "%s: parameter '%s' is not a valid GUID", argument, string);
}

/* ---- devices ---- */

/* 0, or -1 after reply_error. */
static int
find_device (const char *string, char **kernel_name)
{
  int err = device_find (string, kernel_name);

  if (err == 0)
    return 0;
  if (err == ENOTBLK)
    return reply_error_text (EINVAL, "%s: expecting a device name", string);
  return reply_error (err, "%s", string);
}

int
stub_device (const char *string, struct device *device)
{
  device->name = string;
  return find_device (string, &device->kernel);
}

int
stub_place (const char *string, struct place *place)
{
  place->name = string;
  place->is_device = looks_like_device (string);
  return place->is_device ? stub_device (string, &place->device) : stub_check_path (string);
}

int
stub_mountable (const char *string, struct mountable *mountable)
{
  if (strncmp (string, SUBVOLUME_PREFIX, strlen (SUBVOLUME_PREFIX)) == 0) {
    if (mountable_find (string, mountable) == 0)
      return 0;
    return reply_error_text (EINVAL, "%s: expecting a btrfs volume", string);
  }
  mountable->type = MOUNTABLE_DEVICE;
  return find_device (string, &mountable->device);
}

int
stub_mountable_or_path (const char *string, struct mountable *mountable)
{
  if (string[0] != '/' || looks_like_device (string))
    return stub_mountable (string, mountable);
  if (stub_check_path (string) == -1)
    return -1;
  mountable->type = MOUNTABLE_PATH;
  mountable->device = strdup (string);
  return mountable->device != NULL ? 0 : reply_error (errno, "%s", string);
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
stub_path_list (char **items, u_int count, char ***view)
{
  for (u_int i = 0; i < count; ++i)
    if (check_absolute (items[i]) == -1)
      return -1;
  return stub_check_root () == -1 ? -1 : stub_text_list (items, count, view);
}

/* ".." of the guest's root would be a directory of the appliance. */
static bool
is_file_name (const char *string)
{
  return string[0] != '\0' && strchr (string, '/') == NULL && strcmp (string, "..") != 0;
}

int
stub_file_name_list (const char *argument, char **items, u_int count, char ***view)
{
  for (u_int i = 0; i < count; ++i)
    if (!is_file_name (items[i]))
      return reply_error_text (EINVAL, "%s: '%s' is not the name of a file in a directory",
                               argument, items[i]);
  return stub_text_list (items, count, view);
}

int
stub_device_list (char **items, u_int count, char ***kernel_names)
{
  *kernel_names = calloc ((size_t) count + 1, sizeof **kernel_names);
  if (*kernel_names == NULL)
    return reply_error (errno, "list of %u devices", count);
  for (u_int i = 0; i < count; ++i)
    if (find_device (items[i], &(*kernel_names)[i]) == -1)
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
