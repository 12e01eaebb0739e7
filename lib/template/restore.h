/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lets a machine go on where a template was saved. */

#ifndef GUESTFS_RESTORE_H
#define GUESTFS_RESTORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/handle-type.h"

struct launch_times;
struct machine_plan;
struct template;

/* The steps of a launch from a template.  All return 0, or -1 with the error
 * set and the machine lost. */
extern int restore_start (guestfs_h *g, const struct machine_plan *plan,
                          const struct template *template, const struct launch_times *times);
/* After the drives were attached: the state of the devices goes in, the
 * machine runs, and the daemon is told what has changed meanwhile.  *WAS_FED: the
 * hypervisor has seen of the template, so that what fails may be the template's fault. */
extern int restore_finish (guestfs_h *g, const struct template *template, size_t slots,
                           bool *was_fed);

#endif /* GUESTFS_RESTORE_H */
