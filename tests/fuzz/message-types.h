/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which values travel with each call (generated/tests/message-types.c), and
 * decoding them as library and daemon do. */

#ifndef MESSAGE_TYPES_H
#define MESSAGE_TYPES_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stddef.h>

struct message_type {
  xdrproc_t codec; /* NULL if nothing travels */
  size_t size;     /* of the value in memory */
};

struct message_types {
  struct message_type arguments, result;
};

/* In the order of the calls' names, after an empty one. */
extern const struct message_types message_types[];
extern const size_t message_types_count;

/* Those of a call: any number is one, so that none is tried in vain. */
static inline const struct message_types *
message_types_of (unsigned procedure)
{
  return &message_types[procedure % message_types_count];
}

/* Decodes BYTES, looks at all of the value and frees it.  How much of BYTES was
 * used, 0 if they are no such value. */
extern size_t decode (const struct message_type *type, const void *bytes, size_t size);

#endif /* MESSAGE_TYPES_H */
