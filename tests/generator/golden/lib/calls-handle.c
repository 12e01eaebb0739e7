/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the public calls.
 * Made by generator/emit/library/client_calls.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/memory.h"
#include "calls/call.h"
#include "calls/trace.h"
#include "cleanup.h"
#include "guestfs-api/handle.h"
#include "lib/handle.h"
#include "protocol/handle.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

/* set a thing */
int
guestfs_set_thing (guestfs_h *g, const char *name)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "set_thing") == -1)
    return -1;
  if (call_require_config (&call) == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    trace_end (&call);
  }

  int result = impl_set_thing (g, name);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

/* get a thing */
const char *
guestfs_get_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "get_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }

  const char * result = impl_get_thing (g);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

/* find a thing */
const char *
guestfs_find_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "find_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }

  const char * result = impl_find_thing (g);
  trace_result_text (&call, result);
  return result;
}

/* take a pointer */
int
guestfs_take_pointer (guestfs_h *g, void *thing)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "take_pointer") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "thing", thing) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_pointer (&call, "thingPtr", thing);
    trace_end (&call);
  }

  int result = impl_take_pointer (g, thing);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

/* set a thing, once */
int
guestfs_old_thing (guestfs_h *g, const char *name)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "old_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    trace_end (&call);
  }

  int result = impl_old_thing (g, name);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

/* do nothing */
int
guestfs_older_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "older_thing") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }

  int result = impl_older_thing (g);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_odd_thing (struct call_scope *call)
{
  guestfs_h *g = call->g;

  const struct rpc_call request = {
    .name = "odd_thing",
    .procedure = PROC_ODD_THING,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* do an odd thing */
int
guestfs_odd_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "odd_thing") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_odd_thing (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

