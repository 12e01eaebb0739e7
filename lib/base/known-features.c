/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the daemon said of the optional groups of calls. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/handle.h"
#include "base/known-features.h"
#include "base/memory.h"

void
features_forget (guestfs_h *g)
{
  for (size_t i = 0; i < g->features.count; ++i)
    free (g->features.list[i].group);
  free (g->features.list);
  g->features.list = NULL;
  g->features.count = 0;
}

const struct known_feature *
features_find (const guestfs_h *g, const char *group)
{
  for (size_t i = 0; i < g->features.count; ++i)
    if (strcmp (g->features.list[i].group, group) == 0)
      return &g->features.list[i];
  return NULL;
}

void
features_note (guestfs_h *g, const char *group, enum feature_state state)
{
  g->features.list =
    safe_realloc (g, g->features.list, (g->features.count + 1) * sizeof *g->features.list);
  g->features.list[g->features.count++] = (struct known_feature) { safe_strdup (g, group), state };
}
