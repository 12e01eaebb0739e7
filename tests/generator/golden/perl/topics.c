/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The topics of the calls of the API as subs of Sys::Guestfs.
 * Made by generator/emit/perl/perl_c.ml from the declarations in generator/api/. */

#include "module.h"

extern void boot_calls_things (pTHX);
extern void boot_calls_handle (pTHX);

void
boot_calls (pTHX)
{
  boot_calls_things (aTHX);
  boot_calls_handle (aTHX);
}
