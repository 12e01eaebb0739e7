/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Collects the parts of a large call. */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory-shortage.h"
#include "protocol/frames.h"
#include "talk/large-call.h"
#include "talk/session.h"
#include "talk/transfer.h"

static struct {
  char *bytes;
  size_t kept, size;
} call;

/* The first part is always kept: it says which call it is.  Beyond this part
 * there must be room for a copy of all that decoding makes, and for a little
 * that is being written. */
static bool
is_affordable (size_t more)
{
  const size_t all = call.size + more;

  if (all > MESSAGE_MAX)
    return false;
  return call.size == 0 || (uint64_t) more + all + WINDOW_PART_SIZE < available_memory ();
}

static bool
make_room (size_t more)
{
  if (call.kept < call.size || !is_affordable (more))
    return false;
  char *bytes = realloc (call.bytes, call.kept + more);
  if (bytes == NULL)
    return false;
  call.bytes = bytes;
  return true;
}

void
large_call_add (const char *bytes, size_t size)
{
  if (make_room (size)) {
    memcpy (call.bytes + call.kept, bytes, size);
    call.kept += size;
  }
  call.size += size;
}

void
large_call_add_part (const char *bytes, size_t size)
{
  const size_t part_size = session_take_part (bytes, size, transfer_memory ());

  large_call_add (transfer_memory (), part_size);
}

size_t
large_call_size (void)
{
  return call.size;
}

bool
large_call_is_too_large (void)
{
  return call.kept < call.size;
}

const char *
large_call_bytes (size_t *size)
{
  *size = call.kept;
  return call.bytes;
}

void
large_call_free (void)
{
  free (call.bytes);
  memset (&call, 0, sizeof call);
}
