/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One call of the library: the global VM lock is released around it, and the
 * library's error becomes an exception. */

#include "module.h"

#include <ruby/thread.h>
#include <stdlib.h>
#include <string.h>

/* Events come in the thread that made the call. */
static __thread struct call *this_call;

struct call *
current_call (void)
{
  return this_call;
}

void
set_current_call (struct call *call)
{
  this_call = call;
}

static void
check_open (const struct call *call)
{
  if (call->handle->g == NULL)
    rb_raise (rb_eArgError, "%s: used handle after closing it", call->name);
}

void
begin_call (struct call *call, const char *name, VALUE self, int argc, const VALUE *argv,
            int wanted, const struct option *options)
{
  *call = (struct call) { .name = name, .self = self, .argc = argc, .argv = argv };
  call->handle = find_handle (self);
  check_open (call);
  if (options == NULL)
    rb_check_arity (argc, wanted, wanted);
  else if (argc < wanted || argc > wanted + 1)
    rb_raise (rb_eArgError, "%s: expecting %d or %d arguments", name, wanted, wanted + 1);
}

void
keep_object (struct call *call, VALUE object)
{
  if (call->nr_kept == MAX_KEPT)
    rb_bug ("%s: more than %d arguments", call->name, MAX_KEPT);
  call->kept[call->nr_kept++] = object;
}

struct run {
  struct call *call;
  bool (*function) (void *data);
  bool done, succeeded;
};

static void
keep_error (struct call *call)
{
  const char *message = guestfs_last_error (call->g);

  call->message = strdup (message ? message : "the library gave no reason");
  call->err = guestfs_last_errno (call->g);
}

/* Without the VM lock: nothing of Ruby may be touched here. */
static void *
run_function (void *data)
{
  struct run *run = data;
  struct call *outer = current_call ();

  set_current_call (run->call);
  /* The error handler belongs to the thread; without this one the library
   * would print to stderr what becomes an exception. */
  guestfs_set_error_handler (run->call->g, NULL, NULL);
  run->succeeded = run->function (run->call);
  if (!run->succeeded)
    keep_error (run->call);
  set_current_call (outer);
  run->done = true;
  return NULL;
}

/* False if a signal or another thread has work for this one first. */
static bool
try_to_run (struct run *run)
{
  struct handle *handle = run->call->handle;

  handle->calls_running++;
  /* This form does not raise what others demand after the call, when its
   * result would be lost; but it may refuse to begin. */
  rb_thread_call_without_gvl2 (run_function, run, NULL, NULL);
  handle->calls_running--;
  return run->done;
}

static void
finish_run (struct run *run)
{
  struct call *call = run->call;
  VALUE message = Qnil;

  RB_GC_GUARD (call->self);
  if (!run->succeeded) {
    message = rb_utf8_str_new_cstr (call->message ? call->message : "out of memory");
    free (call->message);
  }
  if (call->pending != 0)
    rb_jump_tag (call->pending);
  if (!run->succeeded)
    raise_error (call->name, message, call->err);
}

void
run_call (bool (*function) (void *data), void *data)
{
  struct call *call = data;
  struct run run = { .call = call, .function = function };

  /* Conversions of arguments and handlers of signals are Ruby code, which may
   * have closed the handle. */
  check_open (call);
  call->g = call->handle->g;
  while (!try_to_run (&run)) {
    rb_thread_check_ints ();
    check_open (call);
  }
  finish_run (&run);
}

void
run_last_call (bool (*function) (void *data), void *data)
{
  struct call *call = data;
  struct run run = { .call = call, .function = function };

  call->g = call->handle->g;
  call->handle->g = NULL;
  while (!try_to_run (&run)) {
    call->handle->g = call->g;
    rb_thread_check_ints ();
    check_open (call);
    call->handle->g = NULL;
  }
  finish_run (&run);
}

void
warn_deprecated (const char *name, const char *replacement)
{
  if (replacement)
    rb_category_warn (RB_WARN_CATEGORY_DEPRECATED, "Guestfs#%s is deprecated; use #%s instead",
                      name, replacement);
  else
    rb_category_warn (RB_WARN_CATEGORY_DEPRECATED, "Guestfs#%s is deprecated", name);
}
