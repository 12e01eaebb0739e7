/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results that are structs, and lists of them, without a malloc of the caller's:
 *
 *   CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (dirent);
 *
 *   while (…) {
 *     wire_dirent *entry = structure_list_add (&list);
 *     entry->ino = …;
 *     entry->name = structure_list_text (&list, name);
 *   }
 *   return structure_list_take (&list); */

#ifndef STRUCTURES_H
#define STRUCTURES_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

#include "string-list.h"

enum structure_field_kind {
  FIELD_TEXT,
  FIELD_BUFFER,
  FIELD_UUID,
  FIELD_UINT64,
  FIELD_INT64,
  FIELD_UINT32,
  FIELD_INT32,
  FIELD_CHAR,
  FIELD_PERCENT
};

struct structure_field {
  const char *name;
  enum structure_field_kind kind;
  size_t offset;
};

/* What is known of a declared struct; generated/daemon-structures.h has one for
 * each: structure_NAME describes wire_NAME. */
struct structure_type {
  const char *name;
  size_t size;
  const struct structure_field *fields;
  size_t field_count;
  xdrproc_t xdr;
};

/* No struct is larger: the generated code asserts it. */
#define STRUCTURE_SIZE_MAX 512

/* Sets FIELD of STRUCTURE, which was zero there, to what TEXT says.  A number
 * that is "" becomes -1; a UUID may have dashes.  0, or -1 and errno: EPROTO if
 * TEXT is not what the field promises, ENOMEM. */
extern int structure_set (const struct structure_field *field, void *structure, const char *text);

/* Frees what is in STRUCTURE. */
extern void structure_clear (const struct structure_type *type, void *structure);

struct structure_list {
  const struct structure_type *type;
  char *items;
  u_int count;
  u_int allocated;
  bool failed; /* there was no memory */
  alignas (max_align_t) char nowhere[STRUCTURE_SIZE_MAX];
};
#define STRUCTURE_LIST(name) ((struct structure_list) { .type = &structure_##name })

/* The next element, all zero.  Never NULL: if there is no memory it is an element
 * that will not be in the list, and structure_list_take says it. */
extern void *structure_list_add (struct structure_list *list);
/* A copy of TEXT for a field of the newest element. */
extern char *structure_list_text (struct structure_list *list, const char *text);
/* Gives away the result of a call, wire_NAME_list *, malloc'd, and leaves the list
 * empty; NULL after reply_error. */
extern void *structure_list_take (struct structure_list *list);
extern void structure_list_free (struct structure_list *list);
#define CLEANUP_STRUCTURE_LIST __attribute__ ((cleanup (structure_list_free)))

/* Gives away what a call returns, as string_list_take; NULL after reply_error about
 * WHAT, a noun. */
extern char **strings_take (struct string_list *list, const char *what);

#endif /* STRUCTURES_H */
