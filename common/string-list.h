/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A growing list of malloc'd strings.  Who adds need not look whether there was
 * memory: a list that lacks a string is never given away. */

#ifndef STRING_LIST_H
#define STRING_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct string_list {
  char **items;
  size_t count;
  size_t allocated;
  bool failed; /* a string could not be added */
};

#define STRING_LIST_EMPTY ((struct string_list) { NULL, 0, 0, false })

/* All return 0, or -1 with errno ENOMEM. */
extern int string_list_add (struct string_list *list, const char *string);
extern int string_list_add_bytes (struct string_list *list, const char *bytes, size_t size);
extern int string_list_add_format (struct string_list *list, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3)));
/* Takes over STRING, also when it fails. */
extern int string_list_add_owned (struct string_list *list, char *string);
/* Adds KEY and, formatted, its value: such a list is a table. */
extern int table_add (struct string_list *table, const char *key, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));
extern void string_list_sort (struct string_list *list);
extern bool string_list_has (const struct string_list *list, const char *string);
/* Gives away the NULL-terminated array (malloc'd even when empty) and leaves
 * the list empty; NULL with errno ENOMEM, also if a string could not be added
 * before. */
extern char **string_list_take (struct string_list *list);
extern void string_list_free (struct string_list *list);
#define CLEANUP_STRING_LIST __attribute__ ((cleanup (string_list_free)))

/* Splits at SEPARATOR; a separator at the very end does not add an empty
 * string.  malloc'd NULL-terminated array, NULL with errno ENOMEM. */
extern char **split_bytes (const char *bytes, size_t size, char separator);
extern size_t count_strings (char *const *strings);

#endif /* STRING_LIST_H */
