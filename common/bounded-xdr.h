/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The types of variable size in frames.x.  What rpcgen makes of
 * string<> and type<> allocates what the message claims; these compare it
 * with the bytes that are left in the message first. */

#ifndef BOUNDED_XDR_H
#define BOUNDED_XDR_H

#include <rpc/types.h>
#include <rpc/xdr.h>

/* No message is larger, in either direction.  It bounds the memory that one
 * side can make the other use; large files do not travel in messages. */
#define MESSAGE_MAX (1U << 30)

/* What the list in a message may take when it is decoded: an empty string has four
 * bytes there and forty in memory, and lists of them are easily made. */
#define LIST_MEMORY_MAX ((size_t) 512 << 20)

typedef char *wire_string;

typedef struct {
  u_int len;
  char *val;
} wire_buffer;

typedef struct {
  u_int len;
  wire_string *val;
} wire_string_list;

/* NULL or one string. */
typedef wire_string *wire_optional_string;

extern bool_t xdr_wire_string (XDR *xdrs, wire_string *string);
extern bool_t xdr_wire_buffer (XDR *xdrs, wire_buffer *buffer);
extern bool_t xdr_wire_string_list (XDR *xdrs, wire_string_list *list);
extern bool_t xdr_wire_optional_string (XDR *xdrs, wire_optional_string *string);

/* An array of LEN elements of SIZE bytes, each at least LEAST bytes long in
 * the message.  errno is E2BIG if it may be right, but would take too much
 * memory, and ENOMEM if there is none; these are no faults of the sender. */
extern bool_t xdr_bounded_array (XDR *xdrs, void **val, u_int *len, size_t size, size_t least,
                                 xdrproc_t element);

#endif /* BOUNDED_XDR_H */
