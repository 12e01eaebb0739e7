/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decoding the messages of all calls without memory. */

#include <config.h>

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "torture.h"
#include "unit-messages.h"

/* More than any type needs.  Each word is the number 1: a list of one element,
 * true, or a text of one byte that is in the next word. */
#define WORDS 4096

static uint32_t message[WORDS];

static int
decode_message (void *data)
{
  _Alignas(max_align_t) static char value[4096];
  const struct message_type *type = data;
  XDR xdr;

  assert_true (type->size <= sizeof value);
  memset (value, 0, sizeof value);
  errno = 0;
  xdrmem_create (&xdr, (char *) message, sizeof message, XDR_DECODE);
  const int err = type->codec (&xdr, value) ? 0 : errno;
  xdr_destroy (&xdr);
  xdr_free (type->codec, value);
  return err;
}

unsigned
torture_decoding (const struct message_type *type)
{
  for (size_t i = 0; i < WORDS; ++i)
    message[i] = htonl (1);
  return type->codec == NULL ? 0 : torture (decode_message, (void *) type);
}
