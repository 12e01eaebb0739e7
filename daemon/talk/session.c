/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conversation with the library: which call is running, and the frames
 * that belong to it. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agreed.h"
#include "protocol-build.h"
#include "talk/session.h"
#include "talk/window.h"

/* Most messages are encoded into this without asking first how large they
 * are. */
#define SMALL_MESSAGE 4096

static struct channel channel = { .fd = -1 };
static pthread_mutex_t write_lock = PTHREAD_MUTEX_INITIALIZER;
static struct payload transfer_payload;
static const struct daemon_request *current;

void
session_leave (void)
{
  if (channel.fd != -1)
    close (channel.fd);
  channel.fd = -1;
  window_leave ();
}

const struct daemon_request *
session_request (void)
{
  return current;
}

void
session_set_request (const struct daemon_request *request)
{
  current = request;
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
session_open (int fd)
{
  channel.fd = fd;
  if (fcntl (fd, F_SETFL, O_NONBLOCK) == -1)
    channel_is_broken ("set it to not block", errno);
}

void
session_is_broken (const char *what)
{
  channel_is_broken (what, EPROTO);
}

void
session_send (enum frame_kind kind, char *bytes, size_t size)
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
session_send_empty (enum frame_kind kind)
{
  char header[FRAME_HEADER_SIZE];

  session_send (kind, header, 0);
}

ssize_t
session_encode (char *bytes, size_t allocated, xdrproc_t encode, const void *value,
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

bool
session_send_xdr (enum frame_kind kind, xdrproc_t encode, const void *value, xdrproc_t encode_more,
                  const void *more)
{
  char small[SMALL_MESSAGE];
  const ssize_t size = session_encode (small, sizeof small, encode, value, encode_more, more);

  if (size == -1)
    return false;
  session_send (kind, small, size);
  return true;
}

void
session_send_hello (void)
{
  const struct wire_hello hello = { .build = (char *) protocol_build };

  session_send_xdr (FRAME_HELLO, (xdrproc_t) xdr_wire_hello, &hello, NULL, NULL);
}

bool
session_read_frame (struct frame_header *header, struct payload *payload)
{
  switch (channel_read_header (&channel, header)) {
  case 0:
    return false;
  case -1:
    channel_is_broken ("read a frame's header", errno);
  }
  if (header->kind != FRAME_CALL && header->size > CHUNK_FROM_DAEMON)
    channel_is_broken ("read a frame", EMSGSIZE);
  if (channel_read_payload (&channel, header, payload) == -1)
    channel_is_broken ("read a frame", errno);
  return true;
}

/* Reads one frame; false if it came too late. */
static bool
read_transfer_frame (struct frame_header *header)
{
  if (!session_read_frame (header, &transfer_payload))
    library_is_gone ();
  if (header->kind == FRAME_CALL)
    session_is_broken ("call within a call");
  if (header->serial == current->serial)
    return true;
  if (header->kind != FRAME_CANCEL && header->kind != FRAME_TAKEN)
    session_is_broken ("frame that does not belong to the call");
  return false;
}

enum frame_kind
session_receive (const char **bytes, size_t *size)
{
  struct frame_header header;

  while (!read_transfer_frame (&header))
    ;
  *bytes = transfer_payload.bytes;
  *size = transfer_payload.size;
  return header.kind;
}

bool
session_try_receive (enum frame_kind *kind)
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
session_decode (xdrproc_t decode, void *value, const char *bytes, size_t size)
{
  XDR xdr;

  xdrmem_create (&xdr, (char *) bytes, size, XDR_DECODE);
  if (!decode (&xdr, value) || xdr_getpos (&xdr) != size)
    session_is_broken ("payload of a frame");
  xdr_destroy (&xdr);
}

static struct wire_part
decode_part (const char *bytes, size_t size)
{
  struct wire_part part;

  session_decode ((xdrproc_t) xdr_wire_part, &part, bytes, size);
  if (part.number >= WINDOW_PARTS || part.size > WINDOW_PART_SIZE)
    session_is_broken ("part of the window");
  return part;
}

static void
take_part (const struct wire_part *part, char *memory)
{
  if (window_read (part->number, memory, part->size) == -1)
    channel_is_broken ("read from the window", errno);
  session_send_empty (FRAME_TAKEN);
}

size_t
session_take_part (const char *bytes, size_t size, char *memory)
{
  const struct wire_part part = decode_part (bytes, size);

  take_part (&part, memory);
  return part.size;
}

void
session_send_part (unsigned number, const char *bytes, size_t size)
{
  struct wire_part part = { .number = number, .size = size };

  if (window_write (number, bytes, size) == -1)
    channel_is_broken ("write to the window", errno);
  session_send_xdr (FRAME_PART, (xdrproc_t) xdr_wire_part, &part, NULL, NULL);
}
