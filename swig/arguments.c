/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Texts, numbers and options on their way from a language to the library. */

#include "glue.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

bool
is_text (const char *content, size_t size)
{
  return memchr (content, '\0', size) == NULL;
}

char **
new_texts (size_t count)
{
  char **texts = calloc (count + 1, sizeof *texts);

  if (texts == NULL)
    set_failure ("out of memory");
  return texts;
}

bool
set_text (char **texts, size_t i, const char *content, size_t size)
{
  if (is_text (content, size))
    texts[i] = strndup (content, size);
  return texts[i] != NULL;
}

void
free_texts (char **texts)
{
  for (size_t i = 0; texts != NULL && texts[i] != NULL; ++i)
    free (texts[i]);
  free (texts);
}

/* ---- refusals ---- */

const char *
call_name (const char *symbol)
{
  static const char prefix[] = "GuestFS_";
  size_t length = sizeof prefix - 1;

  return strncmp (symbol, prefix, length) == 0 ? symbol + length : symbol;
}

void
refuse_type (const char *symbol, const char *argument, const char *wanted, const char *got)
{
  set_failure ("%s: argument %s: expected %s, not %s", call_name (symbol), argument, wanted, got);
}

void
refuse_text (const char *symbol, const char *argument)
{
  set_failure ("%s: argument %s: the text has a null character in it", call_name (symbol),
               argument);
}

bool
to_int (const char *symbol, const char *argument, int64_t wide, int *number_r)
{
  if (wide < INT_MIN || wide > INT_MAX) {
    set_failure ("%s: argument %s: %" PRIi64 " does not fit into 32 bits", call_name (symbol),
                 argument, wide);
    return false;
  }
  *number_r = (int) wide;
  return true;
}

/* ---- options ---- */

enum value_kind { VALUE_TRUTH, VALUE_NUMBER, VALUE_TEXT, VALUE_TEXT_LIST, VALUE_OTHER };

static const char *const value_names[] = {
  [VALUE_TRUTH] = "a boolean",      [VALUE_NUMBER] = "a number",
  [VALUE_TEXT] = "a string",        [VALUE_TEXT_LIST] = "a list of strings",
  [VALUE_OTHER] = "something else",
};

struct option_value {
  char *name;
  enum value_kind kind;
  bool truth;
  bool has_null; /* the text has a null character in it */
  int64_t number;
  char *text; /* or what a value of another type is */
  char **texts;
};

/* The new value, with its kind and name; NULL if there is no memory. */
static struct option_value *
add_value (struct options *options, const char *name, enum value_kind kind)
{
  struct option_value *values = reallocarray (options->values, options->count + 1, sizeof *values);

  if (values == NULL) {
    options->has_failed = true;
    return NULL;
  }
  options->values = values;
  struct option_value *value = &values[options->count++];
  *value = (struct option_value) { .name = strdup (name), .kind = kind };
  if (value->name == NULL)
    options->has_failed = true;
  return value;
}

static void
set_value_text (struct options *options, struct option_value *value, const char *content,
                size_t size)
{
  value->text = strndup (content, size);
  if (value->text == NULL)
    options->has_failed = true;
}

void
add_truth_option (struct options *options, const char *name, bool truth)
{
  struct option_value *value = add_value (options, name, VALUE_TRUTH);

  if (value != NULL)
    value->truth = truth;
}

void
add_number_option (struct options *options, const char *name, int64_t number)
{
  struct option_value *value = add_value (options, name, VALUE_NUMBER);

  if (value != NULL)
    value->number = number;
}

void
add_text_option (struct options *options, const char *name, const char *content, size_t size)
{
  struct option_value *value = add_value (options, name, VALUE_TEXT);

  if (value != NULL) {
    value->has_null = !is_text (content, size);
    set_value_text (options, value, content, size);
  }
}

void
add_text_list_option (struct options *options, const char *name, char **texts)
{
  struct option_value *value = add_value (options, name, VALUE_TEXT_LIST);

  if (value != NULL)
    value->texts = texts;
  else
    free_texts (texts);
}

void
add_other_option (struct options *options, const char *name, const char *got)
{
  struct option_value *value = add_value (options, name, VALUE_OTHER);

  if (value != NULL)
    set_value_text (options, value, got, strlen (got));
}

void
free_options (struct options *options)
{
  for (size_t i = 0; i < options->count; ++i) {
    free (options->values[i].name);
    free (options->values[i].text);
    free_texts (options->values[i].texts);
  }
  free (options->values);
  *options = (struct options) { 0 };
}

/* ---- options in the struct of the call ---- */

static const struct option *
find_option (const struct option *known, const char *name)
{
  for (; known->name != NULL; ++known)
    if (strcmp (known->name, name) == 0)
      return known;
  return NULL;
}

static bool
wrong_type (const char *call, const struct option_value *value, const char *wanted)
{
  const char *got =
    value->kind == VALUE_OTHER && value->text ? value->text : value_names[value->kind];

  refuse_type (call, value->name, wanted, got);
  return false;
}

static bool
store (const char *call, const struct option_value *value, enum option_kind kind, void *place)
{
  switch (kind) {
  case OPTION_BOOL:
    *(int *) place = value->truth;
    return value->kind == VALUE_TRUTH || wrong_type (call, value, "a boolean");
  case OPTION_INT:
    return value->kind == VALUE_NUMBER ? to_int (call, value->name, value->number, place)
                                       : wrong_type (call, value, "an integer");
  case OPTION_INT64:
    *(int64_t *) place = value->number;
    return value->kind == VALUE_NUMBER || wrong_type (call, value, "an integer");
  case OPTION_TEXT:
    *(char **) place = value->text;
    return value->kind == VALUE_TEXT || wrong_type (call, value, "a string");
  case OPTION_TEXT_LIST:
    *(char ***) place = value->texts;
    return value->kind == VALUE_TEXT_LIST || wrong_type (call, value, "a list of strings");
  }
  return false;
}

static bool
take_option (const char *call, const struct option_value *value, const struct option *known,
             char *optargs, uint64_t *bitmask)
{
  const struct option *slot = find_option (known, value->name);

  if (slot == NULL) {
    set_failure ("%s: there is no option %s", call, value->name);
    return false;
  }
  if (value->has_null) {
    refuse_text (call, value->name);
    return false;
  }
  *bitmask |= slot->bit;
  return store (call, value, slot->kind, optargs + slot->offset);
}

bool
take_options (const char *call, const struct options *options, const struct option *known,
              void *optargs, uint64_t *bitmask)
{
  if (options == NULL)
    return true;
  if (options->has_failed) {
    set_failure ("%s: out of memory", call);
    return false;
  }
  for (size_t i = 0; i < options->count; ++i)
    if (!take_option (call, &options->values[i], known, optargs, bitmask))
      return false;
  return true;
}
