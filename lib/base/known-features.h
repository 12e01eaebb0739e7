/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the daemon said of the optional groups of calls since the launch. */

#ifndef GUESTFS_KNOWN_FEATURES_H
#define GUESTFS_KNOWN_FEATURES_H

#include "base/handle-type.h"

/* What the daemon said of an optional group: its answer to
 * internal_feature_available. */
enum feature_state { FEATURE_AVAILABLE = 0, FEATURE_NOT_AVAILABLE = 1, FEATURE_UNKNOWN = 2 };
struct known_feature {
  char *group;
  enum feature_state state;
};

/* NULL if it was not asked about GROUP yet. */
extern const struct known_feature *features_find (const guestfs_h *g, const char *group);
extern void features_note (guestfs_h *g, const char *group, enum feature_state state);
extern void features_forget (guestfs_h *g);

#endif /* GUESTFS_KNOWN_FEATURES_H */
