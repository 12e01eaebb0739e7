/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results of calls from lines that are a key and a value each.  KEYS and what is
 * missing: as in json-result.h. */

#ifndef PAIRS_RESULT_H
#define PAIRS_RESULT_H

#include "base/structures.h"
#include "command/command-result.h"

struct pairs_form {
  const char *separator;           /* between key and value: ":", "=" */
  const char *key_prefix;          /* removed; lines without it are left out */
  bool lower_keys;                 /* keys in lower case */
  bool has_devices;                /* names of disks become those that users know */
  const char *const *empty_values; /* "<none>": values that mean "" */
};

/* The value of KEY; that it is missing is an error. */
extern char *pairs_text (struct command *command, const struct pairs_form *form, const char *key);
extern char **pairs_table (struct command *command, const struct pairs_form *form);
extern void *pairs_structure (struct command *command, const struct pairs_form *form,
                              const struct structure_type *type, const char *const *keys);
/* An element ends with an empty line, and where one of its keys comes again. */
extern void *pairs_structures (struct command *command, const struct pairs_form *form,
                               const struct structure_type *type, const char *const *keys);

#endif /* PAIRS_RESULT_H */
