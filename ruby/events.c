/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Procs, blocks and whatever has a method call as event callbacks. */

#include "module.h"
#if __has_include("guestfs-api/handle.h") /* in the library's tree guestfs.h is in parts */
#include "guestfs-api/handle.h"
#endif

#include <errno.h>
#include <ruby/thread.h>
#include <stdlib.h>
#include <string.h>

struct event {
  struct handle *handle;
  struct call *call; /* which caused it */
  uint64_t event;
  int event_handle;
  const char *buf;
  size_t buf_len;
  const uint64_t *array;
  size_t array_len;
};

static VALUE
call_callback (VALUE argument)
{
  const struct event *event = (const struct event *) argument;
  VALUE callback = rb_hash_lookup (event->handle->callbacks, INT2NUM (event->event_handle));
  VALUE array = rb_ary_new ();

  if (NIL_P (callback))
    return Qnil;
  for (size_t i = 0; i < event->array_len; ++i)
    rb_ary_push (array, ULL2NUM (event->array[i]));
  return rb_funcall (callback, rb_intern ("call"), 4, ULL2NUM (event->event),
                     INT2NUM (event->event_handle),
                     rb_utf8_str_new (event->buf ? event->buf : "", (long) event->buf_len), array);
}

static VALUE
print_error (VALUE argument, VALUE error)
{
  VALUE text = rb_sprintf ("libguestfs: exception in callback: %" PRIsVALUE, error);
  (void) argument;

  return rb_funcall (rb_stderr, rb_intern ("puts"), 1, text);
}

/* An error of the callback is only printed: the library would not survive a
 * jump across it.  Only Ruby can tell an error from what throw leaves behind,
 * which is no object. */
static VALUE
call_and_print_error (RB_BLOCK_CALL_FUNC_ARGLIST (yielded, argument))
{
  (void) yielded;
  (void) argc;
  (void) argv;
  (void) blockarg;

  return rb_rescue2 (call_callback, argument, print_error, Qnil, rb_eStandardError, (VALUE) 0);
}

/* Errors that other threads raise in this one wait until the callback has
 * returned, so that they are not taken for the callback's own. */
static VALUE
call_undisturbed (VALUE argument)
{
  VALUE mask = rb_hash_new ();

  rb_hash_aset (mask, rb_eStandardError, ID2SYM (rb_intern ("never")));
  return rb_block_call (rb_cThread, rb_intern ("handle_interrupt"), 1, &mask, call_and_print_error,
                        argument);
}

/* What comes out is to end more than the callback: exit, Interrupt, throw,
 * Thread#raise.  It ends the call, and goes on when the call has returned. */
static void *
deliver (void *data)
{
  struct event *event = data;

  set_current_call (NULL);
  rb_protect (call_undisturbed, (VALUE) event, &event->call->pending);
  if (event->call->pending != 0)
    guestfs_user_cancel (event->call->g);
  set_current_call (event->call);
  return NULL;
}

static void
event_callback (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
                const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  struct event data = {
    .handle = opaque,
    .call = current_call (),
    .event = event,
    .event_handle = event_handle,
    .buf = buf,
    .buf_len = buf_len,
    .array = array,
    .array_len = array_len,
  };
  (void) g;
  (void) flags;

  if (data.handle->silent || data.call == NULL || data.call->pending != 0)
    return;
  int err = errno;
  rb_thread_call_with_gvl (deliver, &data);
  errno = err;
}

/* ---- registration ---- */

struct registration {
  struct call call; /* first: it is passed as the call */
  uint64_t bitmask;
  int event_handle;
};

static bool
set_in_library (void *data)
{
  struct registration *registration = data;
  struct call *call = &registration->call;

  registration->event_handle =
    guestfs_set_event_callback (call->g, event_callback, registration->bitmask, 0, call->handle);
  return registration->event_handle != -1;
}

/* set_event_callback (callback, event_bitmask), or event_bitmask and a
 * block. */
static VALUE
set_event_callback (int argc, VALUE *argv, VALUE self)
{
  struct registration registration;
  struct call *call = &registration.call;
  bool block = argc == 1 && rb_block_given_p ();

  begin_call (call, "set_event_callback", self, argc, argv, block ? 1 : 2, NULL);
  VALUE callback = block ? rb_block_proc () : argv[0];
  if (!rb_respond_to (callback, rb_intern ("call")))
    rb_raise (rb_eTypeError, "set_event_callback: the callback has no method call");
  registration.bitmask = (uint64_t) int64_argument (call, block ? 0 : 1, "event_bitmask");
  run_call (set_in_library, &registration);
  VALUE event_handle = INT2NUM (registration.event_handle);
  rb_hash_aset (call->handle->callbacks, event_handle, callback);
  RB_GC_GUARD (callback);
  return event_handle;
}

static bool
delete_in_library (void *data)
{
  struct registration *registration = data;

  guestfs_delete_event_callback (registration->call.g, registration->event_handle);
  return true;
}

/* An event handle that does not exist is ignored, as the library does. */
static VALUE
delete_event_callback (VALUE self, VALUE event_handle)
{
  struct registration registration;

  begin_call (&registration.call, "delete_event_callback", self, 1, &event_handle, 1, NULL);
  registration.event_handle = int_argument (&registration.call, 0, "event_handle");
  rb_hash_delete (registration.call.handle->callbacks, event_handle);
  run_call (delete_in_library, &registration);
  return Qnil;
}

/* ---- functions and constants of the module ---- */

static VALUE
event_to_string (VALUE module, VALUE events)
{
  (void) module;
  char *names = guestfs_event_to_string (NUM2ULL (events));

  if (names == NULL)
    raise_error ("event_to_string", rb_utf8_str_new_cstr (strerror (errno)), errno);
  return text_result (names);
}

static const struct {
  const char *name;
  unsigned value;
} constants[] = {
  { "EVENT_CLOSE", GUESTFS_EVENT_CLOSE },
  { "EVENT_SUBPROCESS_QUIT", GUESTFS_EVENT_SUBPROCESS_QUIT },
  { "EVENT_LAUNCH_DONE", GUESTFS_EVENT_LAUNCH_DONE },
  { "EVENT_PROGRESS", GUESTFS_EVENT_PROGRESS },
  { "EVENT_APPLIANCE", GUESTFS_EVENT_APPLIANCE },
  { "EVENT_LIBRARY", GUESTFS_EVENT_LIBRARY },
  { "EVENT_TRACE", GUESTFS_EVENT_TRACE },
  { "EVENT_ENTER", GUESTFS_EVENT_ENTER },
  { "EVENT_LIBVIRT_AUTH", GUESTFS_EVENT_LIBVIRT_AUTH },
  { "EVENT_WARNING", GUESTFS_EVENT_WARNING },
  { "EVENT_ALL", GUESTFS_EVENT_ALL },
};

void
define_events (VALUE module, VALUE class)
{
  rb_define_method (class, "set_event_callback", set_event_callback, -1);
  rb_define_method (class, "delete_event_callback", delete_event_callback, 1);
  rb_define_module_function (module, "event_to_string", event_to_string, 1);
  for (size_t i = 0; i < sizeof constants / sizeof constants[0]; ++i)
    rb_define_const (module, constants[i].name, UINT2NUM (constants[i].value));
}
