/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The deprecated setters of callbacks. */

#ifndef GUESTFS_LEGACY_CALLBACKS_H
#define GUESTFS_LEGACY_CALLBACKS_H

#include "base/handle-type.h"

extern void legacy_callbacks_free (guestfs_h *g);

#endif /* GUESTFS_LEGACY_CALLBACKS_H */
