/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the environment said that could not be understood. */

#ifndef GUESTFS_ENVIRONMENT_H
#define GUESTFS_ENVIRONMENT_H

#include "base/handle-type.h"

/* 0, or -1 with the error of launch that a variable was bad. */
extern int environment_check (guestfs_h *g);
extern void environment_forget_problem (guestfs_h *g);

#endif /* GUESTFS_ENVIRONMENT_H */
