/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Properties of a handle that shape the appliance. */

#ifndef GUESTFS_PROPERTIES_H
#define GUESTFS_PROPERTIES_H

#include "base/handle-type.h"

/* -1 without memory; properties_free frees what there was. */
extern int properties_init (guestfs_h *g);
extern void properties_free (guestfs_h *g);

#endif /* GUESTFS_PROPERTIES_H */
