/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors with the names of devices that users know. */

#ifndef DEVICE_ERRORS_H
#define DEVICE_ERRORS_H

/* reply_error and its relatives with the name of DEVICE, as users know it, in
 * front: "/dev/sda1: …".  Always -1. */
extern int reply_device_error (int err, const char *device, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));
extern int reply_device_error_text (int err, const char *device, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));

/* TEXT, which a program or the kernel wrote, with the names that users know the
 * disks and partitions by: "/dev/sdc1" and "(sdc1)" may be /dev/sda1 to them.
 * malloc'd, NULL if there is no memory. */
extern char *device_names_to_api (const char *text);

#endif /* DEVICE_ERRORS_H */
