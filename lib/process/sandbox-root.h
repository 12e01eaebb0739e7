/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The file system of a sandbox. */

#ifndef GUESTFS_SANDBOX_ROOT_H
#define GUESTFS_SANDBOX_ROOT_H

struct sandbox_plan;

/* Replaces the root of the mount namespace.  0 or errno. */
extern int sandbox_change_root (const struct sandbox_plan *plan);

#endif /* GUESTFS_SANDBOX_ROOT_H */
