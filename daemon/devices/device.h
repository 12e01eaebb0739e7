/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an argument names: a device, or a place, which is a device or a path of the
 * guest.  The stubs decide that once; a function that opens something never looks
 * at a name to find out what it is. */

#ifndef DEVICE_H
#define DEVICE_H

#include <stdbool.h>

struct device {
  char *kernel;     /* what the appliance's kernel and its programs call it */
  const char *name; /* as the caller wrote it, for errors */
};

struct place {
  bool is_device;
  struct device device; /* if it is one */
  const char *name;     /* the path of the guest, or the device's name */
};

extern void device_free (struct device *device);
#define CLEANUP_DEVICE __attribute__ ((cleanup (device_free)))
extern void place_free (struct place *place);
#define CLEANUP_PLACE __attribute__ ((cleanup (place_free)))

#endif /* DEVICE_H */
