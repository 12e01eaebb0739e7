/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disks that come, change and go while the appliance runs. */

#ifndef SCSI_DISKS_H
#define SCSI_DISKS_H

/* For a template: finds out how this kernel looks at disks. */
extern void scsi_disks_get_ready (void);
/* The drives 0 to COUNT-1 have changed: the kernel looks at them again, and
 * begins to take away all others.  0, or -1 after reply_error. */
extern int scsi_disks_settle (int count);

/* A drive that the library added: waits until it can be used.  One that it will
 * remove: writes it out and lets the kernel forget it, if nothing uses it.  Both
 * return 0, or -1 after reply_error. */
extern int scsi_disk_wait_for (int target);
extern int scsi_disk_take_away (int target);

#endif /* SCSI_DISKS_H */
