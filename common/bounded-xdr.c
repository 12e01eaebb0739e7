/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Strings and arrays in messages, checked before memory is taken. */

#include <config.h>

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bounded-xdr.h"

/* All streams here are made by xdrmem_create, which keeps the number of
 * bytes left in x_handy. */
static bool
fits (XDR *xdrs, size_t count, size_t least)
{
  return count <= MESSAGE_MAX && count * least <= xdrs->x_handy;
}

/* Each pointer of an element may be to a piece of its own, for which malloc takes
 * at least 32 bytes. */
static bool
fits_memory (size_t count, size_t size)
{
  const size_t cost = size + size / sizeof (void *) * 32;

  if (count <= LIST_MEMORY_MAX / cost)
    return true;
  errno = E2BIG;
  return false;
}

/* Bytes that SIZE bytes of opaque data take: a multiple of 4 (RFC 4506, 4.9). */
static size_t
padded (size_t size)
{
  return (size + 3) & ~(size_t) 3;
}

bool_t
xdr_wire_string (XDR *xdrs, wire_string *string)
{
  u_int size = 0;

  switch (xdrs->x_op) {
  case XDR_FREE:
    free (*string);
    *string = NULL;
    return TRUE;

  case XDR_ENCODE:
    if (*string == NULL)
      return FALSE;
    size_t length = strlen (*string);
    if (length > MESSAGE_MAX)
      return FALSE;
    size = length;
    return xdr_u_int (xdrs, &size) && xdr_opaque (xdrs, *string, size);

  case XDR_DECODE:
    if (!xdr_u_int (xdrs, &size) || size > MESSAGE_MAX || !fits (xdrs, padded (size), 1))
      return FALSE;
    *string = malloc ((size_t) size + 1);
    if (*string == NULL)
      return FALSE;
    (*string)[size] = '\0';
    return xdr_opaque (xdrs, *string, size);
  }
  return FALSE;
}

bool_t
xdr_wire_buffer (XDR *xdrs, wire_buffer *buffer)
{
  switch (xdrs->x_op) {
  case XDR_FREE:
    free (buffer->val);
    *buffer = (wire_buffer) { 0, NULL };
    return TRUE;

  case XDR_ENCODE:
    return buffer->len <= MESSAGE_MAX && xdr_u_int (xdrs, &buffer->len)
           && xdr_opaque (xdrs, buffer->val, buffer->len);

  case XDR_DECODE:
    if (!xdr_u_int (xdrs, &buffer->len) || buffer->len > MESSAGE_MAX
        || !fits (xdrs, padded (buffer->len), 1)) {
      buffer->len = 0;
      return FALSE;
    }
    /* One byte more, so that the content can be read as a string too. */
    buffer->val = malloc ((size_t) buffer->len + 1);
    if (buffer->val == NULL)
      return FALSE;
    buffer->val[buffer->len] = '\0';
    return xdr_opaque (xdrs, buffer->val, buffer->len);
  }
  return FALSE;
}

bool_t
xdr_bounded_array (XDR *xdrs, void **val, u_int *len, size_t size, size_t least, xdrproc_t element)
{
  if (xdrs->x_op != XDR_FREE && !xdr_u_int (xdrs, len))
    return FALSE;

  if (xdrs->x_op == XDR_DECODE) {
    if (!fits (xdrs, *len, least) || !fits_memory (*len, size)) {
      *len = 0;
      return FALSE;
    }
    *val = calloc (*len > 0 ? *len : 1, size);
    if (*val == NULL) {
      *len = 0;
      return FALSE;
    }
  }

  bool_t ok = TRUE;
  if (*val != NULL)
    for (u_int i = 0; ok && i < *len; ++i)
      ok = element (xdrs, (char *) *val + i * size);

  if (xdrs->x_op == XDR_FREE) {
    free (*val);
    *val = NULL;
    *len = 0;
  }
  return ok;
}

bool_t
xdr_wire_string_list (XDR *xdrs, wire_string_list *list)
{
  return xdr_bounded_array (xdrs, (void **) &list->val, &list->len, sizeof (wire_string), 4,
                            (xdrproc_t) xdr_wire_string);
}

bool_t
xdr_wire_optional_string (XDR *xdrs, wire_optional_string *string)
{
  bool_t present = *string != NULL;

  if (xdrs->x_op == XDR_FREE) {
    if (present)
      xdr_wire_string (xdrs, *string);
    free (*string);
    *string = NULL;
    return TRUE;
  }

  if (!xdr_bool (xdrs, &present))
    return FALSE;
  if (!present) {
    *string = NULL;
    return TRUE;
  }
  if (xdrs->x_op == XDR_DECODE) {
    *string = calloc (1, sizeof **string);
    if (*string == NULL)
      return FALSE;
  }
  return xdr_wire_string (xdrs, *string);
}
