/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Access to files in a sandbox, by Landlock. */

#ifndef GUESTFS_SANDBOX_LANDLOCK_H
#define GUESTFS_SANDBOX_LANDLOCK_H

struct sandbox_plan;

/* 0 or errno. */
extern int sandbox_landlock (const struct sandbox_plan *plan);

#endif /* GUESTFS_SANDBOX_LANDLOCK_H */
