/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UTF-8 as in RFC 3629. */

#include <config.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/printable.h"

/* Bytes of the sequence that FIRST begins; 0 if it begins none. */
static size_t
sequence_length (unsigned char first)
{
  if (first < 0x80)
    return 1;
  if (first >= 0xc2 && first < 0xe0)
    return 2;
  if (first >= 0xe0 && first < 0xf0)
    return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/* The number of bytes that can be printed as one character, or 0. */
static size_t
printable_bytes (const unsigned char *text)
{
  const size_t length = sequence_length (text[0]);

  if (length <= 1)
    return length == 1 && ((text[0] >= 0x20 && text[0] != 0x7f) || strchr ("\t\n", text[0]));
  for (size_t i = 1; i < length; ++i)
    if ((text[i] & 0xc0) != 0x80)
      return 0;
  /* C1: U+0080 to U+009F.  Longer forms of shorter sequences are none. */
  if ((text[0] == 0xc2 && text[1] < 0xa0) || (text[0] == 0xe0 && text[1] < 0xa0)
      || (text[0] == 0xf0 && text[1] < 0x90))
    return 0;
  return length;
}

char *
printable_text (const char *text)
{
  static const char digits[] = "0123456789abcdef";
  const unsigned char *next = (const unsigned char *) text;
  char *printable = malloc (4 * strlen (text) + 1), *end = printable;

  if (printable == NULL)
    return NULL;
  while (*next != '\0') {
    const size_t n = printable_bytes (next);

    if (n > 0) {
      memcpy (end, next, n);
      end += n;
      next += n;
    } else {
      const char escape[] = { '\\', 'x', digits[*next >> 4], digits[*next & 15] };
      memcpy (end, escape, sizeof escape);
      end += sizeof escape;
      next++;
    }
  }
  *end = '\0';
  return printable;
}
