/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether KVM works. */

#ifndef GUESTFS_KVM_PROBE_H
#define GUESTFS_KVM_PROBE_H

#include <stdbool.h>

#include "base/handle-type.h"

struct machine_plan;

/* Whether a kernel runs under KVM here; if not, *REASON is a malloc'd text.
 * The answer is remembered in the cache directory. */
extern bool kvm_works (guestfs_h *g, const struct machine_plan *plan, char **reason);
/* The same without a look at the device. */
extern bool kvm_boots (guestfs_h *g, const struct machine_plan *plan, char **reason);
/* One try with the accelerator of that name, without asking the cache. */
enum probe_outcome {
  PROBE_BOOTED,
  PROBE_FAILED,
  PROBE_TOO_SLOW,
  PROBE_NOT_MADE /* for a reason of this program's own: it says nothing of the accelerator */
};
extern enum probe_outcome probe_accelerator (guestfs_h *g, const struct machine_plan *plan,
                                             const char *accelerator, char **reason);

#endif /* GUESTFS_KVM_PROBE_H */
