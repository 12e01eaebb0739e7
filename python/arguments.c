/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From Python's objects to the library's arguments. */

#include "module.h"

#include <limits.h>
#include <string.h>

static bool
refuse_type (struct call *call, const char *name, const char *wanted, PyObject *object)
{
  PyErr_Format (PyExc_TypeError, "%s: argument %s: expected %s, not %.200s", call->name, name,
                wanted, Py_TYPE (object)->tp_name);
  return false;
}

/* ---- text: str, bytes, or a path object ---- */

/* Names that are not UTF-8 come from os.fsdecode and the like as str with
 * surrogates, and go back as the bytes they were. */
static PyObject *
encode_surrogates (PyObject *text)
{
  PyErr_Clear ();
  return PyUnicode_AsEncodedString (text, "utf-8", "surrogateescape");
}

static bool
bytes_of_text (struct call *call, PyObject *object, const char **bytes_r, Py_ssize_t *size_r)
{
  if (PyUnicode_Check (object)) {
    *bytes_r = PyUnicode_AsUTF8AndSize (object, size_r);
    if (*bytes_r != NULL)
      return true;
    object = encode_surrogates (object);
    if (!keep_object (call, object))
      return false;
  }
  *bytes_r = PyBytes_AS_STRING (object);
  *size_r = PyBytes_GET_SIZE (object);
  return true;
}

static bool
has_fspath (PyObject *object)
{
  return PyObject_HasAttrString ((PyObject *) Py_TYPE (object), "__fspath__");
}

static bool
convert_text (struct call *call, PyObject *object, const char *name, const char **text_r)
{
  Py_ssize_t size;

  if (!PyUnicode_Check (object) && !PyBytes_Check (object)) {
    if (!has_fspath (object))
      return refuse_type (call, name, "str, bytes or os.PathLike object", object);
    object = PyOS_FSPath (object);
    if (!keep_object (call, object))
      return false;
  }
  if (!bytes_of_text (call, object, text_r, &size))
    return false;
  if (strlen (*text_r) != (size_t) size) {
    PyErr_Format (PyExc_ValueError, "%s: argument %s: embedded null character", call->name, name);
    return false;
  }
  return true;
}

bool
text_argument (struct call *call, int index, const char *name, const char **text_r)
{
  return convert_text (call, call->args[index], name, text_r);
}

bool
optional_text_argument (struct call *call, int index, const char *name, const char **text_r)
{
  *text_r = NULL;
  return call->args[index] == Py_None || text_argument (call, index, name, text_r);
}

/* ---- lists ---- */

/* The array lives in a bytes object, so that the call can own it. */
static char **
new_array (struct call *call, Py_ssize_t count)
{
  PyObject *memory = PyBytes_FromStringAndSize (NULL, (count + 1) * (Py_ssize_t) sizeof (char *));

  return keep_object (call, memory) ? (char **) (void *) PyBytes_AS_STRING (memory) : NULL;
}

bool
text_list_argument (struct call *call, int index, const char *name, char *const **list_r)
{
  PyObject *object = call->args[index];

  /* A str is iterable too, but was meant as one element. */
  if (PyUnicode_Check (object) || PyBytes_Check (object) || has_fspath (object))
    return refuse_type (call, name, "list of str", object);
  PyObject *list = PySequence_List (object);
  if (list == NULL && PyErr_ExceptionMatches (PyExc_TypeError)) {
    PyErr_Clear ();
    return refuse_type (call, name, "list of str", object);
  }
  if (!keep_object (call, list))
    return false;

  Py_ssize_t count = PyList_GET_SIZE (list);
  char **array = new_array (call, count);
  if (array == NULL)
    return false;
  for (Py_ssize_t i = 0; i < count; ++i)
    if (!convert_text (call, PyList_GET_ITEM (list, i), name, (const char **) &array[i]))
      return false;
  array[count] = NULL;
  *list_r = array;
  return true;
}

/* ---- buffers: bytes and whatever has the buffer protocol, or str ---- */

