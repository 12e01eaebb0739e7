/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What of the host shapes the appliance: texts that are the same as long as
 * it is. */

#ifndef GUESTFS_HOST_FACTS_H
#define GUESTFS_HOST_FACTS_H

#include "base/handle-type.h"

/* All are malloc'd.  The boot: another one after each start of the host. */
extern char *host_boot_id (guestfs_h *g);
/* Lines about the first processor, its flags and microcode among them. */
extern char *host_processor (guestfs_h *g);
/* PATH with its size and its time of change. */
extern char *host_file_version (guestfs_h *g, const char *path);

#endif /* GUESTFS_HOST_FACTS_H */
