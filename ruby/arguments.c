/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From Ruby's objects to the library's arguments. */

#include "module.h"

#include <string.h>

/* ---- text: String, or what is converted to a String or to a path ---- */

static void
refuse_type (const struct call *call, const char *name, const char *wanted, VALUE object)
{
  rb_raise (rb_eTypeError, "%s: argument %s: expected %s, not %" PRIsVALUE, call->name, name,
            wanted, rb_obj_class (object));
}

static VALUE
string_of (const struct call *call, VALUE object, const char *name)
{
  VALUE string = object;

  if (!RB_TYPE_P (string, T_STRING) && rb_respond_to (string, rb_intern ("to_path")))
    string = rb_funcall (string, rb_intern ("to_path"), 0);
  string = rb_check_string_type (string);
  if (NIL_P (string))
    refuse_type (call, name, "a String or a path", object);
  /* UTF-16 and the like are no bytes that the library understands. */
  if (!rb_enc_asciicompat (rb_enc_get (string)))
    string = rb_str_encode (string, rb_enc_from_encoding (rb_utf8_encoding ()), 0, Qnil);
  /* Shares the bytes; another thread may change the original during the
   * call. */
  return rb_str_new_frozen (string);
}

static void
refuse_null_character (const struct call *call, VALUE string, const char *name)
{
  if (memchr (RSTRING_PTR (string), 0, (size_t) RSTRING_LEN (string)) != NULL)
    rb_raise (rb_eArgError, "%s: argument %s: string contains null byte", call->name, name);
}

/* A copy that ends in a null character. */
static const char *
text_of (struct call *call, VALUE object, const char *name)
{
  VALUE string = string_of (call, object, name);

  refuse_null_character (call, string, name);
  keep_object (call, string);
  /* Checked above, so this does not raise; it adds the terminator. */
  return StringValueCStr (string);
}

const char *
text_argument (struct call *call, int index, const char *name)
{
  return text_of (call, call->argv[index], name);
}

const char *
optional_text_argument (struct call *call, int index, const char *name)
{
  return NIL_P (call->argv[index]) ? NULL : text_of (call, call->argv[index], name);
}

const char *
buffer_argument (struct call *call, int index, const char *name, size_t *size_r)
{
  VALUE string = string_of (call, call->argv[index], name);

  keep_object (call, string);
  *size_r = (size_t) RSTRING_LEN (string);
  return RSTRING_PTR (string);
}

/* ---- lists ---- */

/* An array of Strings without null characters, and the sum of their sizes. */
static VALUE
strings_of (const struct call *call, VALUE list, const char *name, size_t *size_r)
{
  VALUE strings = rb_ary_new ();

  *size_r = 0;
  /* A conversion may change the list. */
  for (long i = 0; i < RARRAY_LEN (list); ++i) {
    VALUE string = string_of (call, rb_ary_entry (list, i), name);
    refuse_null_character (call, string, name);
    *size_r += (size_t) RSTRING_LEN (string) + 1;
    rb_ary_push (strings, string);
  }
  return strings;
}

/* Pointers and bytes are in one piece of memory, which does not move. */
static char *const *
texts_of (struct call *call, VALUE object, const char *name)
{
  VALUE list = rb_check_array_type (object);
  size_t size;

  if (NIL_P (list))
    rb_raise (rb_eTypeError, "%s: argument %s: wrong argument type %" PRIsVALUE " (expected Array)",
              call->name, name, rb_obj_class (object));
  VALUE strings = strings_of (call, list, name, &size);
  size_t count = (size_t) RARRAY_LEN (strings);
  VALUE memory = Qnil;
  char **texts = rb_alloc_tmp_buffer (&memory, (long) ((count + 1) * sizeof *texts + size));
  keep_object (call, memory);
  char *place = (char *) (texts + count + 1);
  for (size_t i = 0; i < count; ++i) {
    VALUE string = rb_ary_entry (strings, (long) i);
    size_t length = (size_t) RSTRING_LEN (string);
    memcpy (place, RSTRING_PTR (string), length);
    place[length] = '\0';
    texts[i] = place;
    place += length + 1;
  }
  texts[count] = NULL;
  RB_GC_GUARD (strings);
  return texts;
}

char *const *
text_list_argument (struct call *call, int index, const char *name)
{
  return texts_of (call, call->argv[index], name);
}

/* ---- numbers ---- */

