/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the calls of the API as functions of libguestfsmod.
 * Made by generator/emit/python/python_c.ml from the declarations in generator/api/. */

#include "module.h"
#if __has_include("guestfs-api/handle.h")
#include "guestfs-api/handle.h"
#endif

extern PyMethodDef handle_calls[];

static PyObject *
call_set_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *name;
  (void) module;

  if (!begin_call (&call, "set_thing", given, nr_given, 1) ||
      !text_argument (&call, 0, "name", &name) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_set_thing (call.g, name);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_get_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "get_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  const char *result = guestfs_get_thing (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return const_text_result (result);
}

static PyObject *
call_find_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "find_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  const char *result = guestfs_find_thing (call.g);
  if (!leave_library (&call, false))
    return NULL;
  return const_text_result (result);
}

static PyObject *
call_take_pointer (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  void *thing;
  (void) module;

  if (!begin_call (&call, "take_pointer", given, nr_given, 1) ||
      !pointer_argument (&call, 0, "thing", &thing) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_take_pointer (call.g, thing);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLong (result);
}

static PyObject *
call_old_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *name;
  (void) module;

  if (!begin_call (&call, "old_thing", given, nr_given, 1) ||
      !text_argument (&call, 0, "name", &name) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_old_thing (call.g, name);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_older_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "older_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_older_thing (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_stop_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "stop_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_stop_thing (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_odd_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "odd_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_odd_thing (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

PyMethodDef handle_calls[] = {
  { "set_thing", (PyCFunction) (void (*) (void)) call_set_thing, METH_FASTCALL, NULL },
  { "get_thing", (PyCFunction) (void (*) (void)) call_get_thing, METH_FASTCALL, NULL },
  { "find_thing", (PyCFunction) (void (*) (void)) call_find_thing, METH_FASTCALL, NULL },
  { "take_pointer", (PyCFunction) (void (*) (void)) call_take_pointer, METH_FASTCALL, NULL },
  { "old_thing", (PyCFunction) (void (*) (void)) call_old_thing, METH_FASTCALL, NULL },
  { "older_thing", (PyCFunction) (void (*) (void)) call_older_thing, METH_FASTCALL, NULL },
  { "stop_thing", (PyCFunction) (void (*) (void)) call_stop_thing, METH_FASTCALL, NULL },
  { "odd_thing", (PyCFunction) (void (*) (void)) call_odd_thing, METH_FASTCALL, NULL },
  { NULL, NULL, 0, NULL }
};

