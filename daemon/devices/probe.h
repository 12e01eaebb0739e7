/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is on a device, as libblkid recognises it by its signatures. */

#ifndef PROBE_H
#define PROBE_H

#include <stddef.h>

/* All strings are malloc'd, and "" if there is nothing. */
struct device_probe {
  char *type;  /* "ext4", "LVM2_member" */
  char *usage; /* "filesystem", "raid", "crypto", "other" */
  char *label;
  char *uuid;
  char *entry_table; /* of a partition: "dos", "gpt" */
  char *entry_type;  /* "0x83", or a GUID in lower case */
};

/* Fills PROBES[i] with what is on DEVICES[i].  If libblkid cannot read one,
 * its strings are "".  0, or -1 after reply_error. */
extern int probe_devices (char *const *devices, size_t count, struct device_probe *probes);
/* One device; if it cannot be read that is an error. */
extern int probe_device (const char *device, struct device_probe *probe);
extern void device_probe_free (struct device_probe *probe);
#define CLEANUP_DEVICE_PROBE __attribute__ ((cleanup (device_probe_free)))

/* Removes all signatures of filesystems, partition tables and so on. */
extern int wipe_signatures (const char *device);

/* Whether one of the DEVICES has a signature of one of TYPES ("LVM2_member"),
 * which is much faster than asking for all.  1, 0, or -1 after reply_error. */
extern int probe_any (char *const *devices, const char *const *types);

#endif /* PROBE_H */