/* A Float is cut off, as to_i does it. */
static VALUE
integer_of (const struct call *call, VALUE object, const char *name)
{
  if (!RB_INTEGER_TYPE_P (object) && !RB_FLOAT_TYPE_P (object)
      && !rb_respond_to (object, rb_intern ("to_int")))
    refuse_type (call, name, "an Integer", object);
  return rb_to_int (object);
}

static void
refuse_range (const struct call *call, const char *name, VALUE number, int bits)
{
  rb_raise (rb_eRangeError, "%s: argument %s: %" PRIsVALUE " does not fit into %d bits", call->name,
            name, number, bits);
}

static int64_t
int64_of (const struct call *call, VALUE object, const char *name)
{
  VALUE number = integer_of (call, object, name);

  if (RB_FIXNUM_P (number))
    return RB_FIX2LONG (number);
  /* Two's complement in 64 bits; the sign tells whether it was cut. */
  int64_t value;
  int sign = rb_integer_pack (number, &value, 1, sizeof value, 0,
                              INTEGER_PACK_2COMP | INTEGER_PACK_NATIVE_BYTE_ORDER);
  if (sign < -1 || sign > 1 || (sign < 0) != (value < 0))
    refuse_range (call, name, number, 64);
  return value;
}

int64_t
int64_argument (struct call *call, int index, const char *name)
{
  return int64_of (call, call->argv[index], name);
}

static int
int_of (const struct call *call, VALUE object, const char *name)
{
  int64_t number = int64_of (call, object, name);

  if (number < INT_MIN || number > INT_MAX)
    refuse_range (call, name, LL2NUM (number), 32);
  return (int) number;
}

int
int_argument (struct call *call, int index, const char *name)
{
  return int_of (call, call->argv[index], name);
}

int
bool_argument (struct call *call, int index, const char *name)
{
  (void) name;
  return RTEST (call->argv[index]);
}

/* An object that knows its address in C.  A plain Integer is refused: a wrong
 * one would crash the program. */
void *
pointer_argument (struct call *call, int index, const char *name)
{
  VALUE object = call->argv[index];

  if (!rb_respond_to (object, rb_intern ("c_pointer")))
    refuse_type (call, name, "an object with a method c_pointer", object);
  return (void *) NUM2SIZET (rb_funcall (object, rb_intern ("c_pointer"), 0));
}

/* ---- options ---- */

static const struct option *
find_option (const struct call *call, const struct option *options, VALUE key)
{
  if (RB_SYMBOL_P (key)) {
    VALUE name = rb_sym2str (key);
    for (const struct option *option = options; option->name != NULL; ++option)
      if (strlen (option->name) == (size_t) RSTRING_LEN (name)
          && memcmp (option->name, RSTRING_PTR (name), (size_t) RSTRING_LEN (name)) == 0)
        return option;
  }
  rb_raise (rb_eArgError, "%s: unknown keyword: %+" PRIsVALUE, call->name, key);
}

static void
set_option (struct call *call, const struct option *option, VALUE value, void *place)
{
  switch (option->kind) {
  case OPTION_BOOL:
    *(int *) place = RTEST (value);
    break;
  case OPTION_INT:
    *(int *) place = int_of (call, value, option->name);
    break;
  case OPTION_INT64:
    *(int64_t *) place = int64_of (call, value, option->name);
    break;
  case OPTION_TEXT:
    *(const char **) place = text_of (call, value, option->name);
    break;
  case OPTION_TEXT_LIST:
    *(char *const **) place = texts_of (call, value, option->name);
    break;
  }
}

void
take_options (struct call *call, int wanted, const struct option *options, void *optargs)
{
  uint64_t *bitmask = optargs;

  if (call->argc == wanted)
    return;
  VALUE hash = rb_check_hash_type (call->argv[wanted]);
  if (NIL_P (hash))
    rb_raise (rb_eTypeError, "%s: wrong argument type %" PRIsVALUE " (expected Hash)", call->name,
              rb_obj_class (call->argv[wanted]));
  VALUE keys = rb_funcall (hash, rb_intern ("keys"), 0);
  for (long i = 0; i < RARRAY_LEN (keys); ++i) {
    const struct option *option = find_option (call, options, rb_ary_entry (keys, i));
    VALUE value = rb_hash_lookup (hash, rb_ary_entry (keys, i));
    /* nil stands for an option that is not set. */
    if (!NIL_P (value)) {
      set_option (call, option, value, (char *) optargs + option->offset);
      *bitmask |= option->bit;
    }
  }
}
