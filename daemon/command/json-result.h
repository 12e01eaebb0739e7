/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results of calls from JSON that a program printed.
 *
 * PATH leads to the value: keys of objects and indices of arrays, ended by NULL.  KEYS
 * has the key of each field of a struct, NULL for the field's own name.  What is
 * missing, or null, is "" in a text and -1 in a number.  NULL after reply_error. */

#ifndef JSON_RESULT_H
#define JSON_RESULT_H

#include "base/structures.h"
#include "command/command-result.h"

extern char *json_text (struct command *command, const char *const *path);
extern char **json_texts (struct command *command, const char *const *path);
/* The members of an object that are no objects or arrays themselves. */
extern char **json_table (struct command *command, const char *const *path);
/* A struct, malloc'd, and a list of them. */
extern void *json_structure (struct command *command, const char *const *path,
                             const struct structure_type *type, const char *const *keys);
extern void *json_structures (struct command *command, const char *const *path,
                              const struct structure_type *type, const char *const *keys);

#endif /* JSON_RESULT_H */
