/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding of base64 (RFC 4648, section 4). */

#include <config.h>

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"

static int
digit_value (char c)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *found = c != '\0' ? strchr (digits, c) : NULL;

  return found ? found - digits : -1;
}

char *
base64_decode (const char *text, size_t *size)
{
  size_t length = strlen (text), used = 0;
  size_t padding = 0;

  while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
    padding++;
  if (length % 4 != 0) {
    errno = EINVAL;
    return NULL;
  }

  char *bytes = malloc (length / 4 * 3 + 1);
  if (bytes == NULL)
    return NULL;

  uint32_t bits = 0;
  for (size_t i = 0; i < length - padding; ++i) {
    int value = digit_value (text[i]);
    if (value == -1) {
      free (bytes);
      errno = EINVAL;
      return NULL;
    }
    bits = bits << 6 | (uint32_t) value;
    /* After the 2nd, 3rd and 4th digit of a group one more byte is known. */
    if (i % 4 != 0)
      bytes[used++] = bits >> (6 - 2 * (i % 4));
  }
  bytes[used] = '\0';
  *size = used;
  return bytes;
}
