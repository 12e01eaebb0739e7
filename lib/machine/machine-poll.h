/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one place that waits. */

#ifndef GUESTFS_MACHINE_POLL_H
#define GUESTFS_MACHINE_POLL_H

#include "base/handle-type.h"

/* Waits for the daemon, and for another descriptor if FD is not -1, while
 * console, hypervisor and QMP are served. */
struct machine_poll {
  short channel_events;
  int fd;
  short fd_events;
  int timeout;                   /* milliseconds; -1: no limit */
  short channel_ready, fd_ready; /* set by machine_poll */
};
extern void machine_poll (guestfs_h *g, struct machine_poll *wait);
/* Takes in what console and hypervisor still have to say. */
extern void machine_drain (guestfs_h *g);

#endif /* GUESTFS_MACHINE_POLL_H */
