/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results of calls from JSON that a program printed. */

#include <config.h>

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "children/capture.h"
#include "cleanup.h"
#include "command/json-result.h"

/* A document in memory takes up to 50 times its size. */
#define DOCUMENT_COST 50

static void
release (json_t **document)
{
  json_decref (*document);
}
#define CLEANUP_JSON __attribute__ ((cleanup (release)))

static json_t *
read_document (const struct command *command)
{
  const struct program_output *output = &command->output;
  json_error_t error;

  if (output->out_size > capture_limit () * 2 / DOCUMENT_COST) {
    reply_error_text (EFBIG, "%s: its output is too large (%zu bytes of JSON)", command->argv[0],
                      output->out_size);
    return NULL;
  }
  json_t *document =
    json_loadb (output->out, output->out_size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
  return document != NULL ? document
                          : command_reply_output (command, "line %d: %s", error.line, error.text);
}

/* The value in DOCUMENT, or NULL. */
static const json_t *
value_at (const json_t *document, const char *const *path)
{
  for (; *path != NULL && document != NULL; ++path)
    document = json_is_array (document) ? json_array_get (document, strtoul (*path, NULL, 10))
                                        : json_object_get (document, *path);
  return document;
}

/* The last of PATH, for errors. */
static const char *
name_of (const char *const *path)
{
  const char *name = "document";

  for (; *path != NULL; ++path)
    name = *path;
  return name;
}

/* A value that is no object and no array as text, malloc'd.  NULL and errno. */
static char *
scalar_text (const json_t *value)
{
  char *text;
  int length = -1;

  errno = ENOMEM;
  if (value == NULL || json_is_null (value) || json_is_false (value) || json_is_true (value))
    return strdup (json_is_true (value) ? "1" : json_is_false (value) ? "0" : "");
  if (json_is_string (value))
    return strdup (json_string_value (value));
  if (json_is_integer (value))
    length = asprintf (&text, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_real (value))
    length = asprintf (&text, "%g", json_real_value (value));
  else
    errno = EPROTO;
  return length != -1 ? text : NULL;
}

static void *
reply_value (const struct command *command, const char *name)
{
  if (errno == ENOMEM)
    return reply_error_null (ENOMEM, "%s", command->argv[0]);
  return command_reply_output (command, "\"%s\" is not what it should be", name);
}

char *
json_text (struct command *command, const char *const *path)
{
  CLEANUP_JSON json_t *document = read_document (command);
  char *text;

  if (document == NULL)
    return NULL;
  text = scalar_text (value_at (document, path));
  return text != NULL ? text : reply_value (command, name_of (path));
}

char **
json_texts (struct command *command, const char *const *path)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_JSON json_t *document = read_document (command);

  if (document == NULL)
    return NULL;
  const json_t *array = value_at (document, path);
  if (array != NULL && !json_is_array (array))
    return command_reply_output (command, "\"%s\" is not an array", name_of (path));
  for (size_t i = 0; i < json_array_size (array); ++i) {
    char *text = scalar_text (json_array_get (array, i));

    if (text == NULL)
      return reply_value (command, name_of (path));
    string_list_add_owned (&list, text);
  }
  return strings_take (&list, command->argv[0]);
}

char **
json_table (struct command *command, const char *const *path)
{
  CLEANUP_STRING_LIST struct string_list table = STRING_LIST_EMPTY;
  CLEANUP_JSON json_t *document = read_document (command);
  const char *key;
  json_t *value;

  if (document == NULL)
    return NULL;
  json_t *object = (json_t *) value_at (document, path);
  if (object != NULL && !json_is_object (object))
    return command_reply_output (command, "\"%s\" is not an object", name_of (path));
  json_object_foreach (object, key, value)
  {
    if (json_is_object (value) || json_is_array (value))
      continue;
    string_list_add (&table, key);
    string_list_add_owned (&table, scalar_text (value));
  }
  return strings_take (&table, command->argv[0]);
}

/* ---- structs ---- */

/* Fills in the fields of STRUCTURE, which is all zero.  0, or -1 after
 * reply_error. */
static int
set_fields (const struct command *command, const json_t *object, const struct structure_type *type,
            const char *const *keys, void *structure)
{
  for (size_t i = 0; i < type->field_count; ++i) {
    const char *key = keys[i] != NULL ? keys[i] : type->fields[i].name;
    CLEANUP_FREE char *text = scalar_text (json_object_get (object, key));

    if (text == NULL || structure_set (&type->fields[i], structure, text) == -1) {
      reply_value (command, key);
      return -1;
    }
  }
  return 0;
}

void *
json_structure (struct command *command, const char *const *path, const struct structure_type *type,
                const char *const *keys)
{
  CLEANUP_JSON json_t *document = read_document (command);
  void *structure;

  if (document == NULL)
    return NULL;
  const json_t *object = value_at (document, path);
  if (!json_is_object (object))
    return command_reply_output (command, "\"%s\" is not an object", name_of (path));
  structure = calloc (1, type->size);
  if (structure == NULL)
    return reply_error_null (errno, "struct %s", type->name);
  if (set_fields (command, object, type, keys, structure) == 0)
    return structure;
  structure_clear (type, structure);
  free (structure);
  return NULL;
}

void *
json_structures (struct command *command, const char *const *path,
                 const struct structure_type *type, const char *const *keys)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = { .type = type };
  CLEANUP_JSON json_t *document = read_document (command);

  if (document == NULL)
    return NULL;
  const json_t *array = value_at (document, path);
  if (array != NULL && !json_is_array (array))
    return command_reply_output (command, "\"%s\" is not an array", name_of (path));
  for (size_t i = 0; i < json_array_size (array); ++i) {
    const json_t *object = json_array_get (array, i);

    if (!json_is_object (object))
      return command_reply_output (command, "\"%s\" is not an array of objects", name_of (path));
    if (set_fields (command, object, type, keys, structure_list_add (&list)) == -1)
      return NULL;
  }
  return structure_list_take (&list);
}
