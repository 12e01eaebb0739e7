/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events: who is told of them, and what is printed when nobody is. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/lock.h"
#include "base/memory.h"
#include "cleanup.h"

#define MAX_CALLBACKS 1000

struct registration {
  event_callback function; /* NULL: deleted */
  uint64_t mask;
  void *opaque;
};

struct event_list {
  struct registration *callbacks; /* the index is the event handle */
  int count;
};

/* By name, which is the order of event_to_string. */
static const struct {
  uint64_t bit;
  const char *name;
} event_names[] = {
  { GUESTFS_EVENT_APPLIANCE, "appliance" }, { GUESTFS_EVENT_CLOSE, "close" },
  { GUESTFS_EVENT_ENTER, "enter" },         { GUESTFS_EVENT_LAUNCH_DONE, "launch_done" },
  { GUESTFS_EVENT_LIBRARY, "library" },     { GUESTFS_EVENT_LIBVIRT_AUTH, "libvirt_auth" },
  { GUESTFS_EVENT_PROGRESS, "progress" },   { GUESTFS_EVENT_SUBPROCESS_QUIT, "subprocess_quit" },
  { GUESTFS_EVENT_TRACE, "trace" },         { GUESTFS_EVENT_WARNING, "warning" },
};
#define NR_EVENTS (sizeof event_names / sizeof event_names[0])

int
events_init (guestfs_h *g)
{
  g->events = calloc (1, sizeof *g->events);
  return g->events != NULL ? 0 : -1;
}

void
events_free (guestfs_h *g)
{
  if (g->events != NULL)
    free (g->events->callbacks);
  free (g->events);
  g->events = NULL;
}

int
event_callback_set (guestfs_h *g, event_callback callback, uint64_t events, void *opaque)
{
  struct event_list *list = g->events;

  if (callback == NULL)
    return set_error (g, EINVAL,
                      "set_event_callback: the callback is NULL; to remove one use "
                      "delete_event_callback");
  if (list->count >= MAX_CALLBACKS)
    return set_error (g, ENOSPC, "too many event callbacks registered");

  list->callbacks =
    safe_realloc (g, list->callbacks, (size_t) (list->count + 1) * sizeof *list->callbacks);
  list->callbacks[list->count] = (struct registration) { callback, events, opaque };
  return list->count++;
}

int
guestfs_set_event_callback (guestfs_h *g, guestfs_event_callback cb, uint64_t event_bitmask,
                            int flags, void *opaque)
{
  LOCK_HANDLE (g);

  if (flags != 0)
    return set_error (g, EINVAL, "flags parameter should be passed as 0 to this function");
  return event_callback_set (g, cb, event_bitmask, opaque);
}

void
event_callback_delete (guestfs_h *g, int event_handle)
{
  struct event_list *list = g->events;

  if (event_handle < 0 || event_handle >= list->count)
    return;
  /* The others keep their handles. */
  if (event_handle == list->count - 1)
    --list->count;
  else
    list->callbacks[event_handle].function = NULL;
}

void
guestfs_delete_event_callback (guestfs_h *g, int event_handle)
{
  LOCK_HANDLE (g);
  event_callback_delete (g, event_handle);
}

char *
guestfs_event_to_string (uint64_t event)
{
  char *text = NULL;
  size_t size;
  FILE *stream = open_memstream (&text, &size);
  if (stream == NULL)
    return NULL;
  const char *separator = "";
  for (size_t i = 0; i < NR_EVENTS; ++i)
    if (event & event_names[i].bit) {
      fprintf (stream, "%s%s", separator, event_names[i].name);
      separator = ",";
    }
  if (fclose (stream) != 0) {
    free (text);
    return NULL;
  }
  return text;
}

/* ---- firing ---- */

struct payload {
  const char *bytes;
  size_t size;
  const uint64_t *array;
  size_t count;
};

