/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results of calls from lines that are a key and a value each. */

#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "cleanup.h"
#include "command/pairs-result.h"
#include "devices/device-errors.h"

/* ---- one line ---- */

static char *
without_blanks (char *text)
{
  size_t length;

  text += strspn (text, " \t");
  length = strlen (text);
  while (length > 0 && isspace ((unsigned char) text[length - 1]))
    text[--length] = '\0';
  return text;
}

static bool
means_nothing (const struct pairs_form *form, const char *value)
{
  for (const char *const *empty = form->empty_values; *empty != NULL; ++empty)
    if (strcmp (*empty, value) == 0)
      return true;
  return false;
}

/* Takes LINE apart; false if it is none of the lines. */
static bool
take_apart (const struct pairs_form *form, char *line, char **key, char **value)
{
  char *separator = strstr (line, form->separator);
  const size_t prefix = strlen (form->key_prefix);

  if (separator == NULL)
    return false;
  *separator = '\0';
  *key = without_blanks (line);
  *value = without_blanks (separator + strlen (form->separator));
  if (strncmp (*key, form->key_prefix, prefix) != 0)
    return false;
  *key += prefix;
  if (form->lower_keys)
    for (char *c = *key; *c != '\0'; ++c)
      *c = tolower ((unsigned char) *c);
  if (means_nothing (form, *value))
    **value = '\0';
  return true;
}

/* ---- single values and tables ---- */

/* Writes KEY with the names that users know: what lies between two '_' can be a disk.
 * false if there is no memory. */
static bool
write_key (FILE *out, const char *key)
{
  while (*key != '\0') {
    const size_t length = strcspn (key, "_");
    CLEANUP_FREE char *part = strndup (key, length);
    CLEANUP_FREE char *name = part != NULL ? device_names_to_api (part) : NULL;

    if (name == NULL || fputs (name, out) == EOF)
      return false;
    key += length;
    if (*key == '_')
      putc (*key++, out);
  }
  return true;
}

/* A value is a device only if it is written as one: a name may look like a disk's. */
static void
add_for_users (struct string_list *table, const char *key, const char *value)
{
  const bool is_device = strncmp (value, "/dev/", strlen ("/dev/")) == 0;
  CLEANUP_FREE char *own_value = is_device ? device_names_to_api (value) : strdup (value);
  CLEANUP_FREE char *own_key = NULL;
  size_t size;
  FILE *out = open_memstream (&own_key, &size);
  bool written = out != NULL && write_key (out, key);

  if (out != NULL && fclose (out) == EOF)
    written = false;
  if (written && own_value != NULL)
    table_add (table, own_key, "%s", own_value);
  else
    table->failed = true;
}

char **
pairs_table (struct command *command, const struct pairs_form *form)
{
  CLEANUP_STRING_LIST struct string_list table = STRING_LIST_EMPTY;
  CLEANUP_FREE_STRINGS char **lines = command_lines (command);
  char *key, *value;

  if (lines == NULL)
    return NULL;
  for (size_t i = 0; lines[i] != NULL; ++i)
    if (take_apart (form, lines[i], &key, &value)) {
      if (form->has_devices)
        add_for_users (&table, key, value);
      else
        table_add (&table, key, "%s", value);
    }
  return strings_take (&table, command->argv[0]);
}

char *
pairs_text (struct command *command, const struct pairs_form *form, const char *wanted)
{
  CLEANUP_FREE_STRINGS char **lines = command_lines (command);
  char *key, *value;

  if (lines == NULL)
    return NULL;
  for (size_t i = 0; lines[i] != NULL; ++i)
    if (take_apart (form, lines[i], &key, &value) && strcmp (key, wanted) == 0) {
      value = strdup (value);
      return value != NULL ? value : reply_error_null (errno, "%s", wanted);
    }
  return command_reply_output (command, "it has no \"%s\"", wanted);
}

/* ---- structs ---- */

/* The number of the field that has KEY, or the number of fields. */
static size_t
field_of_key (const struct structure_type *type, const char *const *keys, const char *key)
{
  for (size_t i = 0; i < type->field_count; ++i)
    if (strcmp (keys[i] != NULL ? keys[i] : type->fields[i].name, key) == 0)
      return i;
  return type->field_count;
}

/* The struct that is being read, and which of its fields are set. */
struct element {
  const struct command *command;
  const struct structure_type *type;
  void *structure;
  uint64_t set;
};

static int
set_field (struct element *element, size_t number, const char *value)
{
  const struct structure_field *field = &element->type->fields[number];

  element->set |= UINT64_C (1) << number;
  if (structure_set (field, element->structure, value) == 0)
    return 0;
  if (errno == ENOMEM)
    return reply_error (errno, "%s", field->name);
  command_reply_output (element->command, "%s is \"%.100s\"", field->name, value);
  return -1;
}

/* Fields of which nothing was said. */
static int
finish_element (struct element *element)
{
  for (size_t i = 0; i < element->type->field_count; ++i)
    if (!(element->set & UINT64_C (1) << i) && element->type->fields[i].kind != FIELD_UUID
        && set_field (element, i, "") == -1)
      return -1;
  return 0;
}

void *
pairs_structure (struct command *command, const struct pairs_form *form,
                 const struct structure_type *type, const char *const *keys)
{
  CLEANUP_FREE_STRINGS char **lines = command_lines (command);
  struct element element = { .command = command, .type = type };
  char *key, *value;
  int result = 0;

  if (lines == NULL)
    return NULL;
  element.structure = calloc (1, type->size);
  if (element.structure == NULL)
    return reply_error_null (errno, "struct %s", type->name);
  for (size_t i = 0; result == 0 && lines[i] != NULL; ++i) {
    const size_t number = take_apart (form, lines[i], &key, &value) ? field_of_key (type, keys, key)
                                                                    : type->field_count;

    if (number < type->field_count && !(element.set & UINT64_C (1) << number))
      result = set_field (&element, number, value);
  }
  if (result == 0 && finish_element (&element) == 0)
    return element.structure;
  structure_clear (type, element.structure);
  free (element.structure);
  return NULL;
}

void *
pairs_structures (struct command *command, const struct pairs_form *form,
                  const struct structure_type *type, const char *const *keys)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = { .type = type };
  CLEANUP_FREE_STRINGS char **lines = command_lines (command);
  struct element element = { .command = command, .type = type };
  char *key, *value;

  if (lines == NULL)
    return NULL;
  for (size_t i = 0; lines[i] != NULL; ++i) {
    const bool ends = lines[i][0] == '\0';
    const size_t number = take_apart (form, lines[i], &key, &value) ? field_of_key (type, keys, key)
                                                                    : type->field_count;
    const bool again = number < type->field_count && (element.set & UINT64_C (1) << number);

    if (element.structure != NULL && (ends || again)) {
      if (finish_element (&element) == -1)
        return NULL;
      element.structure = NULL;
    }
    if (number == type->field_count)
      continue;
    if (element.structure == NULL) {
      element.structure = structure_list_add (&list);
      element.set = 0;
    }
    if (set_field (&element, number, value) == -1)
      return NULL;
  }
  if (element.structure != NULL && finish_element (&element) == -1)
    return NULL;
  return structure_list_take (&list);
}
