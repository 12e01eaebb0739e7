/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A growing list of malloc'd strings. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "string-list.h"

/* Room for one more item and for the NULL that string_list_take adds. */
static int
grow (struct string_list *list)
{
  if (list->count + 1 < list->allocated)
    return 0;
  if (list->allocated > SIZE_MAX / sizeof (char *) / 2) {
    errno = ENOMEM;
    return -1;
  }

  size_t allocated = list->allocated > 0 ? 2 * list->allocated : 8;
  char **items = realloc (list->items, allocated * sizeof *items);
  if (items == NULL)
    return -1;
  list->items = items;
  list->allocated = allocated;
  return 0;
}

int
string_list_add_owned (struct string_list *list, char *string)
{
  if (string == NULL || grow (list) == -1) {
    free (string);
    list->failed = true;
    errno = ENOMEM;
    return -1;
  }
  list->items[list->count++] = string;
  return 0;
}

int
string_list_add (struct string_list *list, const char *string)
{
  return string_list_add_owned (list, strdup (string));
}

int
string_list_add_bytes (struct string_list *list, const char *bytes, size_t size)
{
  char *copy = malloc (size + 1);

  if (copy != NULL) {
    if (size > 0)
      memcpy (copy, bytes, size);
    copy[size] = '\0';
  }
  return string_list_add_owned (list, copy);
}

static char *
formatted (const char *fmt, va_list args)
{
  char *string;

  return vasprintf (&string, fmt, args) != -1 ? string : NULL;
}

int
string_list_add_format (struct string_list *list, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  char *string = formatted (fmt, args);
  va_end (args);
  return string_list_add_owned (list, string);
}

int
table_add (struct string_list *table, const char *key, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  char *value = formatted (fmt, args);
  va_end (args);
  if (string_list_add (table, key) == 0)
    return string_list_add_owned (table, value);
  free (value);
  return -1;
}

static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

void
string_list_sort (struct string_list *list)
{
  if (list->count > 1)
    qsort (list->items, list->count, sizeof *list->items, compare_strings);
}

bool
string_list_has (const struct string_list *list, const char *string)
{
  for (size_t i = 0; i < list->count; ++i)
    if (strcmp (list->items[i], string) == 0)
      return true;
  return false;
}

char **
string_list_take (struct string_list *list)
{
  char **items;

  if (list->failed || grow (list) == -1) {
    errno = ENOMEM;
    return NULL;
  }
  items = list->items;
  items[list->count] = NULL;
  *list = (struct string_list) STRING_LIST_EMPTY;
  return items;
}

void
string_list_free (struct string_list *list)
{
  int saved = errno;

  for (size_t i = 0; i < list->count; ++i)
    free (list->items[i]);
  free (list->items);
  *list = (struct string_list) STRING_LIST_EMPTY;
  errno = saved;
}

char **
split_bytes (const char *bytes, size_t size, char separator)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  size_t start = 0;

  while (start < size) {
    const char *end = memchr (bytes + start, separator, size - start);
    size_t length = end != NULL ? (size_t) (end - bytes) - start : size - start;

    if (string_list_add_bytes (&list, bytes + start, length) == -1)
      return NULL;
    start += length + 1;
  }
  return string_list_take (&list);
}

size_t
count_strings (char *const *strings)
{
  size_t count = 0;

  while (strings[count] != NULL)
    ++count;
  return count;
}
