/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The end of a machine that is wanted. */

#include <config.h>

#include <errno.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/handle.h"
#include "base/state.h"
#include "cleanup.h"
#include "clock.h"
#include "protocol/frames.h"
#include "launch/shutdown.h"
#include "lib-impl.h"
#include "machine/disk-errors.h"
#include "machine/machine-end.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "process/process.h"
#include "protocol/mounts.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

/* How long the hypervisor may take to write out what it holds of the images;
 * it is killed after that. */
#define QUIT_WAIT_MS 30000

/* Lets the hypervisor write out its images and end. */
static int
quit_hypervisor (guestfs_h *g, bool check_errors)
{
  struct process *hypervisor = &g->machine->hypervisor;
  const int64_t deadline = monotonic_ms () + QUIT_WAIT_MS;
  CLEANUP_FREE char *problem = NULL;
  char status[PROCESS_STATUS_SIZE];

  qmp_send (g->machine->qmp, "quit");
  while (!process_wait (hypervisor, 1) && milliseconds_until (deadline) > 0) {
    struct machine_poll wait = { .fd = -1, .timeout = 20 };
    machine_poll (g, &wait);
  }
  if (hypervisor->ended && (!hypervisor->status_known || hypervisor->status == 0))
    return 0;
  if (!check_errors)
    return -1;
  return set_error (g, EIO,
                    "shutdown: the hypervisor %s when it should have closed the disk images; the "
                    "last changes may be lost",
                    process_status_text (hypervisor, status));
}

/* The guest's filesystems are written out and unmounted.  What was never asked for
 * anything has nothing to write. */
static int
write_out (guestfs_h *g)
{
  const struct rpc_call sync = { .name = "shutdown", .procedure = PROC_INTERNAL_AUTOSYNC };

  if (g->state != STATE_READY || !g->properties.autosync || !g->machine->was_called)
    return 0;
  return rpc_call_inside (g, &sync);
}

static int
shut_down (guestfs_h *g, bool check_errors)
{
  int result = write_out (g);

  /* The call may have found the machine dead. */
  if (!g->machine_is_lost && quit_hypervisor (g, check_errors && result == 0) == -1)
    result = -1;
  /* Without autosync nobody has asked yet. */
  if (result == 0 && check_errors)
    result = disk_errors_check (g, "shutdown");
  /* As long as the watcher is there; the drives are forgotten below. */
  directories_clear (g);
  return result;
}

/* The state is CONFIG afterwards, whatever failed.  What a fork has of the machine
 * goes without a word, even if the call that ran then seems to run still. */
int
machine_shutdown (guestfs_h *g, bool check_errors)
{
  int result = 0;

  if (g->state == STATE_CONFIG)
    return 0;
  if (g->machine == NULL || machine_is_ours (g->machine)) {
    if (busy_begin (g, "shutdown") == -1)
      return -1;
    result = shut_down (g, check_errors);
    busy_end (g);
  }
  machine_end (g);
  return result;
}

int
impl_shutdown (guestfs_h *g)
{
  return machine_shutdown (g, true);
}

int
impl_kill_subprocess (guestfs_h *g)
{
  return machine_shutdown (g, true);
}
