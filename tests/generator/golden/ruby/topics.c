/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The topics of the calls of the API as methods of Guestfs::Guestfs.
 * Made by generator/emit/ruby/ruby_c.ml from the declarations in generator/api/. */

#include "module.h"

extern void define_calls_things (void);
extern void define_calls_handle (void);

void
define_calls (void)
{
  define_calls_things ();
  define_calls_handle ();
}
