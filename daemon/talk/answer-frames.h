/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers of the answers to a call, and errors. */

#ifndef ANSWER_FRAMES_H
#define ANSWER_FRAMES_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdbool.h>

#include "protocol/frames.h"

/* Of the reply of a call that succeeded. */
extern struct wire_reply_header answer_header (void);
/* That reply with a small RESULT, or none: ENCODE is NULL; the content of a file_out
 * may follow it.  False if the result is large or cannot be encoded: then nothing was
 * sent, and large_result_send tries. */
extern bool answer_send_result (xdrproc_t encode, const void *result);
/* The error that reply_error set, as FRAME_REPLY or FRAME_CANCEL.  It takes no
 * memory. */
extern void answer_send_error (enum frame_kind kind);

#endif /* ANSWER_FRAMES_H */
