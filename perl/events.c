/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Perl's subs as event callbacks. */

#include "module.h"

#include <errno.h>
#include <stdlib.h>

/* The library's opaque pointer is one of these.  It is freed after the
 * library has forgotten it, never while an event may still arrive. */
struct callback {
  struct callback *next;
  tTHX perl; /* the interpreter that registered it */
  SV *function;
  int event_handle;
};

static SV *
array_reference (pTHX_ const uint64_t *array, size_t count)
{
  AV *list = newAV ();

  for (size_t i = 0; i < count; ++i)
    av_push (list, uint64_value (aTHX_ array[i]));
  return newRV_noinc ((SV *) list);
}

/* There is nobody to die for: the library would not survive a jump across it.
 * The handler of warnings may die, too. */
static void
warn_of_error (pTHX)
{
  dSP;

  if (!SvTRUE (ERRSV))
    return;
  PUSHMARK (SP);
  mXPUSHs (newSVsv (ERRSV));
  PUTBACK;
  call_pv ("Sys::Guestfs::_callback_died", G_VOID | G_DISCARD | G_EVAL);
}

static void
call_function (pTHX_ SV *function, uint64_t event, int event_handle, const char *buf,
               size_t buf_len, SV *array)
{
  dSP;

  ENTER;
  SAVETMPS;
  save_scalar (PL_errgv); /* local $@ */
  /* On a stack of its own, so that "last" finds no loop of the caller's. */
  PUSHSTACKi (PERLSI_MAGIC);
  PUSHMARK (SP);
  EXTEND (SP, 4);
  mPUSHu (event);
  mPUSHi (event_handle);
  mPUSHp (buf ? buf : "", buf_len);
  mPUSHs (array);
  PUTBACK;
  call_sv (function, G_VOID | G_DISCARD | G_EVAL);
  POPSTACK;
  warn_of_error (aTHX);
  FREETMPS;
  LEAVE;
}

static void
event_callback (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
                const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  struct callback *callback = opaque;
  dTHXa (callback->perl);
  PERL_UNUSED_ARG (g);
  PERL_UNUSED_ARG (flags);

  if (callback->function == NULL)
    return;
  dSAVE_ERRNO;
  /* It may delete its own registration, and with it the struct. */
  SV *function = SvREFCNT_inc (callback->function);
  call_function (aTHX_ function, event, event_handle, buf, buf_len,
                 array_reference (aTHX_ array, array_len));
  SvREFCNT_dec (function);
  RESTORE_ERRNO;
}

/* ---- registration ---- */

/* The sub that VALUE refers to or names. */
static SV *
function_of (pTHX_ SV *value)
{
  HV *stash;
  GV *glob;

  SvGETMAGIC (value);
  bool other_reference = SvROK (value) && !SvAMAGIC (value) && SvTYPE (SvRV (value)) != SVt_PVCV;
  CV *function = SvOK (value) && !other_reference ? sv_2cv (value, &stash, &glob, 0) : NULL;
  if (function == NULL)
    croak ("set_event_callback: the callback is not a reference to a sub");
  return (SV *) function;
}

/* Reference and memory; the library must have forgotten it. */
static void
free_callback (pTHX_ struct callback *callback)
{
  SvREFCNT_dec (callback->function);
  Safefree (callback);
}

static void
set_event_callback (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature = { "set_event_callback", "g, cb, event_bitmask", 3,
                                              NULL };
  struct call call;

  begin_call (aTHX_ & call, &signature, cv, ax, items);
  SV *function = function_of (aTHX_ argument (aTHX_ & call, 1));
  uint64_t bitmask = (uint64_t) int64_argument (aTHX_ & call, 2, "event_bitmask");
  struct callback *callback;
  Newxz (callback, 1, struct callback);
  callback->perl = aTHX;
  callback->function = SvREFCNT_inc (function);

  enter_library (aTHX_ & call);
  callback->event_handle =
    guestfs_set_event_callback (call.g, event_callback, bitmask, 0, callback);
  bool failed = callback->event_handle == -1;
  if (failed)
    free_callback (aTHX_ callback);
  leave_library (aTHX_ & call, failed);
  callback->next = call.handle->callbacks;
  call.handle->callbacks = callback;
  return_value (aTHX_ & call, newSViv (callback->event_handle));
}

