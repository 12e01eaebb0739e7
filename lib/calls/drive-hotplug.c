/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drives that come and go while the appliance runs. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>

#include "agreed.h"
#include "base/errors.h"
#include "base/handle.h"
#include "calls/drive-hotplug.h"
#include "drives/drive-format.h"
#include "drives/drives.h"
#include "protocol/drives.h"
#include "protocol/frames.h"
#include "qemu/hypervisor-drives.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

static int
tell_daemon (guestfs_h *g, unsigned procedure, xdrproc_t encode, const void *arguments)
{
  const struct rpc_call tell = {
    .name = g->busy_with, .procedure = procedure, .encode = encode, .arguments = arguments
  };

  return rpc_call_inside (g, &tell);
}

static int
plug (guestfs_h *g, struct drive *drive, size_t index)
{
  const wire_internal_drives_wait_args none = { .drives = 0 };
  const wire_internal_drive_added_args added = { .drive = (int) index };

  /* The daemon may still be busy with disks of the template. */
  if (tell_daemon (g, PROC_INTERNAL_DRIVES_WAIT, (xdrproc_t) xdr_wire_internal_drives_wait_args,
                   &none)
      == -1)
    return -1;
  hypervisor_make_room (g, index);
  if (hypervisor_add_drive (g, drive, index) == -1)
    return -1;
  return tell_daemon (g, PROC_INTERNAL_DRIVE_ADDED, (xdrproc_t) xdr_wire_internal_drive_added_args,
                      &added);
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
  if (!g->machine_is_lost)
    hypervisor_remove_disk (g, index);
  return -1;
}

int
drive_unplug (guestfs_h *g, size_t index)
{
  const wire_internal_drive_removing_args removing = { .drive = (int) index };

  if (tell_daemon (g, PROC_INTERNAL_DRIVE_REMOVING,
                   (xdrproc_t) xdr_wire_internal_drive_removing_args, &removing)
      == -1)
    return -1;
  hypervisor_remove_disk (g, index);
  return g->machine_is_lost ? -1 : 0; /* the error is set then */
}
