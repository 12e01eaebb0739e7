/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the host could not read or write of the drives' images: the hypervisor says
 * it in events, the appliance knows "Input/output error" at most. */

#ifndef GUESTFS_DISK_ERRORS_H
#define GUESTFS_DISK_ERRORS_H

#include "base/handle-type.h"

/* What belongs behind the error *ERR of a call: " (writing /disk.img on the host: No
 * space left on device)", malloc'd, and *ERR becomes what the host said; "" if the host
 * said nothing that explains it.  It is told once. */
extern char *disk_errors_explain (guestfs_h *g, int *err);

/* A call that has made safe what was written: 0, or -1 with an error of NAME that
 * tells which write failed, if no error has told it before. */
extern int disk_errors_check (guestfs_h *g, const char *name);

#endif /* GUESTFS_DISK_ERRORS_H */
