/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One call of the library: OCaml's runtime is released around it, and the
 * library's error becomes an exception. */

#include "binding.h"

#include <stdlib.h>
#include <string.h>

#include <caml/callback.h>
#include <caml/fail.h>
#include <caml/signals.h>

/* Which calls run in a thread, so that an event finds the Guestfs.t whose
 * callbacks it is for.  Nothing else refers to the callbacks from C: a
 * closure that holds the handle does not keep it from being collected. */
static _Thread_local struct mlguestfs_call *innermost;

void
mlguestfs_push (struct mlguestfs_call *call)
{
  call->outer = innermost;
  innermost = call;
}

void
mlguestfs_pop (struct mlguestfs_call *call)
{
  innermost = call->outer;
}

struct mlguestfs_call *
mlguestfs_call_on (guestfs_h *g)
{
  struct mlguestfs_call *call = innermost;

  while (call != NULL && call->g != g)
    call = call->outer;
  return call;
}

void
mlguestfs_raise (const char *message)
{
  caml_raise_with_string (*caml_named_value ("Guestfs.Error"), message);
}

static void
raise_closed (struct mlguestfs_call *call)
{
  mlguestfs_free_copies (call);
  caml_raise_with_string (*caml_named_value ("Guestfs.Handle_closed"), call->name);
}

/* The handle as the library knows it, or NULL if it is closed. */
static guestfs_h *
use_handle (struct mlguestfs_handle *handle)
{
  pthread_mutex_lock (&handle->lock);
  guestfs_h *g = handle->g;
  if (g != NULL)
    handle->calls_running++;
  pthread_mutex_unlock (&handle->lock);
  return g;
}

static void
leave_handle (struct mlguestfs_handle *handle)
{
  pthread_mutex_lock (&handle->lock);
  handle->calls_running--;
  pthread_mutex_unlock (&handle->lock);
}

static bool
is_open (struct mlguestfs_handle *handle)
{
  pthread_mutex_lock (&handle->lock);
  bool open = handle->g != NULL;
  pthread_mutex_unlock (&handle->lock);
  return open;
}

void
mlguestfs_begin (struct mlguestfs_call *call, const char *name, value *g_root)
{
  *call = (struct mlguestfs_call) {
    .name = name,
    .handle = mlguestfs_handle_of (*g_root),
    .g_root = g_root,
  };
  if (!is_open (call->handle))
    raise_closed (call);
}

void
mlguestfs_enter (struct mlguestfs_call *call)
{
  /* Handlers of signals may raise, here where nothing is held yet. */
  value outcome = caml_process_pending_actions_exn ();
  if (Is_exception_result (outcome)) {
    mlguestfs_free_copies (call);
    caml_raise (Extract_exception (outcome));
  }

  call->g = use_handle (call->handle);
  if (call->g == NULL)
    raise_closed (call);
  mlguestfs_push (call);
  caml_enter_blocking_section_no_pending ();
  /* The error handler belongs to the thread; without this one the library
   * would print to stderr what becomes an exception. */
  guestfs_set_error_handler (call->g, NULL, NULL);
}

static value
copy_message (const char *message)
{
  return caml_copy_string (message ? message : "the library gave no reason");
}

void
mlguestfs_leave (struct mlguestfs_call *call, bool failed)
{
  caml_leave_blocking_section ();
  mlguestfs_pop (call);
  mlguestfs_free_copies (call);
  if (!failed) {
    leave_handle (call->handle);
    return;
  }

  /* The message is the handle's, and the handle stays as long as the call. */
  value message = copy_message (guestfs_last_error (call->g));
  leave_handle (call->handle);
  caml_raise_with_arg (*caml_named_value ("Guestfs.Error"), message);
}
