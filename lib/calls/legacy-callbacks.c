/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The deprecated setters of callbacks, one callback of each kind, made from
 * event callbacks. */

#include <config.h>

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/api.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/lock.h"
#include "base/memory.h"
#include "calls/legacy-callbacks.h"

enum legacy_kind {
  LEGACY_LOG_MESSAGE,
  LEGACY_SUBPROCESS_QUIT,
  LEGACY_LAUNCH_DONE,
  LEGACY_CLOSE,
  LEGACY_PROGRESS,
  NR_LEGACY
};

/* One of each kind can be set at a time. */
struct legacy_callback {
  int event_handle; /* -1: not set */
  union {
    guestfs_log_message_cb log_message;
    guestfs_subprocess_quit_cb subprocess_quit;
    guestfs_launch_done_cb launch_done;
    guestfs_close_cb close;
    guestfs_progress_cb progress;
  } function;
  void *opaque;
};

struct legacy_callbacks {
  struct legacy_callback list[NR_LEGACY];
};

static struct legacy_callback *
legacy_callback (guestfs_h *g, enum legacy_kind kind)
{
  if (g->legacy_callbacks == NULL) {
    g->legacy_callbacks = safe_calloc (g, 1, sizeof *g->legacy_callbacks);
    for (size_t i = 0; i < NR_LEGACY; ++i)
      g->legacy_callbacks->list[i].event_handle = -1;
  }
  return &g->legacy_callbacks->list[kind];
}

void
legacy_callbacks_free (guestfs_h *g)
{
  free (g->legacy_callbacks);
}

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
replace (guestfs_h *g, enum legacy_kind kind, event_callback function, uint64_t event, void *opaque)
{
  struct legacy_callback *legacy = legacy_callback (g, kind);
  if (legacy->event_handle >= 0)
    event_callback_delete (g, legacy->event_handle);
  legacy->event_handle = -1;
  legacy->opaque = opaque;
  if (function)
    legacy->event_handle = event_callback_set (g, function, event, legacy);
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
