/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From the library's results to Python's objects.  Text must be UTF-8, or
 * UnicodeDecodeError is raised. */

#include "module.h"

#include <stdlib.h>
#include <string.h>

enum { UUID_SIZE = 32 }; /* char F[32] in guestfs.h, not terminated */

PyObject *
const_text_result (const char *text)
{
  if (text == NULL)
    Py_RETURN_NONE;
  return PyUnicode_FromString (text);
}

PyObject *
text_result (char *text)
{
  PyObject *object = PyUnicode_FromString (text);

  free (text);
  return object;
}

PyObject *
buffer_result (char *bytes, size_t size)
{
  PyObject *object = PyBytes_FromStringAndSize (bytes, (Py_ssize_t) size);

  free (bytes);
  return object;
}

static size_t
count_texts (char **list)
{
  size_t count = 0;

  while (list[count] != NULL)
    count++;
  return count;
}

static void
free_texts (char **list)
{
  for (size_t i = 0; list[i] != NULL; ++i)
    free (list[i]);
  free (list);
}

/* ITEM makes element I of SOURCE. */
static PyObject *
make_list (size_t count, PyObject *(*item) (const void *source, size_t i), const void *source)
{
  PyObject *list = PyList_New ((Py_ssize_t) count);

  for (size_t i = 0; list != NULL && i < count; ++i) {
    PyObject *object = item (source, i);
    if (object == NULL)
      Py_CLEAR (list);
    else
      PyList_SET_ITEM (list, (Py_ssize_t) i, object);
  }
  return list;
}

static PyObject *
text_item (const void *source, size_t i)
{
  char *const *list = source;
  return PyUnicode_FromString (list[i]);
}

static PyObject *
pair_item (const void *source, size_t i)
{
  char *const *list = source;
  return Py_BuildValue ("(ss)", list[2 * i], list[2 * i + 1]);
}

PyObject *
text_list_result (char **list)
{
  PyObject *object = make_list (count_texts (list), text_item, list);

  free_texts (list);
  return object;
}

PyObject *
table_result (char **keys_and_values)
{
  PyObject *object = make_list (count_texts (keys_and_values) / 2, pair_item, keys_and_values);

  free_texts (keys_and_values);
  return object;
}

/* ---- structs ---- */

static PyObject *
buffer_field (const struct field *field, const char *value)
{
  const char *bytes = *(char *const *) (const void *) (value + field->offset);
  uint32_t size = *(const uint32_t *) (const void *) (value + field->length_offset);

  return PyBytes_FromStringAndSize (bytes, size);
}

static PyObject *
optional_percent (float percent)
{
  if (percent < 0)
    Py_RETURN_NONE;
  return PyFloat_FromDouble (percent);
}

static PyObject *
field_object (const struct field *field, const char *value)
{
  const void *p = value + field->offset;

  switch (field->kind) {
  case FIELD_TEXT:
    return PyUnicode_FromString (*(char *const *) p);
  case FIELD_BUFFER:
    return buffer_field (field, value);
  case FIELD_UUID:
    return PyUnicode_FromStringAndSize (p, UUID_SIZE);
  case FIELD_UINT64:
    return PyLong_FromUnsignedLongLong (*(const uint64_t *) p);
  case FIELD_INT64:
    return PyLong_FromLongLong (*(const int64_t *) p);
  case FIELD_UINT32:
    return PyLong_FromUnsignedLong (*(const uint32_t *) p);
  case FIELD_INT32:
    return PyLong_FromLong (*(const int32_t *) p);
  case FIELD_CHAR:
    return PyUnicode_FromOrdinal (*(const unsigned char *) p);
  case FIELD_OPTIONAL_PERCENT:
    return optional_percent (*(const float *) p);
  }
  PyErr_BadInternalCall ();
  return NULL;
}

static bool
add_field (PyObject *dict, const struct field *field, const char *value)
{
  /* Interned, so that a million structs share their keys. */
  PyObject *key = PyUnicode_InternFromString (field->name);
  PyObject *object = key ? field_object (field, value) : NULL;
  int failed = object == NULL || PyDict_SetItem (dict, key, object) == -1;

  Py_XDECREF (object);
  Py_XDECREF (key);
  return !failed;
}

PyObject *
struct_result (const struct field *fields, const void *value)
{
  PyObject *dict = PyDict_New ();

  for (const struct field *field = fields; dict != NULL && field->name != NULL; ++field)
    if (!add_field (dict, field, value))
      Py_CLEAR (dict);
  return dict;
}

struct struct_array {
  const struct field *fields;
  const char *values;
  size_t size; /* of one */
};

static PyObject *
struct_item (const void *source, size_t i)
{
  const struct struct_array *array = source;
  return struct_result (array->fields, array->values + i * array->size);
}

PyObject *
struct_list_result (const struct field *fields, const void *values, size_t size, size_t count)
{
  struct struct_array array = { .fields = fields, .values = values, .size = size };
  return make_list (count, struct_item, &array);
}
