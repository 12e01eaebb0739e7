/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the sandbox of a hypervisor consists of: all of it, unless the user or
 * what the hypervisor has to do asks for less. */

#include <config.h>

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/launch-report.h"
#include "base/memory.h"
#include "cleanup.h"
#include "drives/drives.h"
#include "machine/machine-end.h"
#include "process/elf-facts.h"
#include "process/sandbox-filter.h"
#include "process/sandbox-plan.h"
#include "qemu/machine-plan.h"
#include "qemu/sandbox.h"
#include "settings/backend.h"

#define KVM_DEVICE "/dev/kvm"

/* User and group "nobody" of Linux; not asked of the system, whose answer may
 * come over the network. */
#define NOBODY 65534

static const char *const part_names[SANDBOX_PARTS] = {
  [SANDBOX_USER] = "user",
  [SANDBOX_MOUNT] = "mount",
  [SANDBOX_NETWORK] = "network",
  [SANDBOX_IPC] = "ipc",
  [SANDBOX_UTS] = "uts",
  [SANDBOX_PID] = "pid",
  [SANDBOX_CAPABILITIES] = "capabilities",
  [SANDBOX_NO_NEW_PRIVS] = "no_new_privs",
  [SANDBOX_LIMITS] = "limits",
  [SANDBOX_SESSION] = "session",
  [SANDBOX_LANDLOCK] = "landlock",
  [SANDBOX_SECCOMP] = "seccomp",
};

/* Where systems keep libraries, the hypervisor's modules and its firmware.
 * What a system does not have is not missed. */
static const char *const system_paths[] = {
  "/lib",
  "/lib64",
  "/usr/lib",
  "/usr/lib64",
  "/usr/local/lib",
  "/usr/local/lib64",
  "/usr/share/qemu",
  "/usr/share/qemu-kvm",
  "/usr/share/seabios",
  "/usr/share/ipxe",
  "/usr/share/edk2",
  "/usr/share/OVMF",
  "/usr/share/AAVMF",
  "/usr/share/qemu-efi-aarch64",
  "/usr/local/share/qemu",
  "/etc/ld.so.cache",
  "/nix/store",
  "/gnu/store",
  "/dev/urandom",
};

/* What names of hosts, certificates and keys are looked up in. */
static const char *const network_paths[] = {
  "/etc/hosts",
  "/etc/resolv.conf",
  "/etc/nsswitch.conf",
  "/etc/host.conf",
  "/etc/gai.conf",
  "/etc/services",
  "/etc/protocols",
  "/etc/ssl",
  "/etc/pki",
  "/etc/ca-certificates",
  "/etc/crypto-policies",
  "/usr/share/ca-certificates",
  "/usr/share/pki",
  "/etc/ceph",
  "/etc/passwd",
  "/run/systemd/resolve",
};

void
sandbox_plan_free (struct sandbox_plan *plan)
{
  for (size_t i = 0; i < plan->nr_paths; ++i)
    free (plan->paths[i].path);
  free (plan->paths);
  free (plan->filter);
  *plan = (struct sandbox_plan) SANDBOX_NONE;
}

const char *
sandbox_part_name (enum sandbox_part part)
{
  return part_names[part];
}

static void
allow (guestfs_h *g, struct sandbox_plan *sandbox, const char *path, enum sandbox_access access)
{
  if (path[0] != '/')
    return;
  sandbox->paths =
    safe_realloc (g, sandbox->paths, (sandbox->nr_paths + 1) * sizeof *sandbox->paths);
  sandbox->paths[sandbox->nr_paths++] = (struct sandbox_path) { safe_strdup (g, path), access };
}

static void
allow_all (guestfs_h *g, struct sandbox_plan *sandbox, const char *const *paths, size_t n)
{
  for (size_t i = 0; i < n; ++i)
    allow (g, sandbox, paths[i], SANDBOX_READ);
}

static void
leave_out (struct sandbox_plan *sandbox, enum sandbox_part part, const char *why)
{
  if (sandbox->left_out[part] == NULL)
    sandbox->left_out[part] = why;
}

/* ---- what the hypervisor needs ---- */

/* A qemu that was installed elsewhere has its firmware beside it:
 * /opt/qemu/bin/qemu-system-x86_64 and /opt/qemu/share/qemu. */
