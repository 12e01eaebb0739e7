/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The parts of a mountable: its device and its btrfs subvolume. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>

#include "base/errors.h"
#include "base/memory.h"
#include "protocol/frames.h"
#include "lib-impl.h"
#include "protocol/mounts.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

/* What im_type says (daemon.h, enum mountable_type). */
enum { TYPE_DEVICE = 0, TYPE_SUBVOLUME = 1 };

/* To be freed with xdr_free. */
static int
take_apart (guestfs_h *g, const char *name, const char *mountable,
            wire_internal_parse_mountable_ret *parts)
{
  const wire_internal_parse_mountable_args arguments = { .mountable = (char *) mountable };
  const struct rpc_call ask = { .name = name,
                                .procedure = PROC_INTERNAL_PARSE_MOUNTABLE,
                                .encode = (xdrproc_t) xdr_wire_internal_parse_mountable_args,
                                .arguments = &arguments,
                                .decode = (xdrproc_t) xdr_wire_internal_parse_mountable_ret,
                                .result = parts };

  return rpc_call_daemon (g, &ask);
}

char *
impl_mountable_device (guestfs_h *g, const char *mountable)
{
  wire_internal_parse_mountable_ret parts = { 0 };

  if (take_apart (g, "mountable_device", mountable, &parts) == -1)
    return NULL;
  char *device = safe_strdup (g, parts.result.im_device);
  xdr_free ((xdrproc_t) xdr_wire_internal_parse_mountable_ret, (char *) &parts);
  return device;
}

char *
impl_mountable_subvolume (guestfs_h *g, const char *mountable)
{
  wire_internal_parse_mountable_ret parts = { 0 };
  char *volume = NULL;

  if (take_apart (g, "mountable_subvolume", mountable, &parts) == -1)
    return NULL;
  if (parts.result.im_type == TYPE_SUBVOLUME)
    volume = safe_strdup (g, parts.result.im_volume);
  else
    set_error (g, EINVAL, "not a btrfs subvolume identifier");
  xdr_free ((xdrproc_t) xdr_wire_internal_parse_mountable_ret, (char *) &parts);
  return volume;
}
