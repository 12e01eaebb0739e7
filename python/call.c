/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One call of the library: the GIL is released around it, and the library's
 * error becomes an exception. */

#include "module.h"

#include <stdlib.h>
#include <string.h>

static bool
raise_closed (void)
{
  PyErr_SetString (closed_handle_type, "GuestFS: method called on closed handle");
  return false;
}

bool
begin_call_on (struct call *call, const char *name, struct handle *handle)
{
  *call = (struct call) { .name = name, .handle = handle };
  return handle->g != NULL || raise_closed ();
}

bool
begin_call (struct call *call, const char *name, PyObject *const *args, Py_ssize_t count,
            Py_ssize_t wanted)
{
  if (count != wanted + 1) {
    PyErr_Format (PyExc_TypeError, "%s: expected the handle and %zd arguments, not %zd", name,
                  wanted, count);
    return false;
  }
  if (!PyObject_TypeCheck (args[0], &handle_type)) {
    PyErr_Format (PyExc_TypeError, "%s: expected a handle, not %.200s", name,
                  Py_TYPE (args[0])->tp_name);
    return false;
  }
  if (!begin_call_on (call, name, (struct handle *) args[0]))
    return false;
  call->args = args + 1;
  return true;
}

void
end_call (struct call *call)
{
  Py_CLEAR (call->kept);
}

bool
keep_object (struct call *call, PyObject *object)
{
  int failed = -1;

  if (object == NULL)
    return false;
  if (call->kept == NULL)
    call->kept = PyList_New (0);
  if (call->kept != NULL)
    failed = PyList_Append (call->kept, object);
  Py_DECREF (object);
  return failed == 0;
}

bool
enter_library (struct call *call)
{
  if (call->handle->g == NULL)
    return raise_closed ();
  call->g = call->handle->g;
  call->handle->calls_running++;
  call->thread = PyEval_SaveThread ();
  /* The error handler belongs to the thread; without this one the library
   * would print to stderr what becomes an exception.  It waits for the
   * handle's lock, so it comes after the GIL is released. */
  guestfs_set_error_handler (call->g, NULL, NULL);
  return true;
}

bool
leave_library (struct call *call, bool failed)
{
  char *message = NULL;
  int err = 0;

  if (failed) {
    const char *last = guestfs_last_error (call->g);
    message = strdup (last ? last : "the library gave no reason");
    err = guestfs_last_errno (call->g);
  }
  PyEval_RestoreThread (call->thread);
  call->handle->calls_running--;
  if (!failed)
    return true;

  if (message == NULL)
    PyErr_NoMemory ();
  else
    raise_error (call->name, message, err);
  free (message);
  return false;
}
