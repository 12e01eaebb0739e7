/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drives that come and go while the appliance runs. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>

#include "launch/launch.h"
#include "lib-impl.h"

/* Daemon calls that other calls make show up in nobody's trace. */
static int
plug (guestfs_h *g, const struct drive *drive, size_t index)
{
  /* The daemon may still be busy with disks of the template. */
  if (guestfs_internal_drives_wait (g, 0) == -1)
    return -1;
  hypervisor_make_room (g, index);
  if (hypervisor_add_drive (g, drive, index) == -1)
    return -1;
  return guestfs_internal_drive_added (g, (int) index);
}

int
drive_plug (guestfs_h *g, struct drive *drive, size_t index)
{
  if (index >= MAX_DISKS)
    return set_error (
      g, EINVAL, "too many drives have been added, the current backend only supports %d drives",
      MAX_DISKS);
  if (drive_resolve_format (g, drive) == -1)
    return -1;
  if (plug (g, drive, index) == 0)
    return 0;
  if (g->machine != NULL)
    hypervisor_remove_disk (g, index);
  return -1;
}

int
drive_unplug (guestfs_h *g, size_t index)
{
  if (guestfs_internal_drive_removing (g, (int) index) == -1)
    return -1;
  hypervisor_remove_disk (g, index);
  return g->machine != NULL ? 0 : -1; /* lost, and the error set */
}
