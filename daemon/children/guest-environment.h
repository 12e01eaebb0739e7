/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a program of the guest finds in its root besides the guest's files. */

#ifndef GUEST_ENVIRONMENT_H
#define GUEST_ENVIRONMENT_H

#include <stdbool.h>

/* Options of the kernel command line: the appliance has a network. */
extern bool network;

#define GUEST_MOUNTS_MAX 4

/* All zero before guest_environment_enter. */
struct guest_environment {
  int mounts[GUEST_MOUNTS_MAX]; /* O_PATH descriptors of the roots of the mounts */
  unsigned count;
  bool has_our_file; /* resolv.conf is a copy of the appliance's */
};

/* Mounts /dev, /proc and /sys of the appliance into the guest.  What can't be
 * mounted, because the guest has no such directory, is left out.  If there is a
 * network, /etc/resolv.conf is the appliance's meanwhile: a file that the program
 * may change, replace and remove, and the guest's own comes back afterwards. */
extern void guest_environment_enter (struct guest_environment *environment);
/* The variables of a program of the guest: none that the daemon set for its own. */
extern char *const *guest_variables (void);
extern void guest_environment_leave (struct guest_environment *environment);

#endif /* GUEST_ENVIRONMENT_H */
