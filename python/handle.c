/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The object that owns a guestfs handle: creation, explicit close, and close
 * by the garbage collector. */

#include "module.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

PyObject *
create_handle (PyObject *module, PyObject *const *args, Py_ssize_t count)
{
  (void) module;
  if (count != 1) {
    PyErr_SetString (PyExc_TypeError, "create: expected one argument, the flags");
    return NULL;
  }
  unsigned long flags = PyLong_AsUnsignedLong (args[0]);
  if (PyErr_Occurred ())
    return NULL;

  struct handle *handle = PyObject_GC_New (struct handle, &handle_type);
  if (handle == NULL)
    return NULL;
  handle->g = NULL;
  handle->calls_running = 0;
  handle->callbacks = NULL;
  handle->creator = getpid ();

  /* Reading the environment may look at directories. */
  int err;
  Py_BEGIN_ALLOW_THREADS handle->g = guestfs_create_flags ((unsigned) flags);
  err = errno;
  Py_END_ALLOW_THREADS

    PyObject_GC_Track ((PyObject *) handle);
  if (handle->g == NULL) {
    Py_DECREF (handle);
    raise_error ("create", strerror (err), err);
    return NULL;
  }
  return (PyObject *) handle;
}

/* Callbacks may run in here (CLOSE, TRACE and others); what they call on this
 * handle raises ClosedHandle. */
static void
close_handle (struct handle *handle)
{
  guestfs_h *g = handle->g;

  handle->g = NULL;
  Py_BEGIN_ALLOW_THREADS
    /* Per thread, and this one may never have made a call. */
    guestfs_set_error_handler (g, NULL, NULL);
  guestfs_close (g);
  Py_END_ALLOW_THREADS free_callbacks (handle);
}

static PyObject *
handle_close (PyObject *self, PyObject *unused)
{
  struct call call;
  (void) unused;

  if (!begin_call_on (&call, "close", (struct handle *) self))
    return NULL;
  if (call.handle->calls_running > 0) {
    raise_error ("close",
                 "close: a call on this handle is still running, in another thread or "
                 "around this event callback; close it when that call has returned",
                 EBUSY);
    return NULL;
  }
  close_handle (call.handle);
  Py_RETURN_NONE;
}

static int
handle_traverse (PyObject *self, visitproc visit, void *arg)
{
  return visit_callbacks ((struct handle *) self, visit, arg);
}

static int
handle_clear (PyObject *self)
{
  clear_callbacks ((struct handle *) self);
  return 0;
}

/* Runs once, before a cycle of garbage is taken apart, so callbacks still
 * work.  An exception that is on its way must survive it. */
static void
handle_finalize (PyObject *self)
{
  struct handle *handle = (struct handle *) self;
  PyObject *type, *value, *traceback;

  if (handle->g == NULL)
    return;
  /* A forked child drops its copy of the object; closing the handle is up to
   * the parent, whose appliance would end with it. */
  if (handle->creator != getpid ())
    return;
  PyErr_Fetch (&type, &value, &traceback);
  close_handle (handle);
  PyErr_Restore (type, value, traceback);
}

static void
handle_dealloc (PyObject *self)
{
  if (PyObject_CallFinalizerFromDealloc (self) == -1)
    return; /* a callback has made a new reference to it */
  PyObject_GC_UnTrack (self);
  PyObject_GC_Del (self);
}

static PyMethodDef handle_methods[] = {
  { "close", handle_close, METH_NOARGS, "Close the handle." },
  { "set_event_callback", (PyCFunction) (void (*) (void)) set_event_callback, METH_FASTCALL,
    "Register a function for events." },
  { "delete_event_callback", (PyCFunction) (void (*) (void)) delete_event_callback, METH_FASTCALL,
    "Remove a registered function." },
  { NULL, NULL, 0, NULL }
};

PyTypeObject handle_type = {
  PyVarObject_HEAD_INIT (NULL, 0).tp_name = "libguestfsmod.Handle",
  .tp_doc = "Owner of a libguestfs handle; use guestfs.GuestFS.",
  .tp_basicsize = sizeof (struct handle),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = handle_traverse,
  .tp_clear = handle_clear,
  .tp_finalize = handle_finalize,
  .tp_dealloc = handle_dealloc,
  .tp_methods = handle_methods,
};
