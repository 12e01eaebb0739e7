/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The deprecated setters of callbacks, one callback of each kind, made from
 * event callbacks. */

#include <config.h>

#include <limits.h>

#include "base/events.h"
#include "internal.h"

/* The parameters that every event callback has and these don't use. */
#define EVENT_PARAMETERS                                                              \
  guestfs_h *g, void *opaque, uint64_t event __attribute__ ((unused)),                \
    int event_handle __attribute__ ((unused)), int flags __attribute__ ((unused)),    \
    const char *bytes __attribute__ ((unused)), size_t size __attribute__ ((unused)), \
    const uint64_t *array __attribute__ ((unused)), size_t count __attribute__ ((unused))

static void
on_log_message (EVENT_PARAMETERS)
{
  const struct legacy_callback *legacy = opaque;
  int length = size > INT_MAX ? INT_MAX : (int) size;
  legacy->function.log_message (g, legacy->opaque, (char *) bytes, length);
}

static void
on_subprocess_quit (EVENT_PARAMETERS)
{
  const struct legacy_callback *legacy = opaque;
  legacy->function.subprocess_quit (g, legacy->opaque);
}

static void
on_launch_done (EVENT_PARAMETERS)
{
  const struct legacy_callback *legacy = opaque;
  legacy->function.launch_done (g, legacy->opaque);
}

static void
on_close (EVENT_PARAMETERS)
{
  const struct legacy_callback *legacy = opaque;
  legacy->function.close (g, legacy->opaque);
}

static void
on_progress (EVENT_PARAMETERS)
{
  const struct legacy_callback *legacy = opaque;
  if (count >= 4)
    legacy->function.progress (g, legacy->opaque, (int) array[0], (int) array[1], array[2],
                               array[3]);
}

/* Replaces the callback of KIND; FUNCTION is what events.c calls, NULL to
 * have none. */
static struct legacy_callback *
replace (guestfs_h *g, enum legacy_kind kind, guestfs_event_callback function, uint64_t event,
         void *opaque)
{
  struct legacy_callback *legacy = legacy_callback (g, kind);
  if (legacy->event_handle >= 0)
    guestfs_delete_event_callback (g, legacy->event_handle);
  legacy->event_handle = -1;
  legacy->opaque = opaque;
  if (function)
    legacy->event_handle = guestfs_set_event_callback (g, function, event, 0, legacy);
  return legacy;
}

void
guestfs_set_log_message_callback (guestfs_h *g, guestfs_log_message_cb cb, void *opaque)
{
  LOCK_HANDLE (g);
  replace (g, LEGACY_LOG_MESSAGE, cb ? on_log_message : NULL, GUESTFS_EVENT_APPLIANCE, opaque)
    ->function.log_message = cb;
}

void
guestfs_set_subprocess_quit_callback (guestfs_h *g, guestfs_subprocess_quit_cb cb, void *opaque)
{
  LOCK_HANDLE (g);
  replace (g, LEGACY_SUBPROCESS_QUIT, cb ? on_subprocess_quit : NULL, GUESTFS_EVENT_SUBPROCESS_QUIT,
           opaque)
    ->function.subprocess_quit = cb;
}

void
guestfs_set_launch_done_callback (guestfs_h *g, guestfs_launch_done_cb cb, void *opaque)
{
  LOCK_HANDLE (g);
  replace (g, LEGACY_LAUNCH_DONE, cb ? on_launch_done : NULL, GUESTFS_EVENT_LAUNCH_DONE, opaque)
    ->function.launch_done = cb;
}

void
guestfs_set_close_callback (guestfs_h *g, guestfs_close_cb cb, void *opaque)
{
  LOCK_HANDLE (g);
  replace (g, LEGACY_CLOSE, cb ? on_close : NULL, GUESTFS_EVENT_CLOSE, opaque)->function.close = cb;
}

void
guestfs_set_progress_callback (guestfs_h *g, guestfs_progress_cb cb, void *opaque)
{
  LOCK_HANDLE (g);
  replace (g, LEGACY_PROGRESS, cb ? on_progress : NULL, GUESTFS_EVENT_PROGRESS, opaque)
    ->function.progress = cb;
}
