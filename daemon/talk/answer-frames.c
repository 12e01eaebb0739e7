/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers of the answers to a call, and errors. */

#include <config.h>

#include <string.h>

#include "agreed.h"
#include "base/reply.h"
#include "errno-names.h"
#include "talk/answer-frames.h"
#include "talk/session.h"

/* Besides the text: a reply's header, the name of the errno and the lengths of
 * both. */
#define ERROR_FRAME_SIZE (FRAME_HEADER_SIZE + 256 + ERROR_TEXT_SIZE)

enum { STATUS_OK = 0, STATUS_ERROR = 1 };

static struct wire_reply_header
reply_header (unsigned status)
{
  return (struct wire_reply_header) { session_request ()->procedure, status };
}

struct wire_reply_header
answer_header (void)
{
  return reply_header (STATUS_OK);
}

bool
answer_send_result (xdrproc_t encode, const void *result)
{
  struct wire_reply_header header = answer_header ();

  return session_send_xdr (FRAME_REPLY, (xdrproc_t) xdr_wire_reply_header, &header, encode, result);
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

/* Both are needed when there may be no memory to be had any more. */
static char error_text[ERROR_TEXT_SIZE], error_frame[ERROR_FRAME_SIZE];

void
answer_send_error (enum frame_kind kind)
{
  const xdrproc_t encode = (xdrproc_t) xdr_wire_error;
  struct wire_reply_header header = reply_header (STATUS_ERROR);
  struct wire_error error = { (char *) errno_to_name (reply_error_errno ()), error_text };
  const char *message = reply_has_error () ? reply_error_message () : "unknown error";
  const size_t length = cut_length (message, ERROR_TEXT_SIZE);
  ssize_t size;

  memcpy (error_text, message, length);
  error_text[length] = '\0';
  if (kind == FRAME_REPLY)
    size = session_encode (error_frame, sizeof error_frame, (xdrproc_t) xdr_wire_reply_header,
                           &header, encode, &error);
  else
    size = session_encode (error_frame, sizeof error_frame, encode, &error, NULL, NULL);
  session_send (kind, error_frame, size);
}
