/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lock of the handle. */

#include <config.h>

#include <pthread.h>

#include "base/cancel.h"
#include "base/handle.h"
#include "base/lock.h"
#include "base/process-lock.h"

void
lock_init (guestfs_h *g)
{
  process_lock_init (&g->lock.mutex);
}

void
lock_free (guestfs_h *g)
{
  process_lock_free (&g->lock.mutex);
}

void
lock_handle (guestfs_h *g)
{
  process_lock_take (&g->lock.mutex);
  if (g->lock.depth++ > 0)
    return;
  g->lock.holder = pthread_self ();
  cancel_begin (&g->cancel);
}

void
unlock_handle (guestfs_h *g)
{
  void (*at_end) (guestfs_h * g) = NULL;

  if (--g->lock.depth == 0) {
    cancel_end (&g->cancel);
    at_end = g->lock.at_end;
    g->lock.at_end = NULL;
  }
  process_lock_release (&g->lock.mutex);
  if (at_end != NULL)
    at_end (g);
}

/* Where another thread holds the lock, that is no callback of ours; nor where one
 * held it that a fork has not copied, whose call comes to no end here. */
bool
lock_defer (guestfs_h *g, void (*function) (guestfs_h *g))
{
  if (!process_lock_try (&g->lock.mutex))
    return false;
  const bool is_inside = g->lock.depth > 0 && pthread_equal (g->lock.holder, pthread_self ());
  if (is_inside)
    g->lock.at_end = function;
  process_lock_release (&g->lock.mutex);
  return is_inside;
}
