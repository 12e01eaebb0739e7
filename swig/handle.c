/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Handles and failures: what every call of every language passes. */

#include "glue.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- failures ---- */

static const char no_memory[] = "out of memory";

/* Owned, or no_memory. */
static _Thread_local char *message;

void
clear_failure (void)
{
  if (message != no_memory)
    free (message);
  message = NULL;
}

void
set_failure (const char *format, ...)
{
  va_list args;

  clear_failure ();
  va_start (args, format);
  if (vasprintf (&message, format, args) == -1)
    message = (char *) no_memory;
  va_end (args);
}

const char *
failure (void)
{
  return message;
}

/* ---- calls ---- */

/* Some languages pass their null as any object. */
static bool
is_open (const struct guestfs_handle *handle, const char *call)
{
  clear_failure ();
  if (handle == NULL)
    set_failure ("%s: there is no handle", call);
  else if (handle->g == NULL)
    set_failure ("%s: the handle is closed", call);
  return failure () == NULL;
}

bool
begin_call (struct guestfs_handle *handle, const char *call)
{
  if (!is_open (handle, call))
    return false;
  handle->calls_running++;
  /* The error handler belongs to the thread; without this one the library
   * would print to stderr what becomes an error of the language. */
  guestfs_set_error_handler (handle->g, NULL, NULL);
  return true;
}

bool
end_call (struct guestfs_handle *handle, bool failed)
{
  handle->calls_running--;
  /* Event callbacks made calls of their own. */
  clear_failure ();
  if (failed) {
    const char *reason = guestfs_last_error (handle->g);
    set_failure ("%s", reason ? reason : "the library gave no reason");
  }
  return !failed;
}

/* ---- handles ---- */

struct create_options {
  uint64_t bitmask;
  int environment;
  int close_on_exit;
};

enum { ENVIRONMENT = 1, CLOSE_ON_EXIT = 2 };

static const struct option create_known[] = {
  { "environment", OPTION_BOOL, offsetof (struct create_options, environment), ENVIRONMENT },
  { "close_on_exit", OPTION_BOOL, offsetof (struct create_options, close_on_exit), CLOSE_ON_EXIT },
  { NULL, 0, 0, 0 },
};

struct guestfs_handle *
create (const struct options *options)
{
  struct create_options given = { .bitmask = 0, .environment = 1, .close_on_exit = 1 };

  clear_failure ();
  if (!take_options ("create", options, create_known, &given, &given.bitmask))
    return NULL;
  struct guestfs_handle *handle = calloc (1, sizeof *handle);
  if (handle != NULL)
    handle->g =
      guestfs_create_flags ((given.environment ? 0 : GUESTFS_CREATE_NO_ENVIRONMENT)
                            | (given.close_on_exit ? 0 : GUESTFS_CREATE_NO_CLOSE_ON_EXIT));
  if (handle == NULL || handle->g == NULL) {
    set_failure ("create: %s", strerror (errno));
    free (handle);
    return NULL;
  }
  handle->creator = getpid ();
  return handle;
}

/* Callbacks may run in here; what they call on this handle fails. */
static void
close_handle (struct guestfs_handle *handle)
{
  guestfs_h *g = handle->g;

  handle->g = NULL;
  guestfs_set_error_handler (g, NULL, NULL);
  guestfs_close (g);
  clear_failure ();
  release_callbacks (handle);
}

void
guestfs_handle_close (struct guestfs_handle *handle)
{
  if (!is_open (handle, "close"))
    return;
  if (handle->calls_running > 0)
    set_failure ("close: a call on this handle is still running around this event callback; "
                 "close it when that call has returned");
  else
    close_handle (handle);
}

/* Called by the garbage collector.  A forked child drops its copy; closing the
 * handle is up to the parent, whose appliance would end with it. */
void
delete_guestfs_handle (struct guestfs_handle *handle)
{
  if (handle == NULL)
    return;
  if (handle->g != NULL && handle->creator == getpid ())
    close_handle (handle);
  free (handle);
}

int
guestfs_handle_last_errno (struct guestfs_handle *handle)
{
  if (!begin_call (handle, "last_errno"))
    return -1;
  int err = guestfs_last_errno (handle->g);
  end_call (handle, false);
  return err;
}
