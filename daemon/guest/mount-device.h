/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making a filesystem ready to be mounted, with errors that say why not. */

#ifndef MOUNT_DEVICE_H
#define MOUNT_DEVICE_H

struct mount_request {
  const char *device;
  const char *type;    /* "ext4"; known and not empty */
  const char *options; /* "ro,noatime", as in mount(8); may be "" */
  const char *volume;  /* btrfs subvolume, or NULL */
};

/* A descriptor of the root of a mount that is not yet anywhere in the tree:
 * move_mount(2) puts it somewhere, and closing it undoes it.  -1 after
 * reply_error. */
extern int mount_device_detached (const struct mount_request *request);

#endif /* MOUNT_DEVICE_H */
