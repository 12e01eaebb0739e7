/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages of all calls. */

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit-messages.h"

#define WORDS 4096

/* Each word is the number 1: a list of one element, true, or a text of one
 * byte that is in the next word. */
void
sample_message (unsigned char **bytes, size_t *size)
{
  *size = 4 * WORDS;
  *bytes = calloc (WORDS, 4);
  assert_non_null (*bytes);
  for (size_t i = 0; i < WORDS; ++i)
    (*bytes)[4 * i + 3] = 1;
}

bool
decode_message (const struct message_type *type, const unsigned char *bytes, size_t size)
{
  _Alignas(max_align_t) static char value[4096];
  XDR xdr;

  assert_true (type->size <= sizeof value);
  memset (value, 0, sizeof value);
  xdrmem_create (&xdr, (char *) bytes, size, XDR_DECODE);
  const bool ok = type->codec (&xdr, value);
  xdr_destroy (&xdr);
  xdr_free (type->codec, value);
  return ok;
}
