/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which hypervisor runs the appliance. */

#ifndef GUESTFS_BACKEND_H
#define GUESTFS_BACKEND_H

#include "base/handle-type.h"

/* -1 without memory; backend_free frees what there was. */
extern int backend_init (guestfs_h *g);
extern void backend_free (guestfs_h *g);
/* Whether the setting NAME is on: "force_tcg" or "force_tcg=1". */
extern int backend_setting_bool (guestfs_h *g, const char *name);    /* 1, 0, -1 error */
extern const char *backend_setting (guestfs_h *g, const char *name); /* NULL if absent */

#endif /* GUESTFS_BACKEND_H */
