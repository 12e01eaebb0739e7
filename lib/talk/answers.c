/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the daemon answers. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "base/api.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "cleanup.h"
#include "errno-names.h"
#include "machine/disk-errors.h"
#include "machine/frames.h"
#include "machine/machine-end.h"
#include "protocol/frames.h"
#include "talk/answers.h"
#include "talk/rpc-call.h"

bool
rpc_decode (xdrproc_t decode, void *value, const void *bytes, size_t size)
{
  XDR xdr;

  errno = 0;
  xdrmem_create (&xdr, (char *) bytes, size, XDR_DECODE);
  const bool ok = decode (&xdr, value) && xdr_getpos (&xdr) == size;
  const int err = errno;
  xdr_destroy (&xdr);
  if (!ok) {
    xdr_free (decode, value);
    errno = err == ENOMEM || err == E2BIG ? err : EPROTO;
  }
  return ok;
}

int
rpc_cannot_decode (guestfs_h *g, const struct rpc_call *call, const char *problem)
{
  if (errno == ENOMEM || errno == E2BIG)
    return set_error (g, errno, "%s: the answer would take too much memory", call->name);
  return machine_protocol_error (g, call->name, problem);
}

int
rpc_take_progress (guestfs_h *g, const struct rpc_call *call, const struct frame *frame)
{
  wire_progress progress = { .procedure = 0 };

  if (frame->serial != g->next_serial
      || !rpc_decode ((xdrproc_t) xdr_wire_progress, &progress, frame->payload, frame->size)
      || progress.procedure != call->procedure)
    return machine_protocol_error (g, call->name, "a progress message belongs to no call");

  const uint64_t total = progress.total;
  const uint64_t position = progress.position < total ? progress.position : total;
  const uint64_t array[] = { progress.procedure, frame->serial, position, total };
  event_array (g, GUESTFS_EVENT_PROGRESS, array, sizeof array / sizeof array[0]);
  return 0;
}

/* The daemon's text is what the user reads, in one or more lines, and is not
 * a format. */
int
rpc_take_error (guestfs_h *g, const struct rpc_call *call, const void *bytes, size_t size)
{
  wire_error error = { .message = NULL };

  if (!rpc_decode ((xdrproc_t) xdr_wire_error, &error, bytes, size))
    return rpc_cannot_decode (g, call, "an error message is malformed");

  int err = *error.errno_name != '\0' ? errno_from_name (error.errno_name) : 0;
  CLEANUP_FREE char *explanation = disk_errors_explain (g, &err);
  set_error (g, err, "%s: %s%s", call->name, error.message, explanation);
  xdr_free ((xdrproc_t) xdr_wire_error, (char *) &error);
  return -1;
}
