/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From the library's results to Ruby's objects.  Text is a String in UTF-8,
 * whatever its bytes are, as that of File.read; bytes are a binary String. */

#include "module.h"

#include <stdlib.h>
#include <string.h>

enum { UUID_SIZE = 32 }; /* char F[32] in guestfs.h, not terminated */

VALUE
const_text_result (const char *text)
{
  return text ? rb_utf8_str_new_cstr (text) : Qnil;
}

VALUE
text_result (char *text)
{
  VALUE string = rb_utf8_str_new_cstr (text);

  free (text);
  return string;
}

VALUE
buffer_result (char *bytes, size_t size)
{
  VALUE string = rb_str_new (bytes, (long) size);

  free (bytes);
  return string;
}

VALUE
text_list_result (char **list)
{
  VALUE array = rb_ary_new ();

  for (size_t i = 0; list[i] != NULL; ++i)
    rb_ary_push (array, text_result (list[i]));
  free (list);
  return array;
}

VALUE
table_result (char **keys_and_values)
{
  VALUE hash = rb_hash_new ();

  for (size_t i = 0; keys_and_values[i] != NULL; i += 2) {
    VALUE key = text_result (keys_and_values[i]);
    rb_hash_aset (hash, key, text_result (keys_and_values[i + 1]));
  }
  free (keys_and_values);
  return hash;
}

/* ---- structs ---- */

static VALUE
buffer_field (const struct field *field, const char *value)
{
  const char *bytes = *(char *const *) (const void *) (value + field->offset);
  uint32_t size = *(const uint32_t *) (const void *) (value + field->length_offset);

  return rb_str_new (bytes, size);
}

static VALUE
optional_percent (float percent)
{
  return percent < 0 ? Qnil : rb_float_new (percent);
}

static VALUE
field_object (const struct field *field, const char *value)
{
  const void *p = value + field->offset;

  switch (field->kind) {
  case FIELD_TEXT:
    return rb_utf8_str_new_cstr (*(char *const *) p);
  case FIELD_BUFFER:
    return buffer_field (field, value);
  case FIELD_UUID:
    return rb_utf8_str_new (p, UUID_SIZE);
  case FIELD_UINT64:
    return ULL2NUM (*(const uint64_t *) p);
  case FIELD_INT64:
    return LL2NUM (*(const int64_t *) p);
  case FIELD_UINT32:
    return UINT2NUM (*(const uint32_t *) p);
  case FIELD_INT32:
    return INT2NUM (*(const int32_t *) p);
  case FIELD_CHAR:
    return rb_utf8_str_new (p, 1);
  case FIELD_OPTIONAL_PERCENT:
    return optional_percent (*(const float *) p);
  }
  rb_bug ("struct field %s: unknown kind %d", field->name, (int) field->kind);
}

VALUE
struct_result (const struct field *fields, const void *value)
{
  VALUE hash = rb_hash_new ();

  for (const struct field *field = fields; field->name != NULL; ++field)
    rb_hash_aset (hash, rb_interned_str_cstr (field->name), field_object (field, value));
  return hash;
}

VALUE
struct_list_result (const struct field *fields, const void *values, size_t size, size_t count)
{
  VALUE array = rb_ary_new ();

  for (size_t i = 0; i < count; ++i)
    rb_ary_push (array, struct_result (fields, (const char *) values + i * size));
  return array;
}
