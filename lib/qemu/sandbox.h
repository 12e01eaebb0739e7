/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the sandbox of a hypervisor consists of. */

#ifndef GUESTFS_SANDBOX_H
#define GUESTFS_SANDBOX_H

#include "base/handle-type.h"
#include "process/sandbox-plan.h"

struct machine_plan;

enum sandbox_mode { SANDBOX_AUTO, SANDBOX_REQUIRED, SANDBOX_OFF };

extern void sandbox_plan_free (struct sandbox_plan *plan);
#define CLEANUP_SANDBOX_PLAN __attribute__ ((cleanup (sandbox_plan_free)))

/* "user", "mount" … */
extern const char *sandbox_part_name (enum sandbox_part part);

/* What the backend setting "sandbox" says.  0, or -1 with the error set. */
extern int sandbox_mode (guestfs_h *g, enum sandbox_mode *mode);
/* 0, or -1 with the error set; to be freed in any case. */
extern int sandbox_plan_make (guestfs_h *g, const struct machine_plan *plan,
                              struct sandbox_plan *sandbox);
/* Notes what is in force.  0, or -1 with the error set and the machine lost if
 * more was required. */
extern int sandbox_report (guestfs_h *g, const struct sandbox_plan *sandbox,
                           const struct sandbox_result *result);

#endif /* GUESTFS_SANDBOX_H */
