/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The test program itself in the role of the hypervisor: it answers QMP, and
 * plays a daemon that keeps the rules of the protocol or breaks them. */

#ifndef FAKE_HYPERVISOR_H
#define FAKE_HYPERVISOR_H

#include "agreed.h"
#include "protocol/appliance.h"
#include "protocol/devices.h"
#include "protocol/uploads.h"

/* Environment variable that turns the test program into the hypervisor; its
 * value says how it behaves. */
#define FAKE_BEHAVIOUR "FAKE_HYPERVISOR"

/* Never returns. */
extern void fake_hypervisor (const char *behaviour) __attribute__ ((noreturn));

/* Size of what the fake download sends: many chunks and a part of one. */
#define FAKE_DOWNLOAD_SIZE (5 * 1024 * 1024 + 17)

/* Size of the holes around the part that it sends through the window. */
#define FAKE_HOLE_SIZE (64 * 1024 * 1024)

#endif /* FAKE_HYPERVISOR_H */
