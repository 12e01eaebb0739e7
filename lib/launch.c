/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Launch: from drives and properties to a running appliance whose daemon
 * said hello.  A step that fails says so, shows what hypervisor and console
 * said, and leaves the handle as it was before. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "guestfs_protocol_build.h"
#include "launch.h"
#include "lib-impl.h"

/* Some machines without KVM are very slow; they deserve patience more than a
 * broken appliance deserves a quick error. */
#define LAUNCH_SECONDS (20 * 60)

/* Progress of a launch is only reported when it takes longer than this. */
#define PROGRESS_AFTER_MS 5000
#define PROGRESS_STEP 3
#define PROGRESS_TOTAL 12

struct launch {
  int64_t start, deadline; /* monotonic_ms */
  unsigned steps;
  struct machine_plan plan;
  struct appliance appliance;
  char *hypervisor;
};

static void
report_step (guestfs_h *g, struct launch *launch)
{
  const uint64_t array[] = { 0, 0, (uint64_t) PROGRESS_STEP * launch->steps++, PROGRESS_TOTAL };

  if (monotonic_ms () - launch->start > PROGRESS_AFTER_MS)
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
  launch->start = monotonic_ms ();
  launch->deadline = launch->start + seconds * 1000;
  return 0;
}

static int
choose_accelerator (guestfs_h *g, struct machine_plan *plan)
{
  const int force_tcg = backend_setting_bool (g, "force_tcg");
  const int force_kvm = backend_setting_bool (g, "force_kvm");
  CLEANUP_FREE char *reason = NULL;

  if (force_tcg == -1 || force_kvm == -1)
    return -1;
  if (force_tcg && force_kvm)
    return set_error (g, EINVAL, "Both force_kvm and force_tcg backend settings supplied.");
  if (force_kvm && access ("/dev/kvm", R_OK | W_OK) == -1)
    return set_error (g, errno, "force_kvm supplied but kvm not available.");

  plan->accelerator = ACCELERATOR_TCG;
  if (force_kvm || (!force_tcg && kvm_works (g, plan, &reason)))
    plan->accelerator = ACCELERATOR_KVM;
  if (reason != NULL)
    launch_report_add (g, "accelerator_reason", "KVM does not work here: %s", reason);
  return 0;
}

static int
resolve_formats (guestfs_h *g)
{
  for (size_t i = 0; i < g->nr_drives; ++i)
    if (drive_resolve_format (g, g->drives[i]) == -1)
      return -1;
  return 0;
}

static int
make_plan (guestfs_h *g, struct launch *launch)
{
  struct machine_plan *plan = &launch->plan;

  plan->facts = machine_facts ();
  if (plan->facts == NULL)
    return set_error (g, ENOTSUP, "guestfs_launch failed: there are no appliances for the CPU %s",
                      HOST_CPU);
  launch->hypervisor = hypervisor_find (g, plan->facts);
  if (launch->hypervisor == NULL)
    return -1;
  launch_report_add (g, "hypervisor", "%s", launch->hypervisor);
  if (appliance_find (g, &launch->appliance) == -1)
    return -1;
  launch_report_add (g, "appliance", "%s", launch->appliance.directory);
  plan->hypervisor = launch->hypervisor;
  plan->appliance = &launch->appliance;
  if (choose_accelerator (g, plan) == -1)
    return -1;
  launch_report_add (g, "accelerator", plan->accelerator == ACCELERATOR_KVM ? "kvm" : "tcg");
  return resolve_formats (g);
}

/* ---- the daemon ---- */

