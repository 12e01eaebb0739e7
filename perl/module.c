/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What XSLoader looks for.  The part of the module that is Perl is
 * Sys/Guestfs.pm. */

#include "module.h"

XS_EXTERNAL (boot_Sys__Guestfs);

XS_EXTERNAL (boot_Sys__Guestfs)
{
  /* Refuses another version of Perl, or of Guestfs.pm. */
  dXSBOOTARGSXSAPIVERCHK;
  PERL_UNUSED_VAR (items);

  boot_handle (aTHX);
  boot_events (aTHX);
  boot_calls (aTHX);
  Perl_xs_boot_epilog (aTHX_ ax);
}
