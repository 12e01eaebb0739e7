/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events: the library calls event_callback, which hands the event to
 * Guestfs.dispatch with the number under which guestfs.ml registered the
 * function. */

#include "binding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <caml/callback.h>
#include <caml/signals.h>

static value
copy_numbers (const uint64_t *numbers, size_t count)
{
  CAMLparam0 ();
  CAMLlocal2 (array, number);

  array = caml_alloc (count, 0);
  for (size_t i = 0; i < count; ++i) {
    number = caml_copy_int64 ((int64_t) numbers[i]);
    Store_field (array, i, number);
  }
  CAMLreturn (array);
}

/* Constructor number N of the type event stands for bit N. */
static value
event_value (uint64_t event)
{
  return Val_int (__builtin_ctzll (event));
}

static void
dispatch (value g, intptr_t id, uint64_t event, int event_handle, const char *buf, size_t buf_len,
          const uint64_t *array, size_t array_len)
{
  CAMLparam1 (g);
  CAMLlocal2 (message, numbers);

  message = caml_alloc_initialized_string (buf_len, buf ? buf : "");
  numbers = copy_numbers (array, array_len);
  value arguments[] = { g,       Val_long (id), event_value (event), Val_int (event_handle),
                        message, numbers };
  /* It reports exceptions itself; here there is nobody to raise them to. */
  caml_callbackN_exn (*caml_named_value ("Guestfs.dispatch"),
                      sizeof arguments / sizeof arguments[0], arguments);
  CAMLreturn0;
}

static void
event_callback (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
                const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  struct mlguestfs_call *call = mlguestfs_call_on (g);
  (void) flags;

  /* The library closes what is left at exit, when OCaml is gone. */
  if (call == NULL)
    return;
  caml_leave_blocking_section ();
  dispatch (*call->g_root, (intptr_t) opaque, event, event_handle, buf, buf_len, array, array_len);
  /* The other one may raise an exception through the library. */
  caml_enter_blocking_section_no_pending ();
}

value
guestfs_ocaml_set_event_callback (value g_value, value id, value bitmask)
{
  CAMLparam1 (g_value);
  void *opaque = (void *) (intptr_t) Long_val (id);
  uint64_t events = (uint64_t) Long_val (bitmask);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "set_event_callback", &g_value);
  mlguestfs_enter (&call);
  int event_handle = guestfs_set_event_callback (call.g, event_callback, events, 0, opaque);
  mlguestfs_leave (&call, event_handle == -1);
  CAMLreturn (Val_int (event_handle));
}

value
guestfs_ocaml_delete_event_callback (value g_value, value event_handle)
{
  CAMLparam1 (g_value);
  int number = Int_val (event_handle);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "delete_event_callback", &g_value);
  mlguestfs_enter (&call);
  guestfs_delete_event_callback (call.g, number);
  mlguestfs_leave (&call, false);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_event_to_string (value bitmask)
{
  char *names = guestfs_event_to_string ((uint64_t) Long_val (bitmask));

  if (names == NULL)
    mlguestfs_raise (strerror (errno));
  return mlguestfs_text_result (names);
}