bool
buffer_argument (struct call *call, int index, const char *name, const char **bytes_r,
                 size_t *size_r)
{
  PyObject *object = call->args[index];
  Py_ssize_t size;

  if (PyUnicode_Check (object)) {
    if (!bytes_of_text (call, object, bytes_r, &size))
      return false;
    *size_r = (size_t) size;
    return true;
  }
  if (!PyObject_CheckBuffer (object))
    return refuse_type (call, name, "bytes-like object or str", object);

  /* The view keeps a bytearray from being resized while the GIL is free. */
  PyObject *view = PyMemoryView_GetContiguous (object, PyBUF_READ, 'C');
  if (!keep_object (call, view))
    return false;
  *bytes_r = PyMemoryView_GET_BUFFER (view)->buf;
  *size_r = (size_t) PyMemoryView_GET_BUFFER (view)->len;
  return true;
}

/* ---- numbers ---- */

static bool
refuse_range (struct call *call, const char *name, PyObject *object, int bits)
{
  PyErr_Format (PyExc_OverflowError, "%s: argument %s: %R does not fit into %d bits", call->name,
                name, object, bits);
  return false;
}

bool
int64_argument (struct call *call, int index, const char *name, int64_t *number_r)
{
  PyObject *object = call->args[index];
  int overflow;

  if (!PyIndex_Check (object))
    return refuse_type (call, name, "int", object);
  PyObject *number = PyNumber_Index (object);
  if (number == NULL)
    return false;
  *number_r = PyLong_AsLongLongAndOverflow (number, &overflow);
  Py_DECREF (number);
  return overflow == 0 || refuse_range (call, name, object, 64);
}

bool
int_argument (struct call *call, int index, const char *name, int *number_r)
{
  int64_t number;

  if (!int64_argument (call, index, name, &number))
    return false;
  if (number < INT_MIN || number > INT_MAX)
    return refuse_range (call, name, call->args[index], 32);
  *number_r = (int) number;
  return true;
}

/* Strings are refused: "false" would be true. */
bool
bool_argument (struct call *call, int index, const char *name, int *truth_r)
{
  PyObject *object = call->args[index];

  if (!PyIndex_Check (object))
    return refuse_type (call, name, "bool", object);
  *truth_r = PyObject_IsTrue (object);
  return *truth_r != -1;
}

/* An object that knows its address in C, such as libvirt's domains.  A plain
 * int is refused: a wrong one would crash the program. */
bool
pointer_argument (struct call *call, int index, const char *name, void **pointer_r)
{
  PyObject *object = call->args[index];

  if (!PyObject_HasAttrString (object, "c_pointer"))
    return refuse_type (call, name, "object with a method c_pointer", object);
  PyObject *address = PyObject_CallMethod (object, "c_pointer", NULL);
  if (!keep_object (call, address))
    return false;
  *pointer_r = PyLong_AsVoidPtr (address);
  return !PyErr_Occurred ();
}

/* ---- options ---- */

static bool
is_given (struct call *call, int index, uint64_t *bitmask, uint64_t bit)
{
  if (call->args[index] == Py_None)
    return false;
  *bitmask |= bit;
  return true;
}

bool
text_option (struct call *call, int index, const char *name, const char **text_r, uint64_t *bitmask,
             uint64_t bit)
{
  return !is_given (call, index, bitmask, bit) || text_argument (call, index, name, text_r);
}

bool
text_list_option (struct call *call, int index, const char *name, char *const **list_r,
                  uint64_t *bitmask, uint64_t bit)
{
  return !is_given (call, index, bitmask, bit) || text_list_argument (call, index, name, list_r);
}

bool
int_option (struct call *call, int index, const char *name, int *number_r, uint64_t *bitmask,
            uint64_t bit)
{
  return !is_given (call, index, bitmask, bit) || int_argument (call, index, name, number_r);
}

bool
int64_option (struct call *call, int index, const char *name, int64_t *number_r, uint64_t *bitmask,
              uint64_t bit)
{
  return !is_given (call, index, bitmask, bit) || int64_argument (call, index, name, number_r);
}

bool
bool_option (struct call *call, int index, const char *name, int *truth_r, uint64_t *bitmask,
             uint64_t bit)
{
  return !is_given (call, index, bitmask, bit) || bool_argument (call, index, name, truth_r);
}
