/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of disks on which declared tests begin. */

#ifndef FIXTURES_H
#define FIXTURES_H

#include "harness.h"

/* A new handle for a test on FIXTURE, with an appliance and disks of its own
 * if it needs them; one of them is a file in DIRECTORY.  NULL after having
 * printed why. */
extern guestfs_h *fixture_prepare (enum fixture fixture, const char *directory);

/* Removes what was kept for further tests. */
extern void fixture_end (void);

#endif /* FIXTURES_H */
