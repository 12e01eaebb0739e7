/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which version of the library this is. */

#include <config.h>

#include <inttypes.h>
#include <stdio.h>

#include "base/api.h"
#include "base/memory.h"
#include "guestfs-api/handle.h"
#include "lib-impl.h"

struct guestfs_version *
impl_version (guestfs_h *g)
{
  struct guestfs_version *version = safe_calloc (g, 1, sizeof *version);
  int end = 0;
  sscanf (PACKAGE_VERSION, "%" SCNd64 ".%" SCNd64 ".%" SCNd64 "%n", &version->major,
          &version->minor, &version->release, &end);
  version->extra = safe_strdup (g, PACKAGE_VERSION + end);
  return version;
}
