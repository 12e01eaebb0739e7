/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The running machine. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/handle.h"
#include "base/memory.h"
#include "base/owner.h"
#include "machine/frames.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "machine/window.h"
#include "process/process.h"
#include "process/watcher.h"

struct machine *
machine_new (guestfs_h *g)
{
  struct machine *machine = safe_calloc (g, 1, sizeof *machine);

  machine->owner = owner_this_process ();
  machine->hypervisor = (struct process) PROCESS_NONE;
  machine->watcher = (struct watcher) WATCHER_NONE;
  machine->channel_fd = machine->console_fd = -1;
  machine->window = (struct window) WINDOW_NONE;
  return machine;
}

bool
machine_is_ours (const struct machine *machine)
{
  return owner_is_this_process (&machine->owner);
}

void
machine_discard (guestfs_h *g)
{
  struct machine *machine = g->machine;

  if (machine == NULL)
    return;
  g->machine = NULL;
  g->machine_is_lost = false;
  if (machine_is_ours (machine)) {
    process_end (&machine->hypervisor);
    watcher_end (&machine->watcher);
  } else {
    process_abandon (&machine->hypervisor);
    watcher_abandon (&machine->watcher);
  }
  qmp_free (machine->qmp);
  if (machine->channel_fd >= 0)
    close (machine->channel_fd);
  if (machine->console_fd >= 0)
    close (machine->console_fd);
  frame_reader_free (&machine->reader);
  window_close (&machine->window);
  free (machine);
}
