/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the library and the object that is preloaded into the hypervisor agree
 * on. */

#ifndef GUESTFS_QEMU_DESCRIPTORS_H
#define GUESTFS_QEMU_DESCRIPTORS_H

/* DESCRIPTOR_PREFIX "7" opens a copy of descriptor 7.  There is no such
 * directory. */
#define DESCRIPTOR_PREFIX "/guestfs-descriptor/"

/* The object's file, beside the appliance. */
#define DESCRIPTORS_OBJECT "qemu-descriptors.so"

#endif /* GUESTFS_QEMU_DESCRIPTORS_H */
