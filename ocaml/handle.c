/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The custom block that owns a guestfs handle: creation and closing.  The
 * finaliser that closes a forgotten handle is in guestfs.ml, because a
 * finaliser in OCaml may run event callbacks and one in C may not. */

#include "binding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <caml/custom.h>
#include <caml/fail.h>
#include <caml/signals.h>

#define Handle_val(v) (*(struct mlguestfs_handle **) Data_custom_val (v))

/* Runs after the finaliser of guestfs.ml, so the handle is closed, or it
 * belongs to the parent of a forked process. */
static void
free_handle (value block)
{
  struct mlguestfs_handle *handle = Handle_val (block);

  pthread_mutex_destroy (&handle->lock);
  free (handle);
}

static struct custom_operations handle_operations = {
  .identifier = "guestfs.handle",
  .finalize = free_handle,
  .compare = custom_compare_default,
  .hash = custom_hash_default,
  .serialize = custom_serialize_default,
  .deserialize = custom_deserialize_default,
  .compare_ext = custom_compare_ext_default,
  .fixed_length = custom_fixed_length_default,
};

struct mlguestfs_handle *
mlguestfs_handle_of (value g_value)
{
  return Handle_val (Field (g_value, 0));
}

static struct mlguestfs_handle *
new_handle (void)
{
  struct mlguestfs_handle *handle = calloc (1, sizeof *handle);

  if (handle == NULL)
    caml_raise_out_of_memory ();
  pthread_mutex_init (&handle->lock, NULL);
  handle->creator = getpid ();
  return handle;
}

value
guestfs_ocaml_create (value environment, value close_on_exit)
{
  CAMLparam0 ();
  CAMLlocal1 (block);
  unsigned flags = 0;

  if (!Bool_val (environment))
    flags |= GUESTFS_CREATE_NO_ENVIRONMENT;
  if (!Bool_val (close_on_exit))
    flags |= GUESTFS_CREATE_NO_CLOSE_ON_EXIT;

  struct mlguestfs_handle *handle = new_handle ();
  /* A hundred forgotten handles make the collector look for them. */
  block = caml_alloc_custom (&handle_operations, sizeof handle, 1, 100);
  Handle_val (block) = handle;

  /* Reading the environment may look at directories. */
  caml_enter_blocking_section_no_pending ();
  handle->g = guestfs_create_flags (flags);
  int err = errno;
  caml_leave_blocking_section ();

  if (handle->g == NULL)
    mlguestfs_raise (strerror (err));
  CAMLreturn (block);
}

/* Takes the library's handle away, unless a call is running. */
static guestfs_h *
take_handle (struct mlguestfs_handle *handle, bool *is_busy_r)
{
  guestfs_h *g = NULL;

  pthread_mutex_lock (&handle->lock);
  *is_busy_r = handle->calls_running > 0;
  if (!*is_busy_r) {
    g = handle->g;
    handle->g = NULL;
  }
  pthread_mutex_unlock (&handle->lock);
  return g;
}

/* Callbacks may run in here (CLOSE, TRACE and others); what they call on this
 * handle raises Handle_closed. */
static void
close_taken (guestfs_h *g, value *g_root)
{
  struct mlguestfs_call call = { .name = "close", .g = g, .g_root = g_root };

  mlguestfs_push (&call);
  caml_enter_blocking_section_no_pending ();
  /* Per thread, and this one may never have made a call. */
  guestfs_set_error_handler (g, NULL, NULL);
  guestfs_close (g);
  caml_leave_blocking_section ();
  mlguestfs_pop (&call);
}

value
guestfs_ocaml_close (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;
  bool is_busy;

  mlguestfs_begin (&call, "close", &g_value);
  guestfs_h *g = take_handle (call.handle, &is_busy);
  if (is_busy)
    mlguestfs_raise ("close: a call on this handle is still running, in another thread or around "
                     "this event callback; close it when that call has returned");
  if (g != NULL)
    close_taken (g, &g_value);
  CAMLreturn (Val_unit);
}

/* For the finaliser, and at exit.  A forked child drops its copy; closing the
 * handle is up to the parent, whose appliance would end with it. */
value
guestfs_ocaml_close_forgotten (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_handle *handle = mlguestfs_handle_of (g_value);
  bool is_busy;

  if (handle->creator == getpid ()) {
    guestfs_h *g = take_handle (handle, &is_busy);
    if (g != NULL)
      close_taken (g, &g_value);
  }
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_last_errno (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "last_errno", &g_value);
  mlguestfs_enter (&call);
  int err = guestfs_last_errno (call.g);
  mlguestfs_leave (&call, false);
  CAMLreturn (Val_int (err));
}

/* In the order of Guestfs.Errno. */
value
guestfs_ocaml_errno_numbers (value unit)
{
  static const int numbers[] = { EINVAL, ENOTSUP, EPERM, ESRCH, ENOENT, EROFS, ENOSPC };
  enum { COUNT = sizeof numbers / sizeof numbers[0] };
  value array = caml_alloc (COUNT, 0);
  (void) unit;

  for (size_t i = 0; i < COUNT; ++i)
    Store_field (array, i, Val_int (numbers[i]));
  return array;
}
