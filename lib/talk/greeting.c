/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The greeting of a daemon that boots. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "base/handle.h"
#include "base/text-ring.h"
#include "cleanup.h"
#include "protocol/frames.h"
#include "protocol-build.h"
#include "machine/frames.h"
#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "talk/channel.h"
#include "talk/greeting.h"

static int
take_hello (guestfs_h *g, const struct frame *frame)
{
  wire_hello hello = { .build = NULL };
  XDR xdr;

  if (frame->kind != FRAME_HELLO)
    return machine_protocol_error (g, "launch", "the first frame is not the daemon's greeting");
  xdrmem_create (&xdr, (char *) frame->payload, frame->size, XDR_DECODE);
  const bool ok = xdr_wire_hello (&xdr, &hello) && xdr_getpos (&xdr) == frame->size;
  xdr_destroy (&xdr);

  int r = 0;
  if (!ok)
    r = machine_protocol_error (g, "launch", "the daemon's greeting is malformed");
  else if (strcmp (hello.build, protocol_build) != 0)
    r = machine_launch_failed (g, EPROTO,
                               "the appliance has a daemon of build %s, this library is build %s; "
                               "install library and appliance of one version, or set "
                               "LIBGUESTFS_PATH to the appliance that belongs to this library",
                               hello.build, protocol_build);
  xdr_free ((xdrproc_t) xdr_wire_hello, (char *) &hello);
  return r;
}

/* A kernel that panics ends the machine, unless the user's parameters keep it
 * alive. */
static bool
has_panicked (const struct machine *machine)
{
  return qmp_events (machine->qmp)->panicked
         || text_ring_contains (&machine->console_text, "Kernel panic - not syncing");
}

int
launch_wait_for_daemon (guestfs_h *g)
{
  struct frame frame;
  int r;

  while ((r = channel_wait_frame (g, &frame, CANCEL_CHECK_MS)) == 0) {
    if (has_panicked (g->machine)) {
      CLEANUP_FREE char *words = machine_last_words (g);
      return machine_launch_failed (g, EPIPE, "the appliance did not start: %s", words);
    }
    if (launch_check (g) == -1)
      return -1;
  }
  return r == 1 ? take_hello (g, &frame) : -1;
}