/* Calls the callbacks of EVENT; false if there are none. */
static bool
call_callbacks (guestfs_h *g, uint64_t event, const struct payload *payload)
{
  bool called = false;
  /* A callback may add and delete callbacks: those it adds are not called
   * for this event. */
  int count = g->events->count;
  for (int i = 0; i < count && i < g->events->count; ++i) {
    struct registration callback = g->events->callbacks[i];
    if (callback.function == NULL || !(callback.mask & event))
      continue;
    called = true;
    callback.function (g, callback.opaque, event, i, 0, payload->bytes, payload->size,
                       payload->array, payload->count);
  }
  return called;
}

static void
print_escaped_byte (FILE *stream, unsigned char c)
{
  static const char escapes[] = "0......abtnvfr"; /* of the codes 0 and 7 to 13 */

  if (c >= 0x20 && c < 0x7f)
    putc (c, stream);
  else if (c == 0 || (c >= 7 && c <= 13))
    fprintf (stream, "\\%c", escapes[c]);
  else
    fprintf (stream, "\\x%x", c);
}

static void
print_prefix (guestfs_h *g, FILE *stream, uint64_t event)
{
  switch (event) {
  case GUESTFS_EVENT_LIBRARY:
    fputs ("libguestfs: ", stream);
    break;
  case GUESTFS_EVENT_WARNING:
    fputs ("libguestfs: warning: ", stream);
    break;
  case GUESTFS_EVENT_TRACE:
    fputs ("libguestfs: trace: ", stream);
    if (g->properties.identifier[0] != '\0')
      fprintf (stream, "%s: ", g->properties.identifier);
    break;
  }
}

static bool
is_printed (const guestfs_h *g, uint64_t event)
{
  switch (event) {
  case GUESTFS_EVENT_APPLIANCE:
  case GUESTFS_EVENT_LIBRARY:
    return g->verbose;
  case GUESTFS_EVENT_TRACE:
  case GUESTFS_EVENT_WARNING:
    return true;
  default:
    return false;
  }
}

/* The message as one write, so that lines of several threads don't mix. */
static void
print_message (guestfs_h *g, uint64_t event, const char *message, size_t size)
{
  bool raw_lines = event == GUESTFS_EVENT_APPLIANCE;
  CLEANUP_FREE char *text = NULL;
  size_t text_size = 0;
  FILE *stream = open_memstream (&text, &text_size);
  if (stream == NULL)
    out_of_memory (g);

  print_prefix (g, stream, event);
  for (size_t i = 0; i < size; ++i)
    if (raw_lines && (message[i] == '\n' || message[i] == '\r'))
      putc (message[i], stream);
    else
      print_escaped_byte (stream, (unsigned char) message[i]);
  if (!raw_lines)
    putc ('\n', stream);
  if (fclose (stream) != 0)
    out_of_memory (g);
  fwrite (text, 1, text_size, stderr);
  fflush (stderr);
}

void
event_void (guestfs_h *g, uint64_t event)
{
  const struct payload payload = { NULL, 0, NULL, 0 };
  call_callbacks (g, event, &payload);
}

void
event_message (guestfs_h *g, uint64_t event, const char *message, size_t size)
{
  const struct payload payload = { message, size, NULL, 0 };
  if (!call_callbacks (g, event, &payload) && is_printed (g, event))
    print_message (g, event, message, size);
}

void
event_array (guestfs_h *g, uint64_t event, const uint64_t *array, size_t count)
{
  const struct payload payload = { NULL, 0, array, count };
  call_callbacks (g, event, &payload);
}

void
debug (guestfs_h *g, const char *fmt, ...)
{
  if (!g->verbose)
    return;
  va_list args;
  va_start (args, fmt);
  CLEANUP_FREE char *message = safe_vasprintf (g, fmt, args);
  va_end (args);
  event_message (g, GUESTFS_EVENT_LIBRARY, message, strlen (message));
}

void
warning (guestfs_h *g, const char *fmt, ...)
{
  va_list args;
  va_start (args, fmt);
  CLEANUP_FREE char *message = safe_vasprintf (g, fmt, args);
  va_end (args);
  event_message (g, GUESTFS_EVENT_WARNING, message, strlen (message));
}
