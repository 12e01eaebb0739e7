/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Data that a program keeps with the handle. */

#ifndef GUESTFS_PRIVATE_DATA_H
#define GUESTFS_PRIVATE_DATA_H

#include "base/handle-type.h"

extern void private_data_free (guestfs_h *g);

#endif /* GUESTFS_PRIVATE_DATA_H */
