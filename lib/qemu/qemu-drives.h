/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the hypervisor is told of a drive. */

#ifndef GUESTFS_QEMU_DRIVES_H
#define GUESTFS_QEMU_DRIVES_H

#include <stddef.h>

#include <jansson.h>

#include "base/handle-type.h"
#include "drives/drives.h"

/* What QMP's blockdev-add and device_add are told for one drive: nodes from
 * the bottom up, then the device.  SECRETS are objects for object-add. */
struct drive_plan {
  json_t *secrets; /* array */
  json_t *nodes;   /* array */
  json_t *device;
  int *descriptors; /* open files, which the hypervisor gets */
  size_t nr_descriptors;
  struct drive_files files;
};
/* What a node says besides: it is the file that is open as this descriptor; it
 * has to become an empty overlay of the node with this name. */
#define NODE_DESCRIPTOR "descriptor"
#define NODE_OVERLAY_OF "overlay-of"
/* A disk in the machine, but for what is in it ("drive"); NULL if memory is
 * short. */
extern json_t *disk_device (size_t index);
/* 0, or -1 with the error set. */
extern int drive_plan (guestfs_h *g, const struct drive *drive, size_t index,
                       struct drive_plan *plan);
extern void drive_plan_free (struct drive_plan *plan);
#define CLEANUP_DRIVE_PLAN __attribute__ ((cleanup (drive_plan_free)))

#endif /* GUESTFS_QEMU_DRIVES_H */
