/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Launch: from drives and properties to a running appliance whose daemon
 * said hello.  A step that fails says so, shows what hypervisor and console
 * said, and leaves the handle as it was before. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agreed.h"
#include "base/api.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/launch-report.h"
#include "base/state.h"
#include "clock.h"
#include "drives/drive-format.h"
#include "protocol/drives.h"
#include "protocol/frames.h"
#include "lib-impl.h"
#include "machine/machine-clock.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "qemu/hypervisor-drives.h"
#include "qemu/hypervisor.h"
#include "qemu/machine-plan.h"
#include "qemu/plan-maker.h"
#include "settings/backend.h"
#include "settings/environment.h"
#include "talk/greeting.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"
#include "template/template-launch.h"

/* Some machines without KVM are very slow; they deserve patience more than a
 * broken appliance deserves a quick error. */
#define LAUNCH_SECONDS (20 * 60)

/* Progress of a launch is only reported when it takes longer than this. */
#define PROGRESS_AFTER_MS 5000
#define PROGRESS_STEP 3
#define PROGRESS_TOTAL 12

struct launch {
  struct launch_times times;
  unsigned steps;
  struct machine_plan plan;
};

static void
report_step (guestfs_h *g, struct launch *launch)
{
  const uint64_t array[] = { 0, 0, (uint64_t) PROGRESS_STEP * launch->steps++, PROGRESS_TOTAL };

  if (monotonic_ms () - launch->times.start > PROGRESS_AFTER_MS)
    event_array (g, GUESTFS_EVENT_PROGRESS, array, sizeof array / sizeof array[0]);
}

/* ---- before there is a machine ---- */

static int
set_deadline (guestfs_h *g, struct launch *launch)
{
  const char *setting = backend_setting (g, "launch_timeout");
  long seconds = LAUNCH_SECONDS;

  if (setting != NULL) {
    char *end;

    errno = 0;
    seconds = strtol (setting, &end, 10);
    if (errno != 0 || end == setting || *end != '\0' || seconds < 1 || seconds > INT32_MAX)
      return set_error (g, EINVAL,
                        "guestfs_launch failed: backend setting launch_timeout=%s: not a number of "
                        "seconds",
                        setting);
  }
  launch->times.start = monotonic_ms ();
  launch->times.deadline = launch->times.start + seconds * 1000;
  return 0;
}

static int
resolve_formats (guestfs_h *g)
{
  for (size_t i = 0; i < g->drives.count; ++i)
    if (drive_resolve_format (g, g->drives.list[i]) == -1)
      return -1;
  return 0;
}

/* The kernel looks for partitions while the daemon already speaks. */
static int
wait_for_drives (guestfs_h *g)
{
  const wire_internal_drives_wait_args arguments = { .drives = g->drives.count };
  const struct rpc_call wait = { .name = "launch",
                                 .procedure = PROC_INTERNAL_DRIVES_WAIT,
                                 .encode = (xdrproc_t) xdr_wire_internal_drives_wait_args,
                                 .arguments = &arguments };

  return rpc_call_inside (g, &wait);
}

/* ---- all together ---- */

static int
boot (guestfs_h *g, struct launch *launch)
{
  launch_begin_machine (g, &launch->times);
  if (launch_check (g) == -1)
    return -1;
  if (hypervisor_start (g, &launch->plan) == -1 || hypervisor_connect (g, &launch->plan) == -1)
    return -1;
  report_step (g, launch);
  if (hypervisor_add_drives (g) == -1 || hypervisor_run (g) == -1)
    return -1;
  report_step (g, launch);
  if (launch_wait_for_daemon (g) == -1 || wait_for_drives (g) == -1)
    return -1;
  launch_report_add (g, "start", "booted");
  return 0;
}

static int
launch_machine (guestfs_h *g, struct launch *launch)
{
  report_step (g, launch);
  if (machine_plan_make (g, &launch->plan) == -1 || resolve_formats (g) == -1)
    return -1;
  report_step (g, launch);
  const int restored = launch_from_template (g, &launch->plan, &launch->times);
  if (restored == -1 || (restored == 0 && boot (g, launch) == -1))
    return -1;
  report_step (g, launch);
  return 0;
}

static int
check_launch (guestfs_h *g)
{
  if (g->state != STATE_CONFIG)
    return set_error (g, 0, "the libguestfs handle has already been launched");
  if (environment_check (g) == -1)
    return -1;
  if (strncmp (g->backend.name, "libvirt", strlen ("libvirt")) == 0)
    return set_error (g, ENOTSUP,
                      "guestfs_launch failed: backend %s: appliances are not started through "
                      "libvirt; use the backend \"direct\"",
                      g->backend.name);
  if (g->drives.count > MAX_DISKS)
    return set_error (
      g, EINVAL, "too many drives have been added, the current backend only supports %d drives",
      MAX_DISKS);
  return 0;
}

int
impl_launch (guestfs_h *g)
{
  struct launch launch = { .steps = 0 };

  if (check_launch (g) == -1 || set_deadline (g, &launch) == -1)
    return -1;

  launch_report_clear (g);
  g->busy_with = "launch";
  g->state = STATE_LAUNCHING;
  const int r = launch_machine (g, &launch);
  machine_plan_free (&launch.plan);
  busy_end (g);
  if (r == -1) {
    machine_discard (g);
    g->state = STATE_CONFIG;
    return -1;
  }

  /* A cancel of another call than this must not break the connection. */
  qmp_let_cancel (g->machine->qmp, NULL);
  g->state = STATE_READY;
  launch_report_add (g, "milliseconds", "%lld", (long long) (monotonic_ms () - launch.times.start));
  event_void (g, GUESTFS_EVENT_LAUNCH_DONE);
  return 0;
}

int
impl_wait_ready (guestfs_h *g)
{
  if (g->state != STATE_READY)
    return set_error (g, 0, "qemu has not been launched yet");
  return 0;
}

int
impl_get_pid (guestfs_h *g)
{
  if (g->state != STATE_READY)
    return set_error (g, 0, "get-pid can only be called after launch");
  return g->machine->hypervisor.pid;
}

int
impl_max_disks (guestfs_h *g __attribute__ ((unused)))
{
  return MAX_DISKS;
}

int
impl_internal_get_console_socket (guestfs_h *g)
{
  if (g->machine == NULL || g->machine->console_fd == -1)
    return set_error (g, 0, "there is no console: the appliance does not run");
  return g->machine->console_fd;
}
