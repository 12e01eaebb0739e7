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
  bool made_file;  /* the guest's resolv.conf was made, to mount on it */
  bool moved_link; /* it was a link to nowhere, moved aside meanwhile */
};

/* Mounts /dev, /proc, /sys and, if there is a network, /etc/resolv.conf of
 * the appliance into the guest.  What can't be mounted, because the guest
 * has no such directory, is left out. */
extern void guest_environment_enter (struct guest_environment *environment);
extern void guest_environment_leave (struct guest_environment *environment);

#endif /* GUEST_ENVIRONMENT_H */
