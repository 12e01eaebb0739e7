/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A result that is too large for one small frame: it is encoded into memory made
 * for it, and what does not fit into a frame goes through the window. */

#ifndef LARGE_RESULT_H
#define LARGE_RESULT_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdbool.h>

/* Sends RESULT as the reply of the current call.  False if it cannot be encoded, is
 * larger than a message may be, or there is no memory: then nothing was sent. */
extern bool large_result_send (xdrproc_t encode, const void *result);

#endif /* LARGE_RESULT_H */
