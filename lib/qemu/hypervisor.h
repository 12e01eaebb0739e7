/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hypervisor: its process, and commands for it. */

#ifndef GUESTFS_HYPERVISOR_H
#define GUESTFS_HYPERVISOR_H

#include <jansson.h>

#include "base/handle-type.h"

struct machine_plan;

/* The steps of a launch that concern the hypervisor.  All return 0, or -1
 * with the error set and the machine lost. */
extern int hypervisor_start (guestfs_h *g, const struct machine_plan *plan);
extern int hypervisor_connect (guestfs_h *g, const struct machine_plan *plan);
/* Lets the machine run, unless a debugger shall do that. */
extern int hypervisor_run (guestfs_h *g);
/* A command of QMP; an error begins with STEP.  ARGUMENTS are consumed, and
 * RESULT may be NULL. */
extern int hypervisor_command (guestfs_h *g, const char *step, const char *name, json_t *arguments,
                               json_t **result);

/* The hypervisor answered PROBLEM, or ended: a launch fails by that, a machine
 * that runs goes on if it can.  -1. */
extern int hypervisor_failed (guestfs_h *g, const char *step, const char *problem);
extern int hypervisor_refused (guestfs_h *g, int err, const char *step, const char *fmt, ...)
  __attribute__ ((format (printf, 4, 5)));
/* The same for a command that takes over a descriptor. */
extern int hypervisor_command_with (guestfs_h *g, const char *step, const char *name,
                                    json_t *arguments, int descriptor);

#endif /* GUESTFS_HYPERVISOR_H */
