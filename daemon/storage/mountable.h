/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mountables: a device, a subvolume of btrfs, or a path of the guest. */

#ifndef MOUNTABLE_H
#define MOUNTABLE_H

/* What a btrfs subvolume's name begins with. */
#define SUBVOLUME_PREFIX "btrfsvol:"

enum mountable_type { MOUNTABLE_DEVICE, MOUNTABLE_SUBVOLUME, MOUNTABLE_PATH };
struct mountable {
  enum mountable_type type;
  char *device; /* kernel's name, or the guest path for MOUNTABLE_PATH */
  char *volume; /* btrfs subvolume, for MOUNTABLE_SUBVOLUME */
};
extern void mountable_free (struct mountable *mountable);
#define CLEANUP_MOUNTABLE __attribute__ ((cleanup (mountable_free)))
/* API form of a result: device names and btrfsvol: strings. malloc'd. */
extern char *mountable_to_api (const char *kernel_string);

/* Parses STRING that begins with SUBVOLUME_PREFIX.  0 or an errno. */
extern int mountable_find (const char *string, struct mountable *mountable);

#endif /* MOUNTABLE_H */
