/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a launch needs to know before it starts anything: which machine, which
 * hypervisor, which accelerator, which appliance. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/launch-report.h"
#include "base/machine-facts.h"
#include "base/memory.h"
#include "cleanup.h"
#include "process/elf-facts.h"
#include "qemu/appliance-files.h"
#include "qemu/kvm-probe.h"
#include "qemu/machine-plan.h"
#include "qemu/plan-maker.h"
#include "settings/backend.h"

/* A machine with one drive has about 40. */
#define DESCRIPTORS_NEEDED 64

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
open_file (guestfs_h *g, const char *path, int *fd)
{
  *fd = open (path, O_RDONLY | O_CLOEXEC);
  return *fd >= 0 ? 0 : set_errno (g, errno, "guestfs_launch failed: %s", path);
}

static int
open_appliance (guestfs_h *g, struct machine_plan *plan)
{
  if (open_file (g, plan->appliance->root, &plan->files[FILE_ROOT]) == -1)
    return -1;
  if (plan->preload == NULL)
    return 0;
  if (open_file (g, plan->appliance->kernel, &plan->files[FILE_KERNEL]) == -1)
    return -1;
  return open_file (g, plan->appliance->initrd, &plan->files[FILE_INITRD]);
}

/* Below that neither the copy of this program that becomes the hypervisor nor the
 * hypervisor gets far, and what they say then names no limit.  Each drive takes some more,
 * and its error says so. */
static int
require_descriptors (guestfs_h *g)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == -1 || limit.rlim_cur >= DESCRIPTORS_NEEDED)
    return 0;
  return set_error (g, EMFILE,
                    "guestfs_launch failed: this program may have at most %llu open files "
                    "(RLIMIT_NOFILE, \"ulimit -n\"), and a launch needs %d: raise the limit",
                    (unsigned long long) limit.rlim_cur, DESCRIPTORS_NEEDED);
}

static int
find_appliance (guestfs_h *g, struct machine_plan *plan)
{
  struct appliance *appliance = safe_calloc (g, 1, sizeof *appliance);

  plan->appliance = appliance;
  return appliance_find (g, appliance);
}

int
machine_plan_make (guestfs_h *g, struct machine_plan *plan)
{
  struct elf_facts program;

  *plan = (struct machine_plan) { .facts = machine_facts (), .start = START_BOOTED };
  for (size_t i = 0; i < MACHINE_FILES; ++i)
    plan->files[i] = -1;
  if (require_descriptors (g) == -1)
    return -1;
  if (plan->facts == NULL)
    return set_error (g, ENOTSUP, "guestfs_launch failed: there are no appliances for the CPU %s",
                      HOST_CPU);
  plan->hypervisor = hypervisor_find (g, plan->facts);
  if (plan->hypervisor == NULL)
    return -1;
  launch_report_add (g, "hypervisor", "%s", plan->hypervisor);
  if (find_appliance (g, plan) == -1)
    return -1;
  launch_report_add (g, "appliance", "%s", plan->appliance->directory);
  elf_facts_read (plan->hypervisor, &program);
  plan->is_wrapper = !program.is_program;
  plan->has_filter = program.needs_seccomp;
  if (!plan->is_wrapper)
    plan->preload = plan->appliance->preload;
  if (open_appliance (g, plan) == -1 || choose_accelerator (g, plan) == -1)
    return -1;
  launch_report_add (g, "accelerator", plan->accelerator == ACCELERATOR_KVM ? "kvm" : "tcg");
  return 0;
}

void
machine_plan_free (struct machine_plan *plan)
{
  for (size_t i = 0; i < MACHINE_FILES; ++i)
    if (plan->files[i] >= 0)
      close (plan->files[i]);
  if (plan->appliance != NULL)
    appliance_free ((struct appliance *) plan->appliance);
  free ((void *) plan->appliance);
  free ((char *) plan->hypervisor);
}
