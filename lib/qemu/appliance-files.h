/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The files that a machine is made of. */

#ifndef GUESTFS_APPLIANCE_FILES_H
#define GUESTFS_APPLIANCE_FILES_H

#include "base/handle-type.h"

struct machine_facts;

/* Where the parts of an appliance are. */
struct appliance {
  char *directory, *kernel, *initrd, *root;
  char *preload; /* object for the hypervisor, NULL if it is not there */
};

/* Looks for vmlinuz, initrd and root.erofs along the handle's path.  0, or -1
 * with the error set. */
extern int appliance_find (guestfs_h *g, struct appliance *appliance);
extern void appliance_free (struct appliance *appliance);
#define CLEANUP_APPLIANCE __attribute__ ((cleanup (appliance_free)))

/* The hypervisor's file, malloc'd; NULL with the error set. */
extern char *hypervisor_find (guestfs_h *g, const struct machine_facts *facts);

#endif /* GUESTFS_APPLIANCE_FILES_H */