static int
take_hello (guestfs_h *g, const struct frame *frame)
{
  wire_hello hello = { .build = NULL };
  XDR xdr;

  if (frame->kind != FRAME_HELLO)
    return machine_protocol_error (g, "launch", "the first frame is not the daemon's greeting");
  xdrmem_create (&xdr, (char *) frame->payload, frame->size, XDR_DECODE);
  const bool ok = xdr_wire_hello (&xdr, &hello) && xdr_getpos (&xdr) == frame->size;
  xdr_destroy (&xdr);

  int r = 0;
  if (!ok)
    r = machine_protocol_error (g, "launch", "the daemon's greeting is malformed");
  else if (strcmp (hello.build, PROTOCOL_BUILD) != 0)
    r = machine_launch_failed (g, EPROTO,
                               "the appliance has a daemon of build %s, this library is build %s; "
                               "install library and appliance of one version, or set "
                               "LIBGUESTFS_PATH to the appliance that belongs to this library",
                               hello.build, PROTOCOL_BUILD);
  xdr_free ((xdrproc_t) xdr_wire_hello, (char *) &hello);
  return r;
}

static int
timed_out (guestfs_h *g, const struct launch *launch)
{
  CLEANUP_FREE char *words = machine_last_words (g);
  const int64_t seconds = (launch->deadline - launch->start) / 1000;

  machine_discard (g);
  g->state = STATE_CONFIG;
  return set_error (g, ETIMEDOUT, "appliance launch timed out after %lld seconds: %s",
                    (long long) seconds, words);
}

/* A kernel that panics ends the machine, unless the user's parameters keep it
 * alive. */
static bool
has_panicked (const struct machine *machine)
{
  return qmp_events (machine->qmp)->panicked
         || text_ring_contains (&machine->console_text, "Kernel panic - not syncing");
}

static int
wait_for_daemon (guestfs_h *g, const struct launch *launch)
{
  struct frame frame;
  int r;

  while ((r = channel_wait_frame (g, &frame, CANCEL_CHECK_MS)) == 0) {
    if (g->user_cancel)
      return machine_launch_failed (g, EINTR, "operation cancelled by user");
    if (has_panicked (g->machine)) {
      CLEANUP_FREE char *words = machine_last_words (g);
      return machine_launch_failed (g, EPIPE, "the appliance did not start: %s", words);
    }
    if (milliseconds_until (launch->deadline) == 0)
      return timed_out (g, launch);
  }
  return r == 1 ? take_hello (g, &frame) : -1;
}

/* ---- all together ---- */

static int
launch_machine (guestfs_h *g, struct launch *launch)
{
  report_step (g, launch);
  if (make_plan (g, launch) == -1)
    return -1;
  report_step (g, launch);
  if (hypervisor_start (g, &launch->plan) == -1
      || hypervisor_connect (g, &launch->plan, launch->deadline) == -1)
    return -1;
  report_step (g, launch);
  if (hypervisor_add_drives (g) == -1 || hypervisor_run (g) == -1)
    return -1;
  report_step (g, launch);
  if (wait_for_daemon (g, launch) == -1)
    return -1;
  report_step (g, launch);
  return 0;
}

static int
check_launch (guestfs_h *g)
{
  if (g->state != STATE_CONFIG)
    return set_error (g, 0, "the libguestfs handle has already been launched");
  if (strncmp (g->backend, "libvirt", strlen ("libvirt")) == 0)
    return set_error (g, ENOTSUP,
                      "guestfs_launch failed: backend %s: appliances are not started through "
                      "libvirt; use the backend \"direct\"",
                      g->backend);
  if (g->nr_drives > MAX_DISKS)
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

  g->user_cancel = false;
  launch_report_clear (g);
  g->state = STATE_LAUNCHING;
  g->machine = machine_new (g);
  g->machine->busy_with = "launch";
  const int r = launch_machine (g, &launch);
  appliance_free (&launch.appliance);
  free (launch.hypervisor);
  if (r == -1) {
    machine_discard (g);
    g->state = STATE_CONFIG;
    return -1;
  }

  g->machine->busy_with = NULL;
  g->state = STATE_READY;
  launch_report_add (g, "milliseconds", "%lld", (long long) (monotonic_ms () - launch.start));
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
