/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the generated stubs reply. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "errno-names.h"
#include "talk/progress.h"
#include "talk/protocol.h"
#include "base/reply.h"
#include "stubs/stub-reply.h"
#include "stubs/stub-support.h"
#include "talk/transfer.h"

/* The longest error text that a user of the API gets, with its final NUL. */
#define ERROR_MAX 65536

enum { STATUS_OK = 0, STATUS_ERROR = 1 };

static struct wire_reply_header
reply_header (unsigned status)
{
  return (struct wire_reply_header) { protocol_request ()->procedure, status };
}

void
stub_send_status (void)
{
  struct wire_reply_header header = reply_header (STATUS_OK);

  protocol_send_xdr (FRAME_REPLY, (xdrproc_t) xdr_wire_reply_header, &header, NULL, NULL);
}

/* Where to cut TEXT so that it is shorter than SIZE and ends with a whole
 * character of UTF-8. */
static size_t
cut_length (const char *text, size_t size)
{
  size_t length = strnlen (text, size);

  if (length == size)
    do
      --length;
    while (length > 0 && (text[length] & 0xc0) == 0x80);
  return length;
}

void
stub_send_error (enum frame_kind kind)
{
  struct wire_reply_header header = reply_header (STATUS_ERROR);
  const char *message = reply_has_error () ? reply_error_message () : "unknown error";
  const size_t length = cut_length (message, ERROR_MAX);
  char text[ERROR_MAX];

  memcpy (text, message, length);
  text[length] = '\0';
  struct wire_error error = { (char *) errno_to_name (reply_error_errno ()), text };

  if (kind == FRAME_REPLY)
    protocol_send_xdr (kind, (xdrproc_t) xdr_wire_reply_header, &header, (xdrproc_t) xdr_wire_error,
                       &error);
  else
    protocol_send_xdr (kind, (xdrproc_t) xdr_wire_error, &error, NULL, NULL);
}

void
stub_reply_ok (struct daemon_request *request, xdrproc_t encode, const void *result)
{
  struct wire_reply_header header = reply_header (STATUS_OK);

  stub_finish_file_in (request);
  progress_finish ();
  if (protocol_send_xdr (FRAME_REPLY, (xdrproc_t) xdr_wire_reply_header, &header, encode, result))
    return;

  /* Programs know this text. */
  reply_error_clear ();
  reply_error_text (EMSGSIZE, "guestfsd: failed to encode reply body\n(maybe the reply exceeds the "
                              "maximum message size in the protocol?)");
  stub_send_error (FRAME_REPLY);
}

void
stub_reply_error (struct daemon_request *request)
{
  stub_finish_file_in (request);
  progress_pulse_end ();
  stub_send_error (FRAME_REPLY);
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
