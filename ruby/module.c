/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* _guestfs: the classes and the exception.  Programs require guestfs, which is
 * written on top of this extension. */

#include "module.h"

static VALUE error_class;

void
raise_error (const char *function, VALUE message, int err)
{
  VALUE error = rb_exc_new_str (error_class, message);

  rb_ivar_set (error, rb_intern ("@function"), rb_utf8_str_new_cstr (function));
  rb_ivar_set (error, rb_intern ("@errno"), err ? INT2NUM (err) : Qnil);
  rb_exc_raise (error);
}

void Init__guestfs (void);

void
Init__guestfs (void)
{
  VALUE module = rb_define_module ("Guestfs");
  VALUE class = rb_define_class_under (module, "Guestfs", rb_cObject);

  error_class = rb_define_class_under (module, "Error", rb_eStandardError);
  rb_define_attr (error_class, "errno", 1, 0);
  rb_define_attr (error_class, "function", 1, 0);
  define_handle (class);
  define_events (module, class);
  define_calls ();
}
