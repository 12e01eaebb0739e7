/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decoding a value that somebody hostile has sent. */

#include <stdlib.h>

#include "message-types.h"

size_t
decode (const struct message_type *type, const void *bytes, size_t size)
{
  void *value = calloc (1, type->size);
  size_t used = 0;
  XDR xdr;

  if (value == NULL)
    abort ();
  xdrmem_create (&xdr, (char *) bytes, size, XDR_DECODE);
  if (type->codec (&xdr, value)) {
    used = xdr_getpos (&xdr);
    /* Encoding reads all that was decoded; a string may end earlier than the
     * message said. */
    if (xdr_sizeof (type->codec, value) > used)
      abort ();
  }
  xdr_destroy (&xdr);
  xdr_free (type->codec, value);
  free (value);
  return used;
}
