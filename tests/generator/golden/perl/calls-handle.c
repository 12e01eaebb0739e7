/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the calls of the API as subs of Sys::Guestfs.
 * Made by generator/emit/perl/perl_c.ml from the declarations in generator/api/. */

#include "module.h"
#if __has_include("guestfs-api/handle.h")
#include "guestfs-api/handle.h"
#endif

extern void boot_calls_handle (pTHX);

static void
call_set_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "set_thing", "g, name", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *name = text_argument (aTHX_ &call, 1, "name");

  enter_library (aTHX_ &call);
  int result = guestfs_set_thing (call.g, name);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_get_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "get_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  const char *result = guestfs_get_thing (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_const_text (aTHX_ &call, result);
}

static void
call_find_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "find_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  const char *result = guestfs_find_thing (call.g);
  leave_library (aTHX_ &call, false);
  return_const_text (aTHX_ &call, result);
}

static void
call_take_pointer (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "take_pointer", "g, thing", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  void *thing = pointer_argument (aTHX_ &call, 1, "thing");

  enter_library (aTHX_ &call);
  int result = guestfs_take_pointer (call.g, thing);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, newSViv (result));
}

static void
call_old_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "old_thing", "g, name", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  warn_deprecated (aTHX_ &call, "set_thing");
  const char *name = text_argument (aTHX_ &call, 1, "name");

  enter_library (aTHX_ &call);
  int result = guestfs_old_thing (call.g, name);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_older_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "older_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  warn_deprecated (aTHX_ &call, NULL);

  enter_library (aTHX_ &call);
  int result = guestfs_older_thing (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_stop_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "stop_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_stop_thing (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_odd_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "odd_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_odd_thing (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static const struct {
  const char *name;
  XSUBADDR_t sub;
} calls_handle[] = {
  { "Sys::Guestfs::set_thing", call_set_thing },
  { "Sys::Guestfs::get_thing", call_get_thing },
  { "Sys::Guestfs::find_thing", call_find_thing },
  { "Sys::Guestfs::take_pointer", call_take_pointer },
  { "Sys::Guestfs::old_thing", call_old_thing },
  { "Sys::Guestfs::older_thing", call_older_thing },
  { "Sys::Guestfs::stop_thing", call_stop_thing },
  { "Sys::Guestfs::odd_thing", call_odd_thing },
  { NULL, NULL },
};

void
boot_calls_handle (pTHX)
{
  for (size_t i = 0; calls_handle[i].name != NULL; ++i)
    newXS (calls_handle[i].name, calls_handle[i].sub, __FILE__);
}

