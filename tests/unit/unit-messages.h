/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decoding the messages of all calls without memory. */

#ifndef UNIT_MESSAGES_H
#define UNIT_MESSAGES_H

#include "protocol/frames.h"
#include "message-types.h"

/* Decodes a value of TYPE, with lists and texts of one element, in torture; as
 * torture it returns the number of runs.  0 if nothing travels. */
extern unsigned torture_decoding (const struct message_type *type);

#endif /* UNIT_MESSAGES_H */
