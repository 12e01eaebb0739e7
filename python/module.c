/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* libguestfsmod: initialization, constants and exceptions.  Programs import
 * guestfs, which is written on top of this module. */

#include "module.h"

#include <string.h>

PyObject *error_type;
PyObject *closed_handle_type;

/* File names of the guest in a message need not be UTF-8. */
static PyObject *
decode_message (const char *message)
{
  return PyUnicode_DecodeUTF8 (message, (Py_ssize_t) strlen (message), "backslashreplace");
}

static bool
set_attribute (PyObject *object, const char *name, PyObject *value)
{
  int failed = value == NULL || PyObject_SetAttrString (object, name, value) == -1;

  Py_XDECREF (value);
  return !failed;
}

/* Always false, for the caller to return. */
bool
raise_error (const char *call, const char *message, int err)
{
  PyObject *text = decode_message (message);
  PyObject *error = text ? PyObject_CallFunctionObjArgs (error_type, text, NULL) : NULL;

  if (error != NULL && set_attribute (error, "function", PyUnicode_FromString (call))
      && (err == 0 || set_attribute (error, "errno", PyLong_FromLong (err))))
    PyErr_SetObject (error_type, error);
  Py_XDECREF (error);
  Py_XDECREF (text);
  return false;
}

static bool
add_exceptions (PyObject *module)
{
  PyObject *defaults = Py_BuildValue ("{sOsO}", "errno", Py_None, "function", Py_None);

  if (defaults == NULL)
    return false;
  error_type = PyErr_NewExceptionWithDoc (
    "guestfs.Error",
    "A call failed.  errno is the error number, or None if there is none;\n"
    "function is the name of the call.",
    PyExc_RuntimeError, defaults);
  Py_DECREF (defaults);
  closed_handle_type = PyErr_NewExceptionWithDoc (
    "guestfs.ClosedHandle", "A method was called on a handle that had been closed.",
    PyExc_ValueError, NULL);
  if (error_type == NULL || closed_handle_type == NULL)
    return false;

  /* PyModule_AddObject takes a reference over; the variables keep theirs. */
  Py_INCREF (error_type);
  Py_INCREF (closed_handle_type);
  return PyModule_AddObject (module, "Error", error_type) == 0
         && PyModule_AddObject (module, "ClosedHandle", closed_handle_type) == 0;
}

static const struct {
  const char *name;
  long value;
} constants[] = {
  { "CREATE_NO_ENVIRONMENT", GUESTFS_CREATE_NO_ENVIRONMENT },
  { "CREATE_NO_CLOSE_ON_EXIT", GUESTFS_CREATE_NO_CLOSE_ON_EXIT },
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

static bool
add_constants (PyObject *module)
{
  for (size_t i = 0; i < sizeof constants / sizeof constants[0]; ++i)
    if (PyModule_AddIntConstant (module, constants[i].name, constants[i].value) == -1)
      return false;
  return true;
}

static PyMethodDef module_functions[] = {
  { "create", (PyCFunction) (void (*) (void)) create_handle, METH_FASTCALL, "Create a handle." },
  { "event_to_string", event_to_string, METH_O, "The names of the events in a bitmask." },
  { NULL, NULL, 0, NULL }
};

static struct PyModuleDef module_definition = {
  PyModuleDef_HEAD_INIT,
  .m_name = "libguestfsmod",
  .m_doc = "The C part of the module guestfs; programs import that one.",
  .m_size = -1,
  .m_methods = module_functions,
};

static bool
add_calls (PyObject *module)
{
  for (size_t i = 0; generated_calls[i] != NULL; ++i)
    if (PyModule_AddFunctions (module, generated_calls[i]) == -1)
      return false;
  return true;
}

PyMODINIT_FUNC
PyInit_libguestfsmod (void)
{
  if (PyType_Ready (&handle_type) == -1)
    return NULL;
  PyObject *module = PyModule_Create (&module_definition);
  if (module == NULL)
    return NULL;
  if (!add_calls (module) || !add_exceptions (module) || !add_constants (module)) {
    Py_DECREF (module);
    return NULL;
  }
  return module;
}
