/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How long a machine may take to start. */

#include <config.h>

#include <errno.h>

#include "base/errors.h"
#include "base/handle.h"
#include "cleanup.h"
#include "clock.h"
#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "machine/machine.h"

void
launch_begin_machine (guestfs_h *g, const struct launch_times *times)
{
  g->state = STATE_LAUNCHING;
  g->machine = machine_new (g);
  g->machine->times = *times;
}

static int
timed_out (guestfs_h *g)
{
  CLEANUP_FREE char *words = machine_last_words (g);
  const struct launch_times *times = &g->machine->times;
  const int64_t seconds = (times->deadline - times->start) / 1000;

  g->machine_is_lost = true;
  return set_error (g, ETIMEDOUT, "appliance launch timed out after %lld seconds: %s",
                    (long long) seconds, words);
}

int
launch_check (guestfs_h *g)
{
  if (cancel_is_wanted (&g->cancel))
    return machine_launch_failed (g, EINTR, "operation cancelled by user");
  return milliseconds_until (g->machine->times.deadline) == 0 ? timed_out (g) : 0;
}
