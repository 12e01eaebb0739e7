/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which optional groups of calls the appliance has. */

#include <config.h>

#include <errno.h>

#include "base/errors.h"
#include "base/known-features.h"
#include "protocol/availability.h"
#include "protocol/frames.h"
#include "lib-impl.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

static int
ask_daemon (guestfs_h *g, const char *group)
{
  const wire_internal_feature_available_args arguments = { .group = (char *) group };
  wire_internal_feature_available_ret answer = { 0 };
  const struct rpc_call ask = { .name = "feature_available",
                                .procedure = PROC_INTERNAL_FEATURE_AVAILABLE,
                                .encode = (xdrproc_t) xdr_wire_internal_feature_available_args,
                                .arguments = &arguments,
                                .decode = (xdrproc_t) xdr_wire_internal_feature_available_ret,
                                .result = &answer };

  return rpc_call_daemon (g, &ask) == -1 ? -1 : answer.result;
}

/* Asks the daemon, once for each group and launch.  -1 on error. */
static int
feature_state (guestfs_h *g, const char *group)
{
  const struct known_feature *known = features_find (g, group);
  if (known)
    return (int) known->state;

  const int state = ask_daemon (g, group);
  if (state == -1)
    return -1;
  if (state < FEATURE_AVAILABLE || state > FEATURE_UNKNOWN)
    return set_error (g, EPROTO, "%s: the daemon's answer %d has no meaning", group, state);

  features_note (g, group, (enum feature_state) state);
  return state;
}

int
impl_available (guestfs_h *g, char *const *groups)
{
  for (size_t i = 0; groups[i] != NULL; ++i)
    switch (feature_state (g, groups[i])) {
    case FEATURE_AVAILABLE:
      break;
    case FEATURE_NOT_AVAILABLE:
      return set_error (g, ENOTSUP, "%s: group not available", groups[i]);
    case FEATURE_UNKNOWN:
      return set_error (g, EINVAL, "%s: unknown group", groups[i]);
    default:
      return -1;
    }
  return 0;
}

int
impl_feature_available (guestfs_h *g, char *const *groups)
{
  int all = 1;
  for (size_t i = 0; groups[i] != NULL; ++i)
    switch (feature_state (g, groups[i])) {
    case FEATURE_AVAILABLE:
      break;
    case FEATURE_NOT_AVAILABLE:
      all = 0;
      break;
    case FEATURE_UNKNOWN:
      return set_error (g, EINVAL, "%s: unknown group", groups[i]);
    default:
      return -1;
    }
  return all;
}
