/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the calls of the API as methods of Guestfs::Guestfs.
 * Made by generator/emit/ruby/ruby_c.ml from the declarations in generator/api/. */

#include "module.h"
#if __has_include("guestfs-api/handle.h")
#include "guestfs-api/handle.h"
#endif

extern void define_calls_handle (void);

struct set_thing_call {
  struct call call;
  const char *name;
  int result;
};

static bool
run_set_thing (void *data)
{
  struct set_thing_call *c = data;
  c->result = guestfs_set_thing (c->call.g, c->name);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.set_thing(name) -> nil
 *
 * Set a thing.
 *
 * Sets.
 *
 * Added in version 1.0.6.
 */
static VALUE
call_set_thing (int argc, VALUE *argv, VALUE self)
{
  struct set_thing_call c;

  begin_call (&c.call, "set_thing", self, argc, argv, 1, NULL);
  c.name = text_argument (&c.call, 0, "name");
  run_call (run_set_thing, &c);
  return Qnil;
}

struct get_thing_call {
  struct call call;
  const char *result;
};

static bool
run_get_thing (void *data)
{
  struct get_thing_call *c = data;
  c->result = guestfs_get_thing (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.get_thing -> String
 *
 * Get a thing.
 *
 * Gets.
 *
 * Added in version 1.0.6.
 */
static VALUE
call_get_thing (int argc, VALUE *argv, VALUE self)
{
  struct get_thing_call c;

  begin_call (&c.call, "get_thing", self, argc, argv, 0, NULL);
  run_call (run_get_thing, &c);
  return const_text_result (c.result);
}

struct find_thing_call {
  struct call call;
  const char *result;
};

static bool
run_find_thing (void *data)
{
  struct find_thing_call *c = data;
  c->result = guestfs_find_thing (c->call.g);
  return true;
}

/*
 * call-seq:
 *   g.find_thing -> String or nil
 *
 * Find a thing.
 *
 * Finds, or nil.
 *
 * Added in version 1.0.6.
 */
static VALUE
call_find_thing (int argc, VALUE *argv, VALUE self)
{
  struct find_thing_call c;

  begin_call (&c.call, "find_thing", self, argc, argv, 0, NULL);
  run_call (run_find_thing, &c);
  return const_text_result (c.result);
}

struct take_pointer_call {
  struct call call;
  void *thing;
  int result;
};

static bool
run_take_pointer (void *data)
{
  struct take_pointer_call *c = data;
  c->result = guestfs_take_pointer (c->call.g, c->thing);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.take_pointer(thing) -> Integer
 *
 * Take a pointer.
 *
 * Takes.
 *
 * Added in version 1.0.6.
 */
static VALUE
call_take_pointer (int argc, VALUE *argv, VALUE self)
{
  struct take_pointer_call c;

  begin_call (&c.call, "take_pointer", self, argc, argv, 1, NULL);
  c.thing = pointer_argument (&c.call, 0, "thing");
  run_call (run_take_pointer, &c);
  return INT2NUM (c.result);
}

struct old_thing_call {
  struct call call;
  const char *name;
  int result;
};

static bool
run_old_thing (void *data)
{
  struct old_thing_call *c = data;
  c->result = guestfs_old_thing (c->call.g, c->name);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.old_thing(name) -> nil
 *
 * Set a thing, once.
 *
 * Sets.
 *
 * Deprecated: use #set_thing instead.
 *
 * Added in version 0.0.3.
 */
static VALUE
call_old_thing (int argc, VALUE *argv, VALUE self)
{
  struct old_thing_call c;

  begin_call (&c.call, "old_thing", self, argc, argv, 1, NULL);
  warn_deprecated ("old_thing", "set_thing");
  c.name = text_argument (&c.call, 0, "name");
  run_call (run_old_thing, &c);
  return Qnil;
}

struct older_thing_call {
  struct call call;
  int result;
};

static bool
run_older_thing (void *data)
{
  struct older_thing_call *c = data;
  c->result = guestfs_older_thing (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.older_thing -> nil
 *
 * Do nothing.
 *
 * Does nothing.
 *
 * Deprecated, without a replacement.
 *
 * Added in version 0.0.3.
 */
static VALUE
call_older_thing (int argc, VALUE *argv, VALUE self)
{
  struct older_thing_call c;

  begin_call (&c.call, "older_thing", self, argc, argv, 0, NULL);
  warn_deprecated ("older_thing", NULL);
  run_call (run_older_thing, &c);
  return Qnil;
}

struct stop_thing_call {
  struct call call;
  int result;
};

static bool
run_stop_thing (void *data)
{
  struct stop_thing_call *c = data;
  c->result = guestfs_stop_thing (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.stop_thing -> nil
 *
 * Stop it.
 *
 * Stops.
 *
 * Added in version 1.0.7.
 */
static VALUE
call_stop_thing (int argc, VALUE *argv, VALUE self)
{
  struct stop_thing_call c;

  begin_call (&c.call, "stop_thing", self, argc, argv, 0, NULL);
  run_call (run_stop_thing, &c);
  return Qnil;
}

struct odd_thing_call {
  struct call call;
  int result;
};

static bool
run_odd_thing (void *data)
{
  struct odd_thing_call *c = data;
  c->result = guestfs_odd_thing (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.odd_thing -> nil
 *
 * Do an odd thing.
 *
 * Does.
 *
 * Added in version 1.0.8.
 */
static VALUE
call_odd_thing (int argc, VALUE *argv, VALUE self)
{
  struct odd_thing_call c;

  begin_call (&c.call, "odd_thing", self, argc, argv, 0, NULL);
  run_call (run_odd_thing, &c);
  return Qnil;
}

void
define_calls_handle (void)
{
  VALUE module = rb_define_module ("Guestfs");
  VALUE class = rb_define_class_under (module, "Guestfs", rb_cObject);

  rb_define_method (class, "set_thing", call_set_thing, -1);
  rb_define_method (class, "get_thing", call_get_thing, -1);
  rb_define_method (class, "find_thing", call_find_thing, -1);
  rb_define_method (class, "take_pointer", call_take_pointer, -1);
  rb_define_method (class, "old_thing", call_old_thing, -1);
  rb_define_method (class, "older_thing", call_older_thing, -1);
  rb_define_method (class, "stop_thing", call_stop_thing, -1);
  rb_define_method (class, "odd_thing", call_odd_thing, -1);
}

