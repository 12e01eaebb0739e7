/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From OCaml's values to the library's arguments. */

#include "binding.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <caml/fail.h>

struct mlguestfs_copy {
  struct mlguestfs_copy *next;
  max_align_t content[];
};

void
mlguestfs_free_copies (struct mlguestfs_call *call)
{
  while (call->copies != NULL) {
    struct mlguestfs_copy *first = call->copies;
    call->copies = first->next;
    free (first);
  }
}

/* Memory that is freed with the call. */
static void *
allocate (struct mlguestfs_call *call, size_t size)
{
  struct mlguestfs_copy *copy = malloc (sizeof *copy + size);

  if (copy == NULL) {
    mlguestfs_free_copies (call);
    caml_raise_out_of_memory ();
  }
  copy->next = call->copies;
  call->copies = copy;
  return copy->content;
}

static void refuse (struct mlguestfs_call *call, const char *name, const char *reason)
  __attribute__ ((__noreturn__));

static void
refuse (struct mlguestfs_call *call, const char *name, const char *reason)
{
  char message[256];

  snprintf (message, sizeof message, "Guestfs.%s: %s: %s", call->name, name, reason);
  mlguestfs_free_copies (call);
  caml_invalid_argument (message);
}

/* Strings of OCaml end in a null character that their length does not count. */
static char *
copy_string (struct mlguestfs_call *call, value string)
{
  size_t size = caml_string_length (string) + 1;

  return memcpy (allocate (call, size), String_val (string), size);
}

const char *
mlguestfs_text (struct mlguestfs_call *call, const char *name, value text)
{
  if (strlen (String_val (text)) != caml_string_length (text))
    refuse (call, name, "the text has a null character in it");
  return copy_string (call, text);
}

const char *
mlguestfs_optional_text (struct mlguestfs_call *call, const char *name, value option)
{
  return Is_block (option) ? mlguestfs_text (call, name, Field (option, 0)) : NULL;
}

char *const *
mlguestfs_text_list (struct mlguestfs_call *call, const char *name, value array)
{
  size_t count = Wosize_val (array);
  const char **list = allocate (call, (count + 1) * sizeof *list);

  for (size_t i = 0; i < count; ++i)
    list[i] = mlguestfs_text (call, name, Field (array, i));
  list[count] = NULL;
  return (char *const *) list;
}

const char *
mlguestfs_buffer (struct mlguestfs_call *call, value bytes, size_t *size_r)
{
  *size_r = caml_string_length (bytes);
  return copy_string (call, bytes);
}

/* An int of OCaml has 63 bits. */
int
mlguestfs_int (struct mlguestfs_call *call, const char *name, value number)
{
  intnat wide = Long_val (number);

  if (wide < INT_MIN || wide > INT_MAX)
    refuse (call, name, "the number does not fit into 32 bits");
  return (int) wide;
}

void *
mlguestfs_pointer (value address)
{
  return (void *) (intptr_t) Int64_val (address);
}

bool
mlguestfs_given (value option, uint64_t *bitmask, uint64_t bit)
{
  if (!Is_block (option))
    return false;
  *bitmask |= bit;
  return true;
}
