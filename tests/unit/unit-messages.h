/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages of all calls, for tests of what decodes them. */

#ifndef UNIT_MESSAGES_H
#define UNIT_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "guestfs_protocol.h"
#include "message-types.h"

/* Bytes that are a value of each type, with lists and texts of one element;
 * malloc'd.  They are more than any type needs. */
extern void sample_message (unsigned char **bytes, size_t *size);

/* Decodes and frees a value: false, with errno ENOMEM if memory was short. */
extern bool decode_message (const struct message_type *type, const unsigned char *bytes,
                            size_t size);

#endif /* UNIT_MESSAGES_H */
