/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drives that the library adds and removes while the appliance runs. */

#include <config.h>

#include <errno.h>

#include "agreed.h"
#include "children/unused-disks.h"
#include "daemon/drives.h"
#include "devices/scsi-disks.h"
#include "storage/storage.h"

int
do_internal_drives_wait (int drives)
{
  if (drives < 0 || drives > MAX_DISKS)
    return reply_error_text (EINVAL, "there can be no %d drives", drives);
  unused_disks_wait ();
  for (int drive = 0; drive < drives; ++drive)
    if (scsi_disk_wait_for (drive) == -1)
      return -1;
  return 0;
}

int
do_internal_drive_added (int drive)
{
  if (drive < 0 || drive >= MAX_DISKS)
    return reply_error_text (EINVAL, "there can be no drive %d", drive);
  if (scsi_disk_wait_for (drive) == -1)
    return -1;
  storage_changed ();
  return 0;
}

int
do_internal_drive_removing (int drive)
{
  if (scsi_disk_take_away (drive) == -1)
    return -1;
  storage_changed ();
  return 0;
}
