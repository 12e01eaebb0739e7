/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the generated stubs reply: every stub ends with exactly one of these.
 *
 * A file_in that the call did not read to its end is first refused and
 * drained, so that both sides stay in step. */

#ifndef STUB_REPLY_H
#define STUB_REPLY_H

#include <rpc/types.h>
#include <rpc/xdr.h>

#include "talk/session.h"

/* ENCODE is NULL if the call has no result.  A result that is too large
 * becomes an error.  The caller frees RESULT. */
extern void stub_reply_ok (struct daemon_request *request, xdrproc_t encode, const void *result);
/* Sends the error that reply_error set. */
extern void stub_reply_error (struct daemon_request *request);
/* Ends a call with file_out, RESULT being what do_NAME returned: the end of
 * the content, or the error, also in the middle of the content. */
extern void stub_finish_file_out (struct daemon_request *request, int result);
/* Refuses and drains what was not received of a file_in.  The functions
 * above do that too; this one is for a stub that must have the rest out of the
 * way earlier. */
extern void stub_finish_file_in (struct daemon_request *request);

#endif /* STUB_REPLY_H */
