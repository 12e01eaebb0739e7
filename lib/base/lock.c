/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lock of the handle. */

#include <config.h>

#include <errno.h>
#include <pthread.h>

#include "base/handle.h"
#include "base/lock.h"

int
lock_init (guestfs_h *g)
{
  pthread_mutexattr_t attributes;
  int err = pthread_mutexattr_init (&attributes);
  if (err == 0) {
    pthread_mutexattr_settype (&attributes, PTHREAD_MUTEX_RECURSIVE);
    err = pthread_mutex_init (&g->lock.mutex, &attributes);
    pthread_mutexattr_destroy (&attributes);
  }
  errno = err;
  return err == 0 ? 0 : -1;
}

void
lock_free (guestfs_h *g)
{
  pthread_mutex_destroy (&g->lock.mutex);
}

void
lock_handle (guestfs_h *g)
{
  pthread_mutex_lock (&g->lock.mutex);
  g->lock.depth++;
}

void
unlock_handle (guestfs_h *g)
{
  void (*at_end) (guestfs_h * g) = --g->lock.depth == 0 ? g->lock.at_end : NULL;

  if (at_end != NULL)
    g->lock.at_end = NULL;
  pthread_mutex_unlock (&g->lock.mutex);
  if (at_end != NULL)
    at_end (g);
}

/* Where another thread holds the lock, that is no callback of ours. */
bool
lock_defer (guestfs_h *g, void (*function) (guestfs_h *g))
{
  if (pthread_mutex_trylock (&g->lock.mutex) != 0)
    return false;
  const bool is_inside = g->lock.depth > 0;
  if (is_inside)
    g->lock.at_end = function;
  pthread_mutex_unlock (&g->lock.mutex);
  return is_inside;
}
