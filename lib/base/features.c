/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which optional groups of calls the appliance has. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "guestfs-api/availability.h"
#include "internal.h"
#include "lib-impl.h"

void
features_forget (guestfs_h *g)
{
  for (size_t i = 0; i < g->nr_features; ++i)
    free (g->features[i].group);
  free (g->features);
  g->features = NULL;
  g->nr_features = 0;
}

static const struct known_feature *
find_feature (const guestfs_h *g, const char *group)
{
  for (size_t i = 0; i < g->nr_features; ++i)
    if (strcmp (g->features[i].group, group) == 0)
      return &g->features[i];
  return NULL;
}

/* Asks the daemon, once for each group and launch.  -1 on error. */
static int
feature_state (guestfs_h *g, const char *group)
{
  const struct known_feature *known = find_feature (g, group);
  if (known)
    return (int) known->state;

  int state = guestfs_internal_feature_available (g, group);
  if (state == -1)
    return -1;
  if (state < FEATURE_AVAILABLE || state > FEATURE_UNKNOWN)
    return set_error (g, EPROTO, "%s: the daemon's answer %d has no meaning", group, state);

  g->features = safe_realloc (g, g->features, (g->nr_features + 1) * sizeof *g->features);
  g->features[g->nr_features++] =
    (struct known_feature) { safe_strdup (g, group), (enum feature_state) state };
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
