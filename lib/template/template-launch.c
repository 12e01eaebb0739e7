/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Launch from a template: finds one or makes it, and restores it.  Whatever
 * is wrong with it only means that the appliance boots instead. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/launch-report.h"
#include "base/memory.h"
#include "cleanup.h"
#include "clock.h"
#include "machine/machine.h"
#include "qemu/hypervisor-drives.h"
#include "qemu/machine-plan.h"
#include "qemu/sandbox.h"
#include "settings/backend.h"
#include "template/restore.h"
#include "template/template-key.h"
#include "template/template-launch.h"
#include "template/template-make.h"
#include "template/template-store.h"

/* Who waits for another program that is making the template gets it sooner
 * than by booting, unless that program hangs. */
#define WAIT_FOR_MAKER_MS (60 * 1000)
#define WAIT_STEP_NS (10 * 1000 * 1000)

enum policy { TEMPLATES_OFF, TEMPLATES_USED, TEMPLATES_DEMANDED, TEMPLATES_REMADE };

static int
read_policy (guestfs_h *g, enum policy *policy)
{
  const char *setting = backend_setting (g, "template") ?: "auto";

  if (strcmp (setting, "off") == 0)
    *policy = TEMPLATES_OFF;
  else if (strcmp (setting, "auto") == 0)
    *policy = TEMPLATES_USED;
  else if (strcmp (setting, "make") == 0)
    *policy = TEMPLATES_DEMANDED;
  else if (strcmp (setting, "remake") == 0)
    *policy = TEMPLATES_REMADE;
  else
    return set_error (g, EINVAL,
                      "guestfs_launch failed: backend setting template=%s: the value must be "
                      "auto, off, make or remake",
                      setting);
  return 0;
}

/* Why this machine is none that a template can serve; NULL if it is. */
static const char *
unsuitable (guestfs_h *g, const struct machine_plan *plan)
{
  if (plan->is_wrapper)
    return "the hypervisor is a script";
  if (plan->preload == NULL)
    return "qemu-descriptors.so, which the hypervisor needs for it, is not installed";
  if (g->properties.nr_hv_params > 0)
    return "parameters of the hypervisor were added with config";
  if (backend_setting_bool (g, "gdb") == 1)
    return "a debugger is used";
  return NULL;
}

/* ---- finding or making one ---- */

/* Waits until nobody else makes it: a lock, or -1 with *REASON. */
static int
wait_for_lock (guestfs_h *g, const struct template_place *place, const struct launch_times *times,
               char **reason)
{
  const struct timespec pause = { .tv_nsec = WAIT_STEP_NS };
  const int64_t end = monotonic_ms () + WAIT_FOR_MAKER_MS;
  int lock;

  while ((lock = template_lock (place)) == -1 && errno == EAGAIN && !cancel_is_wanted (&g->cancel)
         && milliseconds_until (times->deadline) > 0 && milliseconds_until (end) > 0)
    nanosleep (&pause, NULL);
  if (lock == -1)
    *reason = safe_asprintf (g, "waiting for another program that makes the template: %s",
                             strerror (errno));
  return lock;
}

/* Runs STEP so that its error is nobody's but ours: *REASON. */
static int
quietly_make (guestfs_h *g, const struct machine_plan *plan, size_t slots,
              const struct template_place *place, const struct launch_times *times, char **reason)
{
  errors_silence (g);
  const int r = template_make (g, plan, slots, place, times);
  errors_unsilence (g);
  if (r == -1)
    *reason = safe_strdup (g, last_error (g));
  return r;
}

/* Whether a machine failed, by what it said, by its end or by its silence.  All else fails
 * for a reason of this program's or of its surroundings, which says nothing of the next
 * time: rights, limits, space, an image in use, a sandbox that is required. */
static bool
is_of_the_machine (int err)
{
  return err == EIO || err == EPIPE || err == EPROTO;
}

/* A launch that was cancelled or is too late says nothing about templates. */
static bool
is_templates_fault (guestfs_h *g, const struct launch_times *times)
{
  return !cancel_is_wanted (&g->cancel) && milliseconds_until (times->deadline) > 0
         && is_of_the_machine (last_error_number (g));
}

