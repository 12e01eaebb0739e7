/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lock of the handle.  A callback may call the handle again, and may close it:
 * what it is used for ends before it does. */

#ifndef GUESTFS_LOCK_H
#define GUESTFS_LOCK_H

#include <stdbool.h>

#include "base/handle-type.h"

extern void lock_init (guestfs_h *g);
extern void lock_free (guestfs_h *g);

extern void lock_handle (guestfs_h *g);
extern void unlock_handle (guestfs_h *g);

/* If the caller runs inside a call of the handle, in one of its callbacks: FUNCTION
 * is called when that call has ended, in place of which it unlocks the handle. */
extern bool lock_defer (guestfs_h *g, void (*function) (guestfs_h *g));

/* Locks the handle for the current scope. */
static inline void
unlock_scope (guestfs_h **g)
{
  unlock_handle (*g);
}
#define LOCK_HANDLE(g)                                                             \
  __attribute__ ((cleanup (unlock_scope), unused)) guestfs_h *locked_handle = (g); \
  lock_handle (g)

#endif /* GUESTFS_LOCK_H */
