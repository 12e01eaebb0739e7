/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From the library's results to OCaml's values. */

#include "binding.h"

#include <stdlib.h>

enum { UUID_SIZE = 32 }; /* char F[32] in guestfs.h, not terminated */

static value
some (value content)
{
  CAMLparam1 (content);
  CAMLlocal1 (option);

  option = caml_alloc_small (1, 0);
  Field (option, 0) = content;
  CAMLreturn (option);
}

value
mlguestfs_optional_text_result (const char *text)
{
  return text != NULL ? some (caml_copy_string (text)) : Val_int (0);
}

value
mlguestfs_text_result (char *text)
{
  value result = caml_copy_string (text);

  free (text);
  return result;
}

value
mlguestfs_buffer_result (char *bytes, size_t size)
{
  value result = caml_alloc_initialized_string (size, bytes);

  free (bytes);
  return result;
}

static void
free_texts (char **list)
{
  for (size_t i = 0; list[i] != NULL; ++i)
    free (list[i]);
  free (list);
}

value
mlguestfs_text_list_result (char **list)
{
  value result = caml_copy_string_array ((const char **) list);

  free_texts (list);
  return result;
}

static value
copy_pair (const char *key, const char *content)
{
  CAMLparam0 ();
  CAMLlocal3 (key_value, content_value, pair);

  key_value = caml_copy_string (key);
  content_value = caml_copy_string (content);
  pair = caml_alloc_small (2, 0);
  Field (pair, 0) = key_value;
  Field (pair, 1) = content_value;
  CAMLreturn (pair);
}

static value
cons (value first, value rest)
{
  CAMLparam2 (first, rest);
  CAMLlocal1 (list);

  list = caml_alloc_small (2, 0);
  Field (list, 0) = first;
  Field (list, 1) = rest;
  CAMLreturn (list);
}

static size_t
count_texts (char **list)
{
  size_t count = 0;

  while (list[count] != NULL)
    count++;
  return count;
}

/* A list is built from its end. */
value
mlguestfs_table_result (char **keys_and_values)
{
  CAMLparam0 ();
  CAMLlocal2 (table, pair);

  table = Val_emptylist;
  for (size_t i = count_texts (keys_and_values); i >= 2; i -= 2) {
    pair = copy_pair (keys_and_values[i - 2], keys_and_values[i - 1]);
    table = cons (pair, table);
  }
  free_texts (keys_and_values);
  CAMLreturn (table);
}

/* ---- structs ---- */

static value
optional_percent (float percent)
{
  return percent < 0 ? Val_int (0) : some (caml_copy_double (percent));
}

static value
field_value (const struct field *field, const char *structure)
{
  const void *p = structure + field->offset;

  switch (field->kind) {
  case FIELD_TEXT:
    return caml_copy_string (*(char *const *) p);
  case FIELD_BUFFER:
    return caml_alloc_initialized_string (
      *(const uint32_t *) (const void *) (structure + field->length_offset), *(char *const *) p);
  case FIELD_UUID:
    return caml_alloc_initialized_string (UUID_SIZE, p);
  case FIELD_UINT64:
  case FIELD_INT64:
    return caml_copy_int64 (*(const int64_t *) p);
  case FIELD_UINT32:
  case FIELD_INT32:
    return caml_copy_int32 (*(const int32_t *) p);
  case FIELD_CHAR:
    return Val_int (*(const unsigned char *) p);
  case FIELD_OPTIONAL_PERCENT:
    return optional_percent (*(const float *) p);
  }
  abort (); /* all kinds are above */
}

static size_t
count_fields (const struct field *fields)
{
  size_t count = 0;

  while (fields[count].name != NULL)
    count++;
  return count;
}

value
mlguestfs_struct_result (const struct field *fields, const void *structure)
{
  CAMLparam0 ();
  CAMLlocal2 (record, content);

  record = caml_alloc (count_fields (fields), 0);
  for (size_t i = 0; fields[i].name != NULL; ++i) {
    content = field_value (&fields[i], structure);
    Store_field (record, i, content);
  }
  CAMLreturn (record);
}

value
mlguestfs_struct_list_result (const struct field *fields, const void *structures, size_t size,
                              size_t count)
{
  CAMLparam0 ();
  CAMLlocal2 (array, record);
  const char *next = structures;

  array = caml_alloc (count, 0);
  for (size_t i = 0; i < count; ++i, next += size) {
    record = mlguestfs_struct_result (fields, next);
    Store_field (array, i, record);
  }
  CAMLreturn (array);
}
