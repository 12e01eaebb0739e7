/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The running machine: the hypervisor and the connections with it and with the
 * daemon. */

#ifndef GUESTFS_MACHINE_H
#define GUESTFS_MACHINE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/handle-type.h"
#include "base/owner.h"
#include "base/text-ring.h"
#include "machine/frames.h"
#include "machine/window.h"
#include "process/process.h"
#include "process/watcher.h"

struct launch_times {
  int64_t start, deadline; /* monotonic_ms */
};

struct machine {
  struct owner owner; /* the process that launched it */
  struct process hypervisor;
  struct watcher watcher;
  struct qmp *qmp;
  int channel_fd; /* stream socket to the daemon */
  struct frame_reader reader;
  struct window window;
  int console_fd; /* -1 once at the end */
  struct text_ring console_text, hypervisor_text;
  struct launch_times times;
  uint32_t blank_disks; /* bit N: disk N is of the template and no drive */
  bool was_called;      /* the program has called the daemon */
  bool is_emulated;     /* its processor is */
};

/* Whether it was launched by this process: a forked copy of the program has the
 * same descriptors, but the machine belongs to its parent. */
extern bool machine_is_ours (const struct machine *machine);
extern struct machine *machine_new (guestfs_h *g);
/* Ends and frees g->machine; nothing is written out before.  For those who began
 * it: all others use machine-end.h. */
extern void machine_discard (guestfs_h *g);

#endif /* GUESTFS_MACHINE_H */
