/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of disks on which declared tests begin. */

#ifndef FIXTURES_H
#define FIXTURES_H

#include "harness.h"

/* A handle for a test on FIXTURE.  The appliance is launched once and used for
 * test after test, its disks made blank in between.  NULL after having printed
 * why. */
extern guestfs_h *fixture_prepare (enum fixture fixture);

/* Ends the use of G by a test; what cannot be used again is closed. */
extern void fixture_release (guestfs_h *g, enum fixture fixture);

/* Closes the appliance that is kept. */
extern void fixture_end (void);

#endif /* FIXTURES_H */