/* Takes the callback out of the list; NULL if it is not there. */
static struct callback *
unlink_callback (struct handle *handle, int event_handle)
{
  for (struct callback **link = &handle->callbacks; *link != NULL; link = &(*link)->next)
    if ((*link)->event_handle == event_handle) {
      struct callback *found = *link;
      *link = found->next;
      return found;
    }
  return NULL;
}

static void
delete_event_callback (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature = { "delete_event_callback", "g, event_handle", 2, NULL };
  struct call call;

  begin_call (aTHX_ & call, &signature, cv, ax, items);
  int event_handle = int_argument (aTHX_ & call, 1, "event_handle");
  enter_library (aTHX_ & call);
  /* An event handle that does not exist is ignored, as the library does. */
  struct callback *callback = unlink_callback (call.handle, event_handle);
  if (callback != NULL) {
    guestfs_delete_event_callback (call.g, event_handle);
    free_callback (aTHX_ callback);
  }
  leave_library (aTHX_ & call, false);
  return_nothing (aTHX_ & call);
}

void
silence_callbacks (pTHX_ struct handle *handle)
{
  for (struct callback *callback = handle->callbacks; callback; callback = callback->next) {
    SvREFCNT_dec (callback->function);
    callback->function = NULL;
  }
}

void
free_callbacks (pTHX_ struct handle *handle)
{
  while (handle->callbacks != NULL) {
    struct callback *first = handle->callbacks;
    handle->callbacks = first->next;
    free_callback (aTHX_ first);
  }
}

/* ---- functions and constants of the package ---- */

static void
event_to_string (pTHX_ CV *cv)
{
  dXSARGS;

  if (items != 1)
    croak_xs_usage (cv, "events");
  char *names = guestfs_event_to_string (SvUV (ST (0)));
  if (names == NULL)
    croak ("event_to_string: %s", strerror (errno));
  ST (0) = sv_2mortal (newSVpv (names, 0));
  free (names);
  XSRETURN (1);
}

static const struct {
  const char *name;
  UV value;
} constants[] = {
  { "Sys::Guestfs::EVENT_CLOSE", GUESTFS_EVENT_CLOSE },
  { "Sys::Guestfs::EVENT_SUBPROCESS_QUIT", GUESTFS_EVENT_SUBPROCESS_QUIT },
  { "Sys::Guestfs::EVENT_LAUNCH_DONE", GUESTFS_EVENT_LAUNCH_DONE },
  { "Sys::Guestfs::EVENT_PROGRESS", GUESTFS_EVENT_PROGRESS },
  { "Sys::Guestfs::EVENT_APPLIANCE", GUESTFS_EVENT_APPLIANCE },
  { "Sys::Guestfs::EVENT_LIBRARY", GUESTFS_EVENT_LIBRARY },
  { "Sys::Guestfs::EVENT_TRACE", GUESTFS_EVENT_TRACE },
  { "Sys::Guestfs::EVENT_ENTER", GUESTFS_EVENT_ENTER },
  { "Sys::Guestfs::EVENT_LIBVIRT_AUTH", GUESTFS_EVENT_LIBVIRT_AUTH },
  { "Sys::Guestfs::EVENT_WARNING", GUESTFS_EVENT_WARNING },
  { "Sys::Guestfs::EVENT_ALL", GUESTFS_EVENT_ALL },
};

void
boot_events (pTHX)
{
  newXS ("Sys::Guestfs::set_event_callback", set_event_callback, __FILE__);
  newXS ("Sys::Guestfs::delete_event_callback", delete_event_callback, __FILE__);
  newXS ("Sys::Guestfs::event_to_string", event_to_string, __FILE__);

  for (size_t i = 0; i < C_ARRAY_LENGTH (constants); ++i) {
    SV *constant = get_sv (constants[i].name, GV_ADD | GV_ADDMULTI);
    sv_setuv (constant, constants[i].value);
    SvREADONLY_on (constant);
  }
}
