/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disks that come, change and go while the appliance runs. */

#ifndef SCSI_DISKS_H
#define SCSI_DISKS_H

/* The drives 0 to COUNT-1 have changed: the kernel looks at them again, and
 * takes all others away.  0, or -1 after reply_error. */
extern int scsi_disks_settle (int count);

#endif /* SCSI_DISKS_H */
