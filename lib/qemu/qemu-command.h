/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hypervisor's command line. */

#ifndef GUESTFS_QEMU_COMMAND_H
#define GUESTFS_QEMU_COMMAND_H

#include "base/handle-type.h"

struct machine_plan;

/* Argument of -sandbox: what qemu knows to forbid itself, all of it. */
#define HYPERVISOR_FILTER "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"

/* The hypervisor's arguments, NULL-terminated and malloc'd. */
extern char **qemu_arguments (guestfs_h *g, const struct machine_plan *plan);
extern char *kernel_command_line (guestfs_h *g, const struct machine_plan *plan);
extern char **hypervisor_environment (guestfs_h *g, const struct machine_plan *plan);

#endif /* GUESTFS_QEMU_COMMAND_H */
