/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The object that owns a guestfs handle: creation, explicit close, and close
 * by the garbage collector. */

#include "module.h"

#include <errno.h>
#include <ruby/thread.h>
#include <string.h>
#include <unistd.h>

static void
mark_handle (void *data)
{
  const struct handle *handle = data;
  rb_gc_mark (handle->callbacks);
}

/* A forked child drops its copy of the object; closing the handle is up to
 * the parent, whose appliance would end with it. */
static bool
may_close_implicitly (const struct handle *handle)
{
  return handle->g != NULL && handle->calls_running == 0 && handle->creator == getpid ();
}

/* The garbage collector runs: no Ruby code may be called. */
static void
free_handle (void *data)
{
  struct handle *handle = data;

  handle->silent = true;
  if (may_close_implicitly (handle)) {
    guestfs_set_error_handler (handle->g, NULL, NULL);
    guestfs_close (handle->g);
    handle->g = NULL;
  }
  /* What the library still refers to is left to the end of the process. */
  if (handle->g == NULL)
    xfree (handle);
}

static size_t
size_of_handle (const void *data)
{
  (void) data;
  return sizeof (struct handle);
}

static const rb_data_type_t handle_type = {
  .wrap_struct_name = "guestfs_h",
  .function = { .dmark = mark_handle, .dfree = free_handle, .dsize = size_of_handle },
};

struct handle *
find_handle (VALUE object)
{
  return rb_check_typeddata (object, &handle_type);
}

static VALUE
allocate_handle (VALUE class)
{
  struct handle *handle;
  VALUE object = TypedData_Make_Struct (class, struct handle, &handle_type, handle);

  handle->callbacks = Qnil;
  return object;
}

/* ---- creation ---- */

struct creation {
  unsigned flags;
  guestfs_h *g;
  int err;
};

static void *
create_without_lock (void *data)
{
  struct creation *creation = data;

  creation->g = guestfs_create_flags (creation->flags);
  creation->err = errno;
  return NULL;
}

/* _create (environment, close_on_exit), from guestfs.rb.
 *
 * The library's own handler at exit is never used: it would run, and call
 * event callbacks, after Ruby is gone. */
static VALUE
create (VALUE self, VALUE environment, VALUE close_on_exit)
{
  struct handle *handle = find_handle (self);
  struct creation creation = { .flags = GUESTFS_CREATE_NO_CLOSE_ON_EXIT };

  if (!NIL_P (handle->callbacks))
    rb_raise (rb_eArgError, "initialize: the handle is initialized already");
  handle->callbacks = rb_hash_new ();
  handle->close_on_exit = RTEST (close_on_exit);
  handle->creator = getpid ();
  if (!RTEST (environment))
    creation.flags |= GUESTFS_CREATE_NO_ENVIRONMENT;
  /* Reading the environment may look at directories. */
  while (creation.g == NULL && creation.err == 0) {
    rb_thread_call_without_gvl2 (create_without_lock, &creation, NULL, NULL);
    if (creation.g == NULL && creation.err == 0)
      rb_thread_check_ints ();
  }
  handle->g = creation.g;
  if (handle->g == NULL)
    raise_error ("create", rb_utf8_str_new_cstr (strerror (creation.err)), creation.err);
  return Qnil;
}

/* ---- the end ---- */

static bool
close_library_handle (void *data)
{
  struct call *call = data;
  guestfs_close (call->g);
  return true;
}

/* Closing twice is not an error. */
static VALUE
close_handle (VALUE self)
{
  struct handle *handle = find_handle (self);
  struct call call;

  if (handle->g == NULL)
    return Qnil;
  begin_call (&call, "close", self, 0, NULL, 0, NULL);
  if (handle->calls_running > 0)
    raise_error ("close",
                 rb_utf8_str_new_cstr (
                   "close: a call on this handle is still running, in another thread or around "
                   "this event callback; close it when that call has returned"),
                 EBUSY);
  run_last_call (close_library_handle, &call);
  rb_hash_clear (handle->callbacks);
  return Qnil;
}

static VALUE
is_closed (VALUE self)
{
  return find_handle (self)->g == NULL ? Qtrue : Qfalse;
}

/* _program_ends, from guestfs.rb, while Ruby code may still be called. */
static VALUE
program_ends (VALUE self)
{
  struct handle *handle = find_handle (self);

  if (handle->close_on_exit && may_close_implicitly (handle))
    return close_handle (self);
  /* The garbage collector leaves it alone, too. */
  handle->creator = 0;
  return Qnil;
}

void
define_handle (VALUE class)
{
  rb_define_alloc_func (class, allocate_handle);
  rb_define_private_method (class, "_create", create, 2);
  rb_define_private_method (class, "_program_ends", program_ends, 0);
  rb_define_method (class, "close", close_handle, 0);
  rb_define_method (class, "closed?", is_closed, 0);
}
