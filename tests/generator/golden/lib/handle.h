/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the library's function for each call that needs no appliance.
 * Made by generator/emit/library/client_calls.ml from the declarations in generator/api/. */

#ifndef GUESTFS_LIB_HANDLE_H
#define GUESTFS_LIB_HANDLE_H

#include "base/api.h"

extern int impl_set_thing (guestfs_h *g, const char *name);
extern const char *impl_get_thing (guestfs_h *g);
extern const char *impl_find_thing (guestfs_h *g);
extern int impl_take_pointer (guestfs_h *g, void *thing);
extern int impl_old_thing (guestfs_h *g, const char *name);
extern int impl_older_thing (guestfs_h *g);

#endif /* GUESTFS_LIB_HANDLE_H */
