/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fake daemon's end of the connection with the library. */

#include <config.h>

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/cursor.h"
#include "fake-frames.h"
#include "qemu/machine-plan.h"

void
put (const void *bytes, size_t size)
{
  while (size > 0) {
    const ssize_t n = send (HYPERVISOR_CHANNEL_FD, bytes, size, MSG_NOSIGNAL);

    if (n <= 0)
      _exit (EXIT_SUCCESS);
    bytes = (const char *) bytes + n;
    size -= n;
  }
}

void
put_frame (enum frame_kind kind, uint32_t serial, const void *payload, size_t size)
{
  unsigned char header[FRAME_HEADER_SIZE];

  frame_header (header, kind, serial, size);
  put (header, sizeof header);
  put (payload, size);
}

static void
get (void *bytes, size_t size)
{
  if (size > 0 && recv (HYPERVISOR_CHANNEL_FD, bytes, size, MSG_WAITALL) != (ssize_t) size)
    _exit (EXIT_SUCCESS);
}

struct message message;

void
get_frame (void)
{
  unsigned char header[FRAME_HEADER_SIZE];

  get (header, sizeof header);
  struct cursor cursor = cursor_over (header + 4, sizeof header - 4);
  message.kind = cursor_u32 (&cursor);
  message.serial = cursor_u32 (&cursor);
  message.size = cursor_u32 (&cursor);
  if (message.size > sizeof message.payload)
    abort ();
  get (message.payload, message.size);
}

/* A message that is in the window becomes one that came directly. */
static void
get_part (void)
{
  struct cursor cursor = cursor_over (message.payload, message.size);
  const uint32_t number = cursor_u32 (&cursor);

  message.size = cursor_u32 (&cursor);
  if (message.size > sizeof message.payload
      || pread (HYPERVISOR_WINDOW_FD, message.payload, message.size,
                (off_t) number * WINDOW_PART_SIZE)
           != (ssize_t) message.size)
    abort ();
  put_frame (FRAME_TAKEN, message.serial, NULL, 0);
}

/* The next piece of a file: a chunk, also where it came in another way, or what
 * ends it. */
void
get_content (void)
{
  for (get_frame (); message.kind == FRAME_EXTENT; get_frame ())
    ;
  if (message.kind == FRAME_PART) {
    get_part ();
    message.kind = FRAME_CHUNK;
  }
}

/* Two values after one another. */
void
put_xdr (enum frame_kind kind, uint32_t serial, xdrproc_t first, const void *first_value,
         xdrproc_t second, const void *second_value)
{
  char bytes[4096];
  XDR xdr;

  xdrmem_create (&xdr, bytes, sizeof bytes, XDR_ENCODE);
  if ((first != NULL && !first (&xdr, (void *) first_value))
      || (second != NULL && !second (&xdr, (void *) second_value)))
    abort ();
  put_frame (kind, serial, bytes, xdr_getpos (&xdr));
}
