/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lets a machine go on where a template was saved.  This file and
 * template-make.c hold all that is said to the hypervisor about it. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "agreed.h"
#include "base/handle.h"
#include "clock.h"
#include "protocol/appliance.h"
#include "protocol/frames.h"
#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "process/host-output.h"
#include "qemu/hypervisor-drives.h"
#include "qemu/hypervisor-migration.h"
#include "qemu/hypervisor.h"
#include "qemu/machine-plan.h"
#include "talk/channel.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"
#include "template/restore.h"
#include "template/template-store.h"

/* A machine that was restored answers within a tenth of a second; on a host
 * that is out of breath it may take long, one that is broken never does. */
#define RESTORE_MS (60 * 1000)

/* Feeding the state does not block the other connections. */
static int
feed_once (guestfs_h *g, int fd, const struct template *template, size_t *done)
{
  const ssize_t n = write_to_pipe (fd, template->state + *done, template->state_size - *done);

  if (n >= 0)
    *done += n;
  else if (errno == EAGAIN) {
    struct machine_poll wait = { .fd = fd, .fd_events = POLLOUT, .timeout = CANCEL_CHECK_MS };
    machine_poll (g, &wait);
  } else if (errno == EPIPE)
    return machine_lost (g, "restoring the template");
  else if (errno != EINTR)
    return machine_launch_failed (g, errno, "restoring the template: %s", strerror (errno));
  return launch_check (g);
}

static int
feed (guestfs_h *g, int fd, const struct template *template)
{
  size_t done = 0;

  while (done < template->state_size)
    if (feed_once (g, fd, template, &done) == -1)
      return -1;
  return 0;
}

static int
load_state (guestfs_h *g, const struct template *template, bool *was_fed)
{
  int state[2];

  if (pipe2 (state, O_CLOEXEC) == -1)
    return machine_launch_failed (g, errno, "pipe for the state of the template: %s",
                                  strerror (errno));
  fcntl (state[1], F_SETFL, O_NONBLOCK);
  /* Mostly all of it fits at once; where that is not allowed it goes in
   * pieces. */
  fcntl (state[1], F_SETPIPE_SZ, (int) template->state_size);
  int r = hypervisor_load_state (g, state[0]);
  close (state[0]);
  *was_fed = r == 0;
  if (r == 0)
    r = feed (g, state[1], template);
  close (state[1]);
  return r;
}

int
restore_start (guestfs_h *g, const struct machine_plan *plan, const struct template *template,
               const struct launch_times *times)
{
  struct launch_times short_times = *times;
  struct machine_plan restored = *plan;

  if (short_times.deadline > monotonic_ms () + RESTORE_MS)
    short_times.deadline = monotonic_ms () + RESTORE_MS;
  launch_begin_machine (g, &short_times);
  restored.start = START_FROM_TEMPLATE;
  restored.files[FILE_MEMORY] = template->memory;
  if (hypervisor_start (g, &restored) == -1)
    return -1;
  return hypervisor_connect (g, &restored);
}

/* Two machines from one template must not know the same random numbers, nor
 * believe that it is still the time of the template. */
static int
tell_daemon (guestfs_h *g)
{
  char entropy[ENTROPY_SIZE];
  struct timespec now;

  if (getrandom (entropy, sizeof entropy, 0) != sizeof entropy)
    return machine_launch_failed (g, errno, "random numbers for the appliance: %s",
                                  strerror (errno));
  clock_gettime (CLOCK_REALTIME, &now);
  const wire_internal_resume_args arguments = {
    .entropy = { .len = sizeof entropy, .val = entropy },
    .seconds = now.tv_sec,
    .nanoseconds = now.tv_nsec,
    .talkative = g->verbose,
    .disks = g->drives.count,
  };
  const struct rpc_call resume = { .name = "internal_resume",
                                   .procedure = PROC_INTERNAL_RESUME,
                                   .encode = (xdrproc_t) xdr_wire_internal_resume_args,
                                   .arguments = &arguments };
  const int r = rpc_call_inside (g, &resume);
  explicit_bzero (entropy, sizeof entropy);
  return r;
}

int
restore_finish (guestfs_h *g, const struct template *template, size_t slots, bool *was_fed)
{
  *was_fed = false;
  if (hypervisor_add_blank_disks (g, g->drives.count, slots) == -1
      || load_state (g, template, was_fed) == -1 || hypervisor_wait_for_migration (g) == -1
      || hypervisor_run (g) == -1)
    return -1;
  return tell_daemon (g);
}
