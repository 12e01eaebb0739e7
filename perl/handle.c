/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The object that owns a guestfs handle: creation, explicit close, and close
 * when nothing refers to it any more.
 *
 * The handle hangs on the object's hash as magic, out of reach of Perl code,
 * so that no value in the hash can pass for one. */

#include "module.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Callbacks may run in here (CLOSE, TRACE and others); what they call on this
 * handle croaks. */
static void
close_handle (pTHX_ struct handle *handle)
{
  guestfs_h *g = handle->g;

  handle->g = NULL;
  guestfs_set_error_handler (g, NULL, NULL);
  guestfs_close (g);
  free_callbacks (aTHX_ handle);
}

/* A forked child drops its copy of the object; closing the handle is up to
 * the parent, whose appliance would end with it. */
static bool
may_close_implicitly (pTHX_ const struct handle *handle)
{
  if (handle->g == NULL || handle->calls_running > 0 || handle->creator != getpid ())
    return false;
  return handle->close_on_exit || PL_phase < PERL_PHASE_END;
}

/* The object has no DESTROY of ours, or it was not called. */
static int
free_magic (pTHX_ SV *object, MAGIC *magic)
{
  struct handle *handle = (struct handle *) (void *) magic->mg_ptr;
  PERL_UNUSED_ARG (object);

  if (PL_phase == PERL_PHASE_DESTRUCT)
    silence_callbacks (aTHX_ handle);
  if (may_close_implicitly (aTHX_ handle))
    close_handle (aTHX_ handle);
  /* What the library still refers to is left to the end of the process. */
  if (handle->g == NULL)
    Safefree (handle);
  return 0;
}

static const MGVTBL handle_magic = { .svt_free = free_magic };

struct handle *
find_handle (pTHX_ SV *object)
{
  if (!SvROK (object) || SvTYPE (SvRV (object)) != SVt_PVHV)
    return NULL;
  MAGIC *magic = mg_findext (SvRV (object), PERL_MAGIC_ext, &handle_magic);
  return magic ? (struct handle *) (void *) magic->mg_ptr : NULL;
}

/* Sys::Guestfs::_create ($class, $flags, $close_on_exit)
 *
 * The library's own handler at exit is never used: it would run, and call
 * event callbacks, after Perl is gone.  Perl destroys its objects before. */
static void
create (pTHX_ CV *cv)
{
  dXSARGS;

  if (items != 3)
    croak_xs_usage (cv, "class, flags, close_on_exit");
  HV *class = gv_stashsv (ST (0), GV_ADD);
  struct handle *handle;
  Newxz (handle, 1, struct handle);
  handle->creator = getpid ();
  handle->close_on_exit = SvTRUE (ST (2));
  handle->g = guestfs_create_flags (SvUV (ST (1)) | GUESTFS_CREATE_NO_CLOSE_ON_EXIT);
  if (handle->g == NULL) {
    int err = errno;
    Safefree (handle);
    croak ("Sys::Guestfs: could not create a handle: %s", strerror (err));
  }

  HV *hash = newHV ();
  sv_magicext ((SV *) hash, NULL, PERL_MAGIC_ext, &handle_magic, (const char *) (void *) handle, 0);
  ST (0) = sv_2mortal (sv_bless (newRV_noinc ((SV *) hash), class));
  XSRETURN (1);
}

static void
explicit_close (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature = { "close", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ & call, &signature, cv, ax, items);
  if (call.handle->calls_running > 0)
    croak ("close: a call on this handle is still running, around this event callback; "
           "close it when that call has returned");
  close_handle (aTHX_ call.handle);
  return_nothing (aTHX_ & call);
}

/* Not an error for a handle that was closed, nor for one that never was. */
static void
destroy (pTHX_ CV *cv)
{
  dXSARGS;

  if (items != 1)
    croak_xs_usage (cv, "g");
  struct handle *handle = find_handle (aTHX_ ST (0));
  if (handle != NULL && may_close_implicitly (aTHX_ handle))
    close_handle (aTHX_ handle);
  XSRETURN_EMPTY;
}

static void
last_errno (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature = { "last_errno", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ & call, &signature, cv, ax, items);
  return_value (aTHX_ & call, newSViv (guestfs_last_errno (call.handle->g)));
}

void
boot_handle (pTHX)
{
  newXS ("Sys::Guestfs::_create", create, __FILE__);
  newXS ("Sys::Guestfs::close", explicit_close, __FILE__);
  newXS ("Sys::Guestfs::DESTROY", destroy, __FILE__);
  newXS ("Sys::Guestfs::last_errno", last_errno, __FILE__);
}
