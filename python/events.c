/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Python functions as event callbacks. */

#include "module.h"

#include <stdlib.h>

/* The library's opaque pointer is one of these.  It is freed after the
 * library has forgotten it, never while an event may still arrive. */
struct callback {
  struct callback *next;
  PyObject *function;
  int event_handle;
};

static PyObject *
array_to_list (const uint64_t *array, size_t count)
{
  PyObject *list = PyList_New ((Py_ssize_t) count);

  for (size_t i = 0; list != NULL && i < count; ++i) {
    PyObject *number = PyLong_FromUnsignedLongLong (array[i]);
    if (number == NULL)
      Py_CLEAR (list);
    else
      PyList_SET_ITEM (list, (Py_ssize_t) i, number);
  }
  return list;
}

/* The function may delete its own registration, and with it the struct. */
static void
call_function (PyObject *function, uint64_t event, int event_handle, const char *buf,
               size_t buf_len, const uint64_t *array, size_t array_len)
{
  PyObject *list = array_to_list (array, array_len);
  PyObject *result = NULL;

  if (list != NULL)
    result = PyObject_CallFunction (function, "Kiy#N", (unsigned long long) event, event_handle,
                                    buf ? buf : "", (Py_ssize_t) buf_len, list);
  if (result == NULL)
    PyErr_WriteUnraisable (function); /* there is nobody to propagate it to */
  Py_XDECREF (result);
}

static void
event_callback (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
                const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  struct callback *callback = opaque;
  (void) g;
  (void) flags;

  /* The library closes handles at exit, when Python may be gone. */
  if (!Py_IsInitialized ())
    return;
  PyGILState_STATE gil = PyGILState_Ensure ();
  PyObject *function = callback->function;
  if (function != NULL) {
    Py_INCREF (function);
    call_function (function, event, event_handle, buf, buf_len, array, array_len);
    Py_DECREF (function);
  }
  PyGILState_Release (gil);
}

static bool
check_count (const char *name, Py_ssize_t count, Py_ssize_t wanted)
{
  if (count == wanted)
    return true;
  PyErr_Format (PyExc_TypeError, "%s: expected %zd arguments, not %zd", name, wanted, count);
  return false;
}

/* Reference and memory; the library must have forgotten it. */
static void
free_callback (struct callback *callback)
{
  Py_XDECREF (callback->function);
  free (callback);
}

static struct callback *
new_callback (PyObject *function)
{
  struct callback *callback = malloc (sizeof *callback);

  if (callback == NULL) {
    PyErr_NoMemory ();
    return NULL;
  }
  Py_INCREF (function);
  *callback = (struct callback) { .function = function };
  return callback;
}

PyObject *
set_event_callback (PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  struct handle *handle = (struct handle *) self;
  CLEANUP_CALL struct call call = { 0 };

  if (!check_count ("set_event_callback", count, 2)
      || !begin_call_on (&call, "set_event_callback", handle))
    return NULL;
  if (!PyCallable_Check (args[0])) {
    PyErr_SetString (PyExc_TypeError,
                     "callback parameter is not callable (eg. lambda or function)");
    return NULL;
  }
  unsigned long long bitmask = PyLong_AsUnsignedLongLong (args[1]);
  if (PyErr_Occurred ())
    return NULL;

  struct callback *callback = new_callback (args[0]);
  if (callback == NULL)
    return NULL;
  if (!enter_library (&call)) {
    free_callback (callback);
    return NULL;
  }
  int event_handle = guestfs_set_event_callback (call.g, event_callback, bitmask, 0, callback);
  if (!leave_library (&call, event_handle == -1)) {
    free_callback (callback);
    return NULL;
  }
  callback->event_handle = event_handle;
  callback->next = handle->callbacks;
  handle->callbacks = callback;
  return PyLong_FromLong (event_handle);
}

/* Takes the callback out of the list; NULL if it is not there. */
static struct callback *
unlink_callback (struct handle *handle, int event_handle)
{
  for (struct callback **link = &handle->callbacks; *link != NULL; link = &(*link)->next)
    if ((*link)->event_handle == event_handle) {
      struct callback *found = *link;
      *link = found->next;
      return found;
    }
  return NULL;
}

PyObject *
delete_event_callback (PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  struct handle *handle = (struct handle *) self;
  CLEANUP_CALL struct call call = { 0 };

  if (!check_count ("delete_event_callback", count, 1)
      || !begin_call_on (&call, "delete_event_callback", handle))
    return NULL;
  call.args = args;
  int event_handle;
  if (!int_argument (&call, 0, "event_handle", &event_handle))
    return NULL;

  /* An event handle that does not exist is ignored, as the library does. */
  struct callback *callback = unlink_callback (handle, event_handle);
  if (callback == NULL)
    Py_RETURN_NONE;
  if (!enter_library (&call)) {
    free_callback (callback);
    return NULL;
  }
  guestfs_delete_event_callback (call.g, event_handle);
  leave_library (&call, false);
  free_callback (callback);
  Py_RETURN_NONE;
}

PyObject *
event_to_string (PyObject *module, PyObject *bitmask)
{
  (void) module;
  unsigned long long events = PyLong_AsUnsignedLongLongMask (bitmask);
  if (PyErr_Occurred ())
    return NULL;
  char *names = guestfs_event_to_string (events);
  if (names == NULL)
    return PyErr_SetFromErrno (PyExc_OSError);
  return text_result (names);
}

int
visit_callbacks (struct handle *handle, visitproc visit, void *arg)
{
  for (struct callback *callback = handle->callbacks; callback; callback = callback->next)
    Py_VISIT (callback->function);
  return 0;
}

void
clear_callbacks (struct handle *handle)
{
  for (struct callback *callback = handle->callbacks; callback; callback = callback->next)
    Py_CLEAR (callback->function);
}

void
free_callbacks (struct handle *handle)
{
  while (handle->callbacks != NULL) {
    struct callback *first = handle->callbacks;
    handle->callbacks = first->next;
    free_callback (first);
  }
}
