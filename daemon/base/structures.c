/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results that are structs, and lists of them. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "base/structures.h"
#include "bounded-xdr.h"

/* A UUID in a message has no dashes. */
#define UUID_LENGTH 32

#define FIRST_ALLOCATION 16

/* ---- fields ---- */

static int
not_as_promised (void)
{
  errno = EPROTO;
  return -1;
}

/* The whole TEXT is a number from LEAST to MOST, or empty. */
static int
parse_signed (const char *text, int64_t least, int64_t most, int64_t *number)
{
  char *end;

  *number = -1;
  if (text[0] == '\0')
    return 0;
  errno = 0;
  *number = strtoll (text, &end, 10);
  return errno != 0 || *end != '\0' || *number < least || *number > most ? not_as_promised () : 0;
}

static int
parse_unsigned (const char *text, uint64_t most, uint64_t *number)
{
  char *end;

  *number = UINT64_MAX;
  if (text[0] == '\0')
    return 0;
  errno = 0;
  *number = strtoull (text, &end, 10);
  return errno != 0 || *end != '\0' || text[0] == '-' || *number > most ? not_as_promised () : 0;
}

static int
parse_percent (const char *text, float *percent)
{
  char *end;

  *percent = -1;
  if (text[0] == '\0')
    return 0;
  *percent = strtof (text, &end);
  return *end != '\0' || !isfinite (*percent) ? not_as_promised () : 0;
}

static int
copy_uuid (const char *text, char uuid[UUID_LENGTH])
{
  size_t length = 0;

  for (; *text != '\0' && length <= UUID_LENGTH; ++text)
    if (*text != '-' && length++ < UUID_LENGTH)
      uuid[length - 1] = *text;
  return length == UUID_LENGTH ? 0 : not_as_promised ();
}

static int
copy_buffer (const char *text, wire_buffer *buffer)
{
  buffer->val = strdup (text);
  buffer->len = buffer->val != NULL ? strlen (text) : 0;
  return buffer->val != NULL ? 0 : -1;
}

static int
set_signed (const char *text, int64_t least, int64_t most, void *place, size_t size)
{
  int64_t number;
  const int result = parse_signed (text, least, most, &number);

  if (size == sizeof (int32_t))
    *(int32_t *) place = number;
  else
    *(int64_t *) place = number;
  return result;
}

static int
set_unsigned (const char *text, uint64_t most, void *place, size_t size)
{
  uint64_t number;
  const int result = parse_unsigned (text, most, &number);

  if (size == sizeof (uint32_t))
    *(uint32_t *) place = number;
  else
    *(uint64_t *) place = number;
  return result;
}

int
structure_set (const struct structure_field *field, void *structure, const char *text)
{
  void *place = (char *) structure + field->offset;

  switch (field->kind) {
  case FIELD_TEXT:
    *(char **) place = strdup (text);
    return *(char **) place != NULL ? 0 : -1;
  case FIELD_BUFFER:
    return copy_buffer (text, place);
  case FIELD_UUID:
    return copy_uuid (text, place);
  case FIELD_UINT64:
    return set_unsigned (text, UINT64_MAX, place, sizeof (uint64_t));
  case FIELD_INT64:
    return set_signed (text, INT64_MIN, INT64_MAX, place, sizeof (int64_t));
  case FIELD_UINT32:
    return set_unsigned (text, UINT32_MAX, place, sizeof (uint32_t));
  case FIELD_INT32:
    return set_signed (text, INT32_MIN, INT32_MAX, place, sizeof (int32_t));
  case FIELD_CHAR:
    *(char *) place = text[0];
    return text[0] == '\0' || text[1] == '\0' ? 0 : not_as_promised ();
  case FIELD_PERCENT:
    return parse_percent (text, place);
  }
  return not_as_promised ();
}

void
structure_clear (const struct structure_type *type, void *structure)
{
  xdr_free (type->xdr, structure);
}

/* ---- lists ---- */

static bool
grow (struct structure_list *list)
{
  if (list->count < list->allocated)
    return true;

  const u_int allocated = list->allocated > 0 ? 2 * list->allocated : FIRST_ALLOCATION;
  char *items = list->allocated <= UINT_MAX / 2
                  ? reallocarray (list->items, allocated, list->type->size)
                  : NULL;
  if (items == NULL)
    return false;
  list->items = items;
  list->allocated = allocated;
  return true;
}

void *
structure_list_add (struct structure_list *list)
{
  void *element = list->nowhere;

  if (list->failed || !grow (list)) {
    list->failed = true;
    structure_clear (list->type, element);
  } else
    element = list->items + list->count++ * list->type->size;
  return memset (element, 0, list->type->size);
}

char *
structure_list_text (struct structure_list *list, const char *text)
{
  char *copy = strdup (text);

  list->failed |= copy == NULL;
  return copy;
}

/* As all wire_NAME_list are made. */
struct wire_list {
  u_int length;
  void *items;
};

void *
structure_list_take (struct structure_list *list)
{
  struct wire_list *result = list->failed ? NULL : malloc (sizeof *result);

  if (result == NULL)
    return reply_error_null (ENOMEM, "list of %u structs %s", list->count, list->type->name);
  *result = (struct wire_list) { list->count, list->items };
  list->items = NULL;
  list->count = list->allocated = 0;
  return result;
}

void
structure_list_free (struct structure_list *list)
{
  const int saved = errno;

  for (u_int i = 0; i < list->count; ++i)
    structure_clear (list->type, list->items + i * list->type->size);
  structure_clear (list->type, list->nowhere);
  free (list->items);
  list->items = NULL;
  list->count = list->allocated = 0;
  errno = saved;
}

/* ---- lists of strings ---- */

char **
strings_take (struct string_list *list, const char *what)
{
  char **strings = string_list_take (list);

  return strings != NULL ? strings : reply_error_null (errno, "%s", what);
}
