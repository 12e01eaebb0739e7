/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conversation with the library. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "daemon.h"
#include "protocol-build.h"
#include "talk/large-call.h"
#include "talk/procedures.h"
#include "talk/progress.h"
#include "talk/protocol.h"
#include "stubs/stub-support.h"
#include "talk/transfer.h"
#include "talk/window.h"

/* Most messages are encoded into this without asking first how large they
 * will be. */
#define SMALL_MESSAGE 4096

/* How much of a large reply stays for its frame. */
#define REPLY_TAIL 16

static struct channel channel = { .fd = -1 };
static pthread_mutex_t write_lock = PTHREAD_MUTEX_INITIALIZER;
static struct payload call_payload, transfer_payload;
static const struct daemon_request *current;

void
protocol_leave (void)
{
  close (channel.fd);
  channel.fd = -1;
}

const struct daemon_request *
protocol_request (void)
{
  return current;
}

/* Without a library there is nothing left to do but to keep what was written
 * to the disks. */
static void __attribute__ ((noreturn)) library_is_gone (void)
{
  sync ();
  exit (EXIT_SUCCESS);
}

static void __attribute__ ((noreturn)) channel_is_broken (const char *what, int err)
{
  fprintf (stderr, "guestfsd: channel to the library: %s: %s\n", what, strerror (err));
  sync ();
  exit (EXIT_FAILURE);
}

void
protocol_open (int fd)
{
  channel.fd = fd;
  if (fcntl (fd, F_SETFL, O_NONBLOCK) == -1)
    channel_is_broken ("set it to not block", errno);
  if (transfer_open () == -1)
    channel_is_broken ("memory for transfers", errno);
}

void
protocol_is_broken (const char *what)
{
  channel_is_broken (what, EPROTO);
}

void
protocol_send (enum frame_kind kind, char *bytes, size_t size)
{
  const uint32_t serial = current != NULL ? current->serial : 0;
  int result, err;

  pthread_mutex_lock (&write_lock);
  result = channel_write_frame (&channel, kind, serial, bytes, size);
  err = errno;
  pthread_mutex_unlock (&write_lock);
  if (result == -1)
    channel_is_broken ("write", err);
}

void
protocol_send_empty (enum frame_kind kind)
{
  char header[FRAME_HEADER_SIZE];

  protocol_send (kind, header, 0);
}

/* Encodes behind the place of the frame's header.  The size, or -1. */
static ssize_t
encode_into (char *bytes, size_t allocated, xdrproc_t encode, const void *value,
             xdrproc_t encode_more, const void *more)
{
  XDR xdr;
  ssize_t size = -1;

  xdrmem_create (&xdr, bytes + FRAME_HEADER_SIZE, allocated - FRAME_HEADER_SIZE, XDR_ENCODE);
  if (encode (&xdr, (void *) value) && (encode_more == NULL || encode_more (&xdr, (void *) more)))
    size = xdr_getpos (&xdr);
  xdr_destroy (&xdr);
  return size;
}

/* A large reply goes through the window, but for its last bytes: they need a frame
 * in any case.  The header of that takes the place of bytes that were sent. */
static void
send_large (enum frame_kind kind, char *payload, size_t size)
{
  if (kind == FRAME_REPLY && size > CHUNK_MAX) {
    transfer_send_parts (payload, size - REPLY_TAIL);
    payload += size - REPLY_TAIL;
    size = REPLY_TAIL;
  }
  protocol_send (kind, payload - FRAME_HEADER_SIZE, size);
}

/* The payload is where the window can be written from. */
static bool
encode_large (enum frame_kind kind, xdrproc_t encode, const void *value, xdrproc_t encode_more,
              const void *more)
{
  size_t needed = xdr_sizeof (encode, (void *) value);

  if (encode_more != NULL)
    needed += xdr_sizeof (encode_more, (void *) more);
  if (needed > MESSAGE_MAX)
    return false;

  const size_t allocated = (needed / WINDOW_ALIGNMENT + 2) * WINDOW_ALIGNMENT;
  CLEANUP_FREE char *memory = aligned_alloc (WINDOW_ALIGNMENT, allocated);
  if (memory == NULL)
    return false;
  char *payload = memory + WINDOW_ALIGNMENT;
  const ssize_t size = encode_into (payload - FRAME_HEADER_SIZE, FRAME_HEADER_SIZE + needed, encode,
                                    value, encode_more, more);
  if (size == -1)
    return false;
  send_large (kind, payload, size);
  return true;
}

