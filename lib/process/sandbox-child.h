/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The way of a child into the sandbox. */

#ifndef GUESTFS_SANDBOX_CHILD_H
#define GUESTFS_SANDBOX_CHILD_H

struct sandbox_plan;
struct sandbox_result;

/* Flags for clone(2) with which the child is to be made. */
extern int sandbox_clone_flags (const struct sandbox_plan *plan);
/* Goes into the sandbox.  CLONED are the flags that clone accepted. */
extern void sandbox_enter (const struct sandbox_plan *plan, int cloned,
                           struct sandbox_result *result);

#endif /* GUESTFS_SANDBOX_CHILD_H */
