/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The parts of a mountable: its device and its btrfs subvolume. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>

#include "guestfs-api/mounts.h"
#include "internal.h"
#include "lib-impl.h"

/* What im_type says (daemon.h, enum mountable_type). */
enum { TYPE_DEVICE = 0, TYPE_SUBVOLUME = 1 };

char *
impl_mountable_device (guestfs_h *g, const char *mountable)
{
  struct guestfs_internal_mountable *parts = guestfs_internal_parse_mountable (g, mountable);
  if (parts == NULL)
    return NULL;

  char *device = safe_strdup (g, parts->im_device);
  guestfs_free_internal_mountable (parts);
  return device;
}

char *
impl_mountable_subvolume (guestfs_h *g, const char *mountable)
{
  struct guestfs_internal_mountable *parts = guestfs_internal_parse_mountable (g, mountable);
  if (parts == NULL)
    return NULL;

  char *volume = NULL;
  if (parts->im_type == TYPE_SUBVOLUME)
    volume = safe_strdup (g, parts->im_volume);
  else
    set_error (g, EINVAL, "not a btrfs subvolume identifier");
  guestfs_free_internal_mountable (parts);
  return volume;
}
