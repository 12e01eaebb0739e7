/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the calls as functions of the module Guestfs.
 * Made by generator/emit/ocaml/ocaml_c.ml from the declarations in generator/api/. */

#include "binding.h"
#if __has_include("guestfs-api/handle.h")
#include "guestfs-api/handle.h"
#endif

value
guestfs_ocaml_find_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "find_thing", &g_value);
  mlguestfs_enter (&call);
  const char *result = guestfs_find_thing (call.g);
  mlguestfs_leave (&call, false);
  CAMLreturn (mlguestfs_optional_text_result (result));
}

value
guestfs_ocaml_get_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "get_thing", &g_value);
  mlguestfs_enter (&call);
  const char *result = guestfs_get_thing (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (caml_copy_string (result));
}

value
guestfs_ocaml_odd_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "odd_thing", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_odd_thing (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_old_thing (value g_value, value name_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "old_thing", &g_value);
  const char *name = mlguestfs_text (&call, "name", name_value);
  mlguestfs_enter (&call);
  int result = guestfs_old_thing (call.g, name);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_older_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "older_thing", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_older_thing (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_set_thing (value g_value, value name_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "set_thing", &g_value);
  const char *name = mlguestfs_text (&call, "name", name_value);
  mlguestfs_enter (&call);
  int result = guestfs_set_thing (call.g, name);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_stop_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "stop_thing", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_stop_thing (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_take_pointer (value g_value, value thing_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "take_pointer", &g_value);
  void *thing = mlguestfs_pointer (thing_value);
  mlguestfs_enter (&call);
  int result = guestfs_take_pointer (call.g, thing);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_int (result));
}