bool
protocol_send_xdr (enum frame_kind kind, xdrproc_t encode, const void *value, xdrproc_t encode_more,
                   const void *more)
{
  char small[SMALL_MESSAGE];
  const ssize_t size = encode_into (small, sizeof small, encode, value, encode_more, more);

  if (size == -1)
    return encode_large (kind, encode, value, encode_more, more);
  protocol_send (kind, small, size);
  return true;
}

void
protocol_send_hello (void)
{
  const struct wire_hello hello = { .build = (char *) protocol_build };

  protocol_send_xdr (FRAME_HELLO, (xdrproc_t) xdr_wire_hello, &hello, NULL, NULL);
}

/* False when the library closed the channel. */
static bool
read_frame (struct frame_header *header, struct payload *payload)
{
  switch (channel_read_header (&channel, header)) {
  case 0:
    return false;
  case -1:
    channel_is_broken ("read a frame's header", errno);
  }
  if (header->kind != FRAME_CALL && header->size > CHUNK_MAX)
    channel_is_broken ("read a frame", EMSGSIZE);
  if (channel_read_payload (&channel, header, payload) == -1)
    channel_is_broken ("read a frame", errno);
  return true;
}

/* Reads one frame; false if it came too late. */
static bool
read_transfer_frame (struct frame_header *header)
{
  if (!read_frame (header, &transfer_payload))
    library_is_gone ();
  if (header->kind == FRAME_CALL)
    protocol_is_broken ("call within a call");
  if (header->serial == current->serial)
    return true;
  if (header->kind != FRAME_CANCEL && header->kind != FRAME_TAKEN)
    protocol_is_broken ("frame that does not belong to the call");
  return false;
}

enum frame_kind
protocol_receive (const char **bytes, size_t *size)
{
  struct frame_header header;

  while (!read_transfer_frame (&header))
    ;
  *bytes = transfer_payload.bytes;
  *size = transfer_payload.size;
  return header.kind;
}

bool
protocol_try_receive (enum frame_kind *kind)
{
  struct frame_header header;

  while (channel_is_readable (&channel))
    if (read_transfer_frame (&header)) {
      *kind = header.kind;
      return true;
    }
  return false;
}

void
protocol_decode (xdrproc_t decode, void *value, const char *bytes, size_t size)
{
  XDR xdr;

  xdrmem_create (&xdr, (char *) bytes, size, XDR_DECODE);
  if (!decode (&xdr, value) || xdr_getpos (&xdr) != size)
    protocol_is_broken ("payload of a frame");
  xdr_destroy (&xdr);
}

static struct wire_part
decode_part (const char *bytes, size_t size)
{
  struct wire_part part;

  protocol_decode ((xdrproc_t) xdr_wire_part, &part, bytes, size);
  if (part.number >= WINDOW_PARTS || part.size > WINDOW_PART_SIZE)
    protocol_is_broken ("part of the window");
  return part;
}

static void
take_part (const struct wire_part *part, char *memory)
{
  if (window_read (part->number, memory, part->size) == -1)
    channel_is_broken ("read from the window", errno);
  protocol_send_empty (FRAME_TAKEN);
}

size_t
protocol_take_part (const char *bytes, size_t size, char *memory)
{
  const struct wire_part part = decode_part (bytes, size);

  take_part (&part, memory);
  return part.size;
}

void
protocol_send_part (unsigned number, const char *bytes, size_t size)
{
  struct wire_part part = { .number = number, .size = size };

  if (window_write (number, bytes, size) == -1)
    channel_is_broken ("write to the window", errno);
  protocol_send_xdr (FRAME_PART, (xdrproc_t) xdr_wire_part, &part, NULL, NULL);
}

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

static void
answer_call (struct daemon_request *request)
{
  const struct daemon_procedure *procedure = procedure_find (request->procedure);
  const int64_t start = verbose ? monotonic_ns () : 0;

  current = request;
  reply_error_clear ();
  progress_begin ();
  transfer_begin (procedure);
  if (large_call_is_too_large ())
    refuse_large_call (request);
  else if (procedure != NULL)
    procedure->stub (request);
  else {
    reply_error_text (ENOSYS, "unknown procedure %u: library and daemon do not belong together",
                      request->procedure);
    stub_reply_error (request);
  }
  current = NULL;
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
    protocol_is_broken ("header of a call");
  answer_call (&request);
  large_call_free ();
}

void
protocol_loop (void)
{
  struct frame_header header;

  while (read_frame (&header, &call_payload)) {
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
      protocol_is_broken ("frame outside of a call");
    }
  }
}
