/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disks that are there, but are no drives: they are being taken away, and until
 * then programs wait. */

#ifndef UNUSED_DISKS_H
#define UNUSED_DISKS_H

#include <stdbool.h>

#define SCSI_DEVICES "/sys/bus/scsi/devices"

/* Targets of one controller (VIRTIO_SCSI_MAX_TARGET in qemu); the last one is no
 * drive. */
#define SCSI_TARGETS 256

/* Begins to take away those PRESENT at the controller HOST from target COUNT on. */
extern void unused_disks_take_away (unsigned host, const bool present[SCSI_TARGETS], int count);
/* Whether the disk is there, but is no drive. */
extern bool unused_disk_has_target (int target);
/* In a forked child, which does not have the thread. */
extern void unused_disks_leave (void);
/* Waits until there are only drives: for what does not ask for names. */
extern void unused_disks_wait (void);

#endif /* UNUSED_DISKS_H */