static void
allow_neighbours (guestfs_h *g, struct sandbox_plan *sandbox, const char *hypervisor)
{
  static const char *const folders[] = { "lib", "lib64", "share" };
  CLEANUP_FREE char *prefix = safe_strdup (g, hypervisor);
  char *slash;

  for (int i = 0; i < 2; ++i) {
    if ((slash = strrchr (prefix, '/')) == NULL)
      return;
    *slash = '\0';
  }
  if (*prefix == '\0' || strcmp (prefix, "/usr") == 0 || strcmp (prefix, "/usr/local") == 0)
    return;
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; ++i) {
    CLEANUP_FREE char *path = safe_asprintf (g, "%s/%s", prefix, folders[i]);
    allow (g, sandbox, path, SANDBOX_READ);
  }
}

static void
allow_hypervisor (guestfs_h *g, struct sandbox_plan *sandbox, const struct machine_plan *plan)
{
  struct elf_facts facts;

  elf_facts_read (plan->hypervisor, &facts);
  allow_all (g, sandbox, system_paths, sizeof system_paths / sizeof system_paths[0]);
  allow_neighbours (g, sandbox, plan->hypervisor);
  allow (g, sandbox, plan->hypervisor, SANDBOX_EXECUTE);
  allow (g, sandbox, facts.interpreter, SANDBOX_EXECUTE);
  allow (g, sandbox, "/dev/null", SANDBOX_WRITE);
  if (plan->accelerator == ACCELERATOR_KVM)
    allow (g, sandbox, KVM_DEVICE, SANDBOX_WRITE);
  if (plan->preload != NULL)
    allow (g, sandbox, plan->preload, SANDBOX_READ);
  else {
    allow (g, sandbox, plan->appliance->kernel, SANDBOX_READ);
    if (plan->appliance->initrd != NULL)
      allow (g, sandbox, plan->appliance->initrd, SANDBOX_READ);
  }
}

static bool
has_capability (unsigned capability)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  return syscall (SYS_capget, &header, data) == 0
         && (data[CAP_TO_INDEX (capability)].effective & CAP_TO_MASK (capability)) != 0;
}

/* Root is nobody from then on, if it may change its identity: in a container it may have
 * few of its capabilities.  The device belongs to a group that an ordinary caller is in,
 * and nobody is not. */
static void
choose_identity (struct sandbox_plan *sandbox, const struct machine_plan *plan)
{
  struct stat device;

  sandbox->becomes_other =
    geteuid () == 0 && has_capability (CAP_SETUID) && has_capability (CAP_SETGID);
  sandbox->needs_user_namespace = !sandbox->becomes_other || !has_capability (CAP_SYS_ADMIN);
  sandbox->user = sandbox->becomes_other ? NOBODY : geteuid ();
  sandbox->group = sandbox->becomes_other ? NOBODY : getegid ();
  if (sandbox->becomes_other && plan->accelerator == ACCELERATOR_KVM
      && stat (KVM_DEVICE, &device) == 0)
    sandbox->group = device.st_gid;
}

static void
make_filter (struct sandbox_plan *sandbox)
{
  if (sandbox->left_out[SANDBOX_SECCOMP] != NULL)
    return;
  sandbox->filter = sandbox_filter_make (sandbox->left_out[SANDBOX_NETWORK] != NULL);
  if (sandbox->filter == NULL)
    leave_out (sandbox, SANDBOX_SECCOMP, "libseccomp does not translate the filter for this host");
}

/* ---- what relaxes it ---- */

static void
relax_network (guestfs_h *g, struct sandbox_plan *sandbox, const char *why)
{
  leave_out (sandbox, SANDBOX_NETWORK, why);
  allow_all (g, sandbox, network_paths, sizeof network_paths / sizeof network_paths[0]);
}

/* The ssh driver reads keys and talks to the agent. */
static void
allow_ssh (guestfs_h *g, struct sandbox_plan *sandbox)
{
  const char *home = secure_getenv ("HOME"), *agent = secure_getenv ("SSH_AUTH_SOCK");

  if (home != NULL) {
    CLEANUP_FREE char *keys = safe_asprintf (g, "%s/.ssh", home);
    allow (g, sandbox, keys, SANDBOX_READ);
  }
  if (agent != NULL)
    allow (g, sandbox, agent, SANDBOX_WRITE);
  /* The keys and the agent are the user's. */
  leave_out (sandbox, SANDBOX_USER, "a drive is reached with the user's ssh keys");
}

