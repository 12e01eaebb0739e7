/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One call of the library: the number of arguments and the handle are checked
 * before it, and the library's error is what Perl dies of. */

#include "module.h"

static void
check_open (pTHX_ const struct call *call)
{
  if (call->handle->g == NULL)
    croak ("Sys::Guestfs::%s(): called on a closed handle", call->signature->name);
}

void
begin_call (pTHX_ struct call *call, const struct signature *signature, CV *cv, I32 ax, I32 items)
{
  *call = (struct call) { .signature = signature, .ax = ax, .items = items };
  if (items < signature->arguments || (items > signature->arguments && !signature->options))
    croak_xs_usage (cv, signature->usage);

  SV *object = argument (aTHX_ call, 0);
  call->handle = find_handle (aTHX_ object);
  if (call->handle == NULL)
    croak ("Sys::Guestfs::%s(): g is not a Sys::Guestfs object", signature->name);
  check_open (aTHX_ call);

  /* A callback may drop the last reference while the call runs. */
  sv_2mortal (SvREFCNT_inc (SvRV (object)));
  if ((items - signature->arguments) % 2 != 0)
    croak ("expecting an even number of extra parameters");
}

void
enter_library (pTHX_ struct call *call)
{
  check_open (aTHX_ call);
  call->g = call->handle->g;
  call->handle->calls_running++;
  /* The library would print to stderr what Perl dies of. */
  guestfs_set_error_handler (call->g, NULL, NULL);
}

void
leave_library (pTHX_ struct call *call, bool failed)
{
  call->handle->calls_running--;
  if (!failed)
    return;
  const char *message = guestfs_last_error (call->g);
  croak ("%s", message ? message : "the library gave no reason");
}

void
warn_deprecated (pTHX_ const struct call *call, const char *replacement)
{
  const char *name = call->signature->name;

  if (replacement)
    Perl_ck_warner (aTHX_ packWARN (WARN_DEPRECATED),
                    "Sys::Guestfs::%s is deprecated; use Sys::Guestfs::%s instead", name,
                    replacement);
  else
    Perl_ck_warner (aTHX_ packWARN (WARN_DEPRECATED), "Sys::Guestfs::%s is deprecated", name);
}
