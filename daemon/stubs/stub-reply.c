/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the generated stubs reply. */

#include <config.h>

#include <errno.h>

#include "base/reply.h"
#include "protocol/frames.h"
#include "stubs/stub-reply.h"
#include "talk/answer-frames.h"
#include "talk/large-result.h"
#include "talk/progress.h"
#include "talk/transfer.h"

void
stub_reply_ok (struct daemon_request *request, xdrproc_t encode, const void *result)
{
  stub_finish_file_in (request);
  progress_finish ();
  if (answer_send_result (encode, result) || (encode != NULL && large_result_send (encode, result)))
    return;

  /* Programs know this text. */
  reply_error_clear ();
  reply_error_text (EMSGSIZE, "guestfsd: failed to encode reply body\n(maybe the reply exceeds the "
                              "maximum message size in the protocol?)");
  answer_send_error (FRAME_REPLY);
}

void
stub_reply_error (struct daemon_request *request)
{
  stub_finish_file_in (request);
  progress_pulse_end ();
  answer_send_error (FRAME_REPLY);
}

void
stub_finish_file_in (struct daemon_request *request)
{
  (void) request;
  transfer_drain ();
}

void
stub_finish_file_out (struct daemon_request *request, int result)
{
  if (result == 0)
    transfer_finish ();
  else if (!transfer_has_started ())
    stub_reply_error (request);
  else {
    progress_pulse_end ();
    transfer_abort ();
  }
}
