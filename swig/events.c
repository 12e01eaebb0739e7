/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Event callbacks, and results that languages have in common. */

#include "glue.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const void *
struct_at (const struct_result *list, size_t i)
{
  return (const char *) list->first + i * list->size;
}

void
drop_callback (struct callback *callback)
{
  if (callback != NULL && !callback->is_registered)
    callback->release (callback);
}

/* A callback that deletes itself is released when it has returned. */
static void
forget_callback (struct callback *callback)
{
  callback->is_registered = false;
  if (callback->calls_running == 0)
    callback->release (callback);
}

static void
event_callback (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
                const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  struct callback *callback = opaque;
  bytes message = { .content = buf ? buf : "", .size = buf_len };
  (void) g;
  (void) flags;

  callback->calls_running++;
  callback->call (callback, (int64_t) event, event_handle, message, array, array_len);
  callback->calls_running--;
  if (callback->calls_running == 0 && !callback->is_registered)
    callback->release (callback);
}

int
guestfs_handle_set_event_callback (struct guestfs_handle *handle, struct callback *callback,
                                   int64_t events)
{
  if (!begin_call (handle, "set_event_callback"))
    return -1;
  int event_handle =
    guestfs_set_event_callback (handle->g, event_callback, (uint64_t) events, 0, callback);
  if (end_call (handle, event_handle == -1)) {
    callback->event_handle = event_handle;
    callback->is_registered = true;
    callback->next = handle->callbacks;
    handle->callbacks = callback;
  }
  return event_handle;
}

/* Takes the callback out of the list; NULL if it is not there. */
static struct callback *
unlink_callback (struct guestfs_handle *handle, int event_handle)
{
  for (struct callback **link = &handle->callbacks; *link != NULL; link = &(*link)->next)
    if ((*link)->event_handle == event_handle) {
      struct callback *found = *link;
      *link = found->next;
      return found;
    }
  return NULL;
}

/* An event handle that does not exist is ignored, as the library does. */
void
guestfs_handle_delete_event_callback (struct guestfs_handle *handle, int event_handle)
{
  if (!begin_call (handle, "delete_event_callback"))
    return;
  guestfs_delete_event_callback (handle->g, event_handle);
  struct callback *callback = unlink_callback (handle, event_handle);
  if (callback != NULL)
    forget_callback (callback);
  end_call (handle, false);
}

void
release_callbacks (struct guestfs_handle *handle)
{
  while (handle->callbacks != NULL) {
    struct callback *first = handle->callbacks;
    handle->callbacks = first->next;
    forget_callback (first);
  }
}

text_result
event_to_string (int64_t events)
{
  char *names = guestfs_event_to_string ((uint64_t) events);

  clear_failure ();
  if (names == NULL)
    set_failure ("event_to_string: %s", strerror (errno));
  return names;
}
