/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the calls of the library, one after the other. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/reply.h"
#include "base/verbosity.h"
#include "clock.h"
#include "protocol/frames.h"
#include "stubs/dispatch.h"
#include "stubs/procedures.h"
#include "stubs/stub-reply.h"
#include "talk/frame.h"
#include "talk/large-call.h"
#include "talk/progress.h"
#include "talk/session.h"
#include "talk/transfer.h"

static struct payload call_payload;

static bool
decode_call (const struct frame_header *header, const char *bytes, size_t size,
             struct daemon_request *request)
{
  struct wire_call_header call = { 0 };
  XDR xdr;
  bool ok;

  xdrmem_create (&xdr, (char *) bytes, size, XDR_DECODE);
  ok = xdr_wire_call_header (&xdr, &call);
  if (ok) {
    const size_t used = xdr_getpos (&xdr);
    *request = (struct daemon_request) { .procedure = call.procedure,
                                         .serial = header->serial,
                                         .size_hint = call.size_hint,
                                         .options = call.options,
                                         .bytes = bytes + used,
                                         .size = size - used };
  }
  xdr_destroy (&xdr);
  return ok;
}

static void
log_call (const char *name, int64_t start)
{
  fprintf (stderr, "guestfsd: %s took %.3f s\n", name, (monotonic_ns () - start) / 1e9);
}

/* What is known of the call is its begin, with its header. */
static void
refuse_large_call (struct daemon_request *request)
{
  reply_error_text (ENOMEM,
                    "arguments of %zu bytes do not fit in the memory of the appliance: give it "
                    "more by set_memsize",
                    large_call_size ());
  stub_reply_error (request);
}

/* NULL if there is none of that number. */
static const struct daemon_procedure *
find_procedure (unsigned number)
{
  const unsigned topic_number = number >> 8, place = number & 0xff;
  const struct daemon_topic *topic =
    topic_number < daemon_topics_count ? daemon_topics[topic_number] : NULL;

  if (topic == NULL || place >= topic->count || topic->procedures[place].stub == NULL)
    return NULL;
  return &topic->procedures[place];
}

static void
answer_call (struct daemon_request *request)
{
  const struct daemon_procedure *procedure = find_procedure (request->procedure);
  const int64_t start = verbose ? monotonic_ns () : 0;

  session_set_request (request);
  reply_error_clear ();
  progress_begin ();
  transfer_begin (procedure != NULL && procedure->has_file_in);
  if (large_call_is_too_large ())
    refuse_large_call (request);
  else if (procedure != NULL)
    procedure->stub (request);
  else {
    reply_error_text (ENOSYS, "unknown procedure %u: library and daemon do not belong together",
                      request->procedure);
    stub_reply_error (request);
  }
  session_set_request (NULL);
  if (verbose && procedure != NULL)
    log_call (procedure->name, start);
}

/* The payload of a CALL, with what came before it. */
static void
take_call (const struct frame_header *header)
{
  const char *bytes = call_payload.bytes;
  size_t size = call_payload.size;
  struct daemon_request request;

  if (large_call_size () > 0) {
    large_call_add (bytes, size);
    bytes = large_call_bytes (&size);
  }
  if (!decode_call (header, bytes, size, &request))
    session_is_broken ("header of a call");
  answer_call (&request);
  large_call_free ();
}

void
dispatch_loop (void)
{
  struct frame_header header;

  while (session_read_frame (&header, &call_payload)) {
    switch (header.kind) {
    case FRAME_CALL:
      take_call (&header);
      break;
    case FRAME_PART:
      large_call_add_part (call_payload.bytes, call_payload.size);
      break;
    case FRAME_CANCEL: /* these came too late */
    case FRAME_TAKEN:
      break;
    default:
      session_is_broken ("frame outside of a call");
    }
  }
}