/* *IS_NEW: not somebody else made it. */
static bool
make_one (guestfs_h *g, const struct machine_plan *plan, size_t slots,
          const struct template_place *place, const struct launch_times *times, enum policy policy,
          bool *is_new, char **reason)
{
  CLEANUP_CLOSE int lock = wait_for_lock (g, place, times, reason);
  CLEANUP_TEMPLATE struct template made = TEMPLATE_NONE;

  if (lock == -1)
    return false;
  /* Whoever had the lock may have made it. */
  CLEANUP_FREE char *missing = NULL;
  if (policy != TEMPLATES_REMADE && template_open (g, place, &made, &missing))
    return true;
  debug (g, "launch: making a template: %s", missing ?: "as the caller wants");
  template_clear_aside (g, place);
  *is_new = quietly_make (g, plan, slots, place, times, reason) == 0;
  if (*is_new)
    return true;
  if (is_templates_fault (g, times))
    template_refuse (g, place, *reason);
  return false;
}

static bool
obtain (guestfs_h *g, const struct machine_plan *plan, size_t slots,
        const struct template_place *place, const struct launch_times *times, enum policy policy,
        struct template *template, bool *is_new, char **reason)
{
  CLEANUP_FREE char *missing = NULL;

  if (policy != TEMPLATES_REMADE && template_open (g, place, template, &missing))
    return true;
  if (policy == TEMPLATES_USED && template_is_refused (place, reason))
    return false;
  return make_one (g, plan, slots, place, times, policy, is_new, reason)
         && template_open (g, place, template, reason);
}

/* ---- restoring it ---- */

/* 1: the machine runs; 0: it could not be restored, and *REASON says why; -1:
 * a drive could not be attached, the error is set. */
static int
restore (guestfs_h *g, const struct machine_plan *plan, size_t slots,
         const struct template *template, const struct launch_times *times, bool *was_fed,
         char **reason)
{
  errors_silence (g);
  int r = restore_start (g, plan, template, times);
  errors_unsilence (g);

  if (r == 0) {
    if (hypervisor_add_drives (g) == -1)
      return -1;
    errors_silence (g);
    r = restore_finish (g, template, slots, was_fed);
    errors_unsilence (g);
  }
  if (r == 0)
    return 1;
  *reason = safe_strdup (g, last_error (g));
  machine_discard (g);
  return 0;
}

/* One that was damaged meanwhile is made anew by the next launch.  One that does not work
 * though it is new would be made in vain by each. */
static void
reject (guestfs_h *g, const struct template_place *place, bool is_new, const char *reason)
{
  if (is_new)
    template_refuse (g, place, reason);
  else
    template_remove (place);
}

static int
try_template (guestfs_h *g, const struct machine_plan *plan, const struct launch_times *times,
              enum policy policy, char **reason)
{
  CLEANUP_TEMPLATE_PLACE struct template_place place = { .key = NULL };
  CLEANUP_TEMPLATE struct template template = TEMPLATE_NONE;
  const size_t slots = template_slots (g->drives.count);
  bool is_new = false, was_fed = false;

  if (!template_place_find (g, plan, slots, &place, reason)
      || !obtain (g, plan, slots, &place, times, policy, &template, &is_new, reason))
    return 0;
  const int r = restore (g, plan, slots, &template, times, &was_fed, reason);
  if (r == 0 && was_fed && is_templates_fault (g, times))
    reject (g, &place, is_new, *reason);
  if (r == 1) {
    launch_report_add (g, "start", "restored");
    launch_report_add (g, "template", "%s", place.path);
  }
  return r;
}

int
launch_from_template (guestfs_h *g, const struct machine_plan *plan,
                      const struct launch_times *times)
{
  CLEANUP_FREE char *reason = NULL;
  enum sandbox_mode sandbox;
  enum policy policy = TEMPLATES_OFF;
  int r = 0;

  if (read_policy (g, &policy) == -1 || sandbox_mode (g, &sandbox) == -1)
    return -1;
  const char *obstacle =
    policy == TEMPLATES_OFF ? "the backend setting template=off" : unsuitable (g, plan);
  if (obstacle != NULL)
    reason = safe_strdup (g, obstacle);
  else
    r = try_template (g, plan, times, policy, &reason);
  if (r == 0)
    launch_report_add (g, "start_reason", "%s", reason);
  if (r == 0 && policy >= TEMPLATES_DEMANDED)
    return set_error (g, ENOTSUP, "guestfs_launch failed: no template could be made: %s", reason);
  return r;
}
