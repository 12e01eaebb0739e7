/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of drives: /dev/sda is the first that was added. */

#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/device-letters.h"
#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "protocol/frames.h"
#include "lib-impl.h"
#include "protocol/lvm.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

char *
impl_device_name (guestfs_h *g, int index)
{
  if (index < 0 || (size_t) index >= g->drives.count) {
    set_error (g, EINVAL, "drive index out of range");
    return NULL;
  }
  return drive_device_name (g, (size_t) index);
}

int
impl_device_index (guestfs_h *g, const char *device)
{
  const char *letters = after_disk_prefix (device);
  int index = letters ? letters_to_index (letters) : -1;
  if (index == -1)
    return set_error (g, ENODEV, "%s: device not found", device);
  return index;
}

/* /dev/mapper/VG-LV and /dev/dm-N are /dev/VG/LV if they are a logical
 * volume, and keep their name if they are something else. */
static char *
canonical_lv_name (guestfs_h *g, const char *device)
{
  const wire_lvm_canonical_lv_name_args arguments = { .lvname = (char *) device };
  wire_lvm_canonical_lv_name_ret answer = { .result = NULL };
  const struct rpc_call ask = { .name = "canonical_device_name",
                                .procedure = PROC_LVM_CANONICAL_LV_NAME,
                                .encode = (xdrproc_t) xdr_wire_lvm_canonical_lv_name_args,
                                .arguments = &arguments,
                                .decode = (xdrproc_t) xdr_wire_lvm_canonical_lv_name_ret,
                                .result = &answer };

  errors_silence (g);
  const int r = rpc_call_daemon (g, &ask);
  errors_unsilence (g);
  return r == 0 ? answer.result : safe_strdup (g, device);
}

char *
impl_canonical_device_name (guestfs_h *g, const char *device)
{
  if (strncmp (device, "/dev/mapper/", 12) == 0 || strncmp (device, "/dev/dm-", 8) == 0)
    return canonical_lv_name (g, device);
  const char *rest = after_disk_prefix (device);
  if (rest == NULL || strchr (rest, '/') != NULL)
    return safe_strdup (g, device);
  return safe_asprintf (g, "/dev/sd%s", rest);
}