static void
relax_for_drive (guestfs_h *g, struct sandbox_plan *sandbox, const struct drive *drive)
{
  bool all_local = drive->nr_servers > 0;

  if (drive->protocol == DRIVE_FILE)
    return;
  for (size_t i = 0; i < drive->nr_servers; ++i) {
    if (drive->servers[i].transport != SERVER_UNIX)
      all_local = false;
    else {
      allow (g, sandbox, drive->servers[i].socket, SANDBOX_WRITE);
      leave_out (sandbox, SANDBOX_USER, "a drive is reached through the user's socket");
    }
  }
  if (!all_local)
    relax_network (g, sandbox, "a drive is reached over the network");
  if (drive->protocol == DRIVE_SSH)
    allow_ssh (g, sandbox);
}

/* Nothing is known of what a script or the user's own parameters need. */
static void
relax_for_unknown (struct sandbox_plan *sandbox, const char *why)
{
  static const enum sandbox_part parts[] = { SANDBOX_USER,        SANDBOX_MOUNT,    SANDBOX_NETWORK,
                                             SANDBOX_PID,         SANDBOX_LANDLOCK, SANDBOX_SECCOMP,
                                             SANDBOX_CAPABILITIES };

  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; ++i)
    leave_out (sandbox, parts[i], why);
}

static void
relax (guestfs_h *g, struct sandbox_plan *sandbox, const struct machine_plan *plan)
{
  if (plan->is_wrapper)
    relax_for_unknown (sandbox, "the hypervisor is a script");
  if (g->properties.nr_hv_params > 0)
    relax_for_unknown (sandbox, "parameters of the hypervisor were added with config");
  if (g->properties.network)
    relax_network (g, sandbox, "the appliance has a network");
  if (backend_setting_bool (g, "gdb") == 1)
    relax_network (g, sandbox, "a debugger is used");
  for (size_t i = 0; i < g->drives.count; ++i)
    if (g->drives.list[i] != NULL)
      relax_for_drive (g, sandbox, g->drives.list[i]);
}

/* ---- all together ---- */

int
sandbox_mode (guestfs_h *g, enum sandbox_mode *mode)
{
  const char *setting = backend_setting (g, "sandbox") ?: "auto";

  if (strcmp (setting, "auto") == 0)
    *mode = SANDBOX_AUTO;
  else if (strcmp (setting, "required") == 0)
    *mode = SANDBOX_REQUIRED;
  else if (strcmp (setting, "off") == 0)
    *mode = SANDBOX_OFF;
  else
    return set_error (g, EINVAL,
                      "guestfs_launch failed: backend setting sandbox=%s: the value must be "
                      "required, auto or off",
                      setting);
  return 0;
}

int
sandbox_plan_make (guestfs_h *g, const struct machine_plan *plan, struct sandbox_plan *sandbox)
{
  enum sandbox_mode mode;

  *sandbox = (struct sandbox_plan) SANDBOX_NONE;
  if (sandbox_mode (g, &mode) == -1)
    return -1;
  if (mode == SANDBOX_OFF)
    for (size_t i = 0; i < SANDBOX_PARTS; ++i)
      leave_out (sandbox, i, "the backend setting sandbox=off");
  choose_identity (sandbox, plan);
  allow_hypervisor (g, sandbox, plan);
  relax (g, sandbox, plan);
  make_filter (sandbox);
  return 0;
}

/* ---- what came of it ---- */

/* Takes over MORE. */
static void
append (guestfs_h *g, char **list, const char *separator, char *more)
{
  char *longer = safe_asprintf (g, "%s%s%s", *list, **list != '\0' ? separator : "", more);

  free (*list);
  free (more);
  *list = longer;
}

int
sandbox_report (guestfs_h *g, const struct sandbox_plan *sandbox,
                const struct sandbox_result *result)
{
  CLEANUP_FREE char *applied = safe_strdup (g, ""), *missing = safe_strdup (g, "");
  enum sandbox_mode mode;

  for (enum sandbox_part part = 0; part < SANDBOX_PARTS; ++part)
    if (sandbox->left_out[part] == NULL && result->error[part] == 0)
      append (g, &applied, ",", safe_strdup (g, part_names[part]));
    else
      append (g, &missing, "; ",
              safe_asprintf (g, "%s: %s", part_names[part],
                             sandbox->left_out[part] ?: strerror (result->error[part])));
  launch_report_add (g, "sandbox", "%s", applied);
  if (*missing != '\0')
    launch_report_add (g, "sandbox_missing", "%s", missing);
  if (sandbox_mode (g, &mode) == -1)
    return -1;
  if (mode == SANDBOX_REQUIRED && *missing != '\0')
    return machine_launch_failed (g, ENOTSUP,
                                  "the backend setting sandbox=required asks for the whole "
                                  "sandbox, but it lacks %s",
                                  missing);
  return 0;
}
