/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says in qemu's words which machine the appliance needs.  Drives are not on
 * the command line: they are added over QMP, where an error names the drive
 * and secrets stay out of the process list. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include <jansson.h>

#include "agreed.h"
#include "base/handle.h"
#include "base/machine-facts.h"
#include "base/memory.h"
#include "cleanup.h"
#include "drives/drives.h"
#include "protocol/frames.h"
#include "qemu/machine-plan.h"
#include "qemu/qemu-command.h"
#include "qemu/qemu-descriptors.h"
#include "qemu/sandbox.h"
#include "settings/backend.h"
#include "string-list.h"

/* Port of qemu's own debugger stub, and documented with the backend setting
 * "gdb". */
#define GDB_LISTEN "tcp:127.0.0.1:1234"

/* Number of the set of descriptors that is the root image.  Those of drives
 * are numbered by qemu itself, which takes the lowest free number. */
#define ROOT_FDSET "1"
#define WINDOW_FDSET "2"

/* The channel is the only port.  By default there would be 31, with 64 queues
 * that the guest looks through at each interrupt, because the device has too
 * few vectors to tell them apart; this is one for each queue that interrupts:
 * two of each of two ports (number 0 is for a console), one for control, and
 * one for changes of the configuration.  A reply is passed on by the virtual
 * CPU itself: the detour through qemu's main loop costs two wakeups. */
#define CHANNEL_DEVICE "virtio-serial-pci,max_ports=2,vectors=6,ioeventfd=off"

static void
add (guestfs_h *g, struct string_list *list, const char *word)
{
  if (string_list_add (list, word) == -1)
    out_of_memory (g);
}

static void
add_pair (guestfs_h *g, struct string_list *list, const char *option, const char *value)
{
  add (g, list, option);
  add (g, list, value);
}

static void
add_pair_owned (guestfs_h *g, struct string_list *list, const char *option, char *value)
{
  CLEANUP_FREE char *owned = value;

  add_pair (g, list, option, owned);
}

char *
kernel_command_line (guestfs_h *g, const struct machine_plan *plan)
{
  const struct machine_facts *facts = plan->facts;
  /* One template serves those who want to see everything, too: the daemon is
   * told after it was restored. */
  const bool verbose = g->verbose && plan->start == START_BOOTED;
  const char *emulated = plan->accelerator == ACCELERATOR_TCG ? facts->emulated_words : "";

  /* In order: a panic ends the machine at once, so that the caller gets an
   * error; no protection from other users of the guest, there are none; the
   * host is trusted for random numbers; no accounting of memory by groups;
   * RCU that favours latency, since there is one CPU and short calls; no
   * security modules, which have no policy here and are asked at each open and
   * read; no audit, no self-tests of algorithms; no statistics of waiting,
   * kept at each switch of tasks; no clearing of memory that is written at
   * once, since all programs of the appliance may see all of it. */
  return safe_asprintf (g,
                        "panic=-1 console=%s mitigations=off random.trust_cpu=on "
                        "cgroup_disable=memory rcupdate.rcu_expedited=1 lsm= audit=0 "
                        "cryptomgr.notests psi=0 init_on_alloc=0"
                        "%s%s%s%s%s%s%s%s",
                        facts->console, *facts->kernel_words != '\0' ? " " : "",
                        facts->kernel_words, *emulated != '\0' ? " " : "", emulated,
                        verbose ? " " WORD_VERBOSE : " quiet loglevel=3",
                        g->properties.network ? " " WORD_NETWORK : "",
                        g->properties.append != NULL ? " " : "", g->properties.append ?: "");
}

static bool
has_template_memory (const struct machine_plan *plan)
{
  return plan->start != START_BOOTED;
}

/* Name under which the preloaded object opens FILE. */
static char *
descriptor_path (guestfs_h *g, enum machine_file file)
{
  return safe_asprintf (g, DESCRIPTOR_PREFIX "%d", HYPERVISOR_FILES_FD + (int) file);
}

static void
add_machine (guestfs_h *g, struct string_list *list, const struct machine_plan *plan)
{
  const bool kvm = plan->accelerator == ACCELERATOR_KVM;

  add (g, list, "-nodefaults");
  add (g, list, "-no-user-config");
  add (g, list, "-no-reboot");
  /* Drives are added before the machine runs. */
  add (g, list, "-S");
  add_pair (g, list, "-display", "none");
  add_pair_owned (g, list, "-machine",
                  safe_asprintf (g, "%s%s", plan->facts->machine,
                                 has_template_memory (plan) ? ",memory-backend=memory" : ""));
  add_pair (g, list, "-accel", kvm ? "kvm" : "tcg");
  add_pair (g, list, "-cpu", kvm ? plan->facts->cpu_kvm : plan->facts->cpu_tcg);
  add_pair_owned (g, list, "-m", safe_asprintf (g, "%d", g->properties.memsize));
  add_pair_owned (g, list, "-smp", safe_asprintf (g, "%d", g->properties.smp));
}

static void
add_connections (guestfs_h *g, struct string_list *list)
{
  add_pair_owned (g, list, "-chardev", safe_asprintf (g, "socket,id=qmp,fd=%d", HYPERVISOR_QMP_FD));
  add_pair (g, list, "-mon", "chardev=qmp,mode=control");
  add_pair_owned (g, list, "-chardev",
                  safe_asprintf (g, "socket,id=console,fd=%d", HYPERVISOR_CONSOLE_FD));
  add_pair (g, list, "-serial", "chardev:console");
  add_pair_owned (g, list, "-chardev",
                  safe_asprintf (g, "socket,id=channel,fd=%d", HYPERVISOR_CHANNEL_FD));
  add_pair (g, list, "-device", CHANNEL_DEVICE);
  add_pair (g, list, "-device", "virtserialport,chardev=channel,name=" CHANNEL_NAME);
}

/* The user's own parameters may need what the filter forbids. */
static void
add_filter (guestfs_h *g, struct string_list *list, const struct machine_plan *plan)
{
  enum sandbox_mode mode;

  if (plan->has_filter && g->properties.nr_hv_params == 0 && sandbox_mode (g, &mode) == 0
      && mode != SANDBOX_OFF)
    add_pair (g, list, "-sandbox", HYPERVISOR_FILTER);
}

static char *
json_text (guestfs_h *g, json_t *value)
{
  char *text = value ? json_dumps (value, JSON_COMPACT) : NULL;

  json_decref (value);
  if (text == NULL)
    out_of_memory (g);
  return text;
}

/* Its own writes to the memory of a template stay with the machine: they are
 * copies (share=off).  What becomes a template is written by it.  Huge pages of the
 * host can be the guest's only where both begin at the same multiple. */
static void
add_memory (guestfs_h *g, struct string_list *list, const struct machine_plan *plan)
{
  CLEANUP_FREE char *path = descriptor_path (g, FILE_MEMORY);

  add_pair_owned (
    g, list, "-object",
    safe_asprintf (g, "memory-backend-file,id=memory,size=%dM,mem-path=%s,align=2M,share=%s",
                   g->properties.memsize, path, plan->start == START_AS_TEMPLATE ? "on" : "off"));
}

static void
add_kernel (guestfs_h *g, struct string_list *list, const struct machine_plan *plan)
{
  const bool by_path = plan->preload == NULL;

  add_pair_owned (g, list, "-kernel",
                  by_path ? safe_strdup (g, plan->appliance->kernel)
                          : descriptor_path (g, FILE_KERNEL));
  add_pair_owned (g, list, "-initrd",
                  by_path ? safe_strdup (g, plan->appliance->initrd)
                          : descriptor_path (g, FILE_INITRD));
  add_pair_owned (g, list, "-append", kernel_command_line (g, plan));
}

static void
add_root_image (guestfs_h *g, struct string_list *list)
{
  add_pair_owned (g, list, "-add-fd",
                  safe_asprintf (g, "fd=%d,set=" ROOT_FDSET, HYPERVISOR_FILES_FD + FILE_ROOT));
  add_pair_owned (g, list, "-blockdev",
                  json_text (g, json_pack ("{s:s, s:s, s:b, s:{s:s, s:s, s:b, s:s}}", "driver",
                                           "raw", "node-name", "root-image", "read-only", 1, "file",
                                           "driver", "file", "filename", "/dev/fdset/" ROOT_FDSET,
                                           "read-only", 1, "locking", "off")));
  add_pair (g, list, "-device", "virtio-blk-pci,drive=root-image,serial=" ROOT_SERIAL);
}

/* Its content is no file's: nothing has to be kept when the guest flushes. */
static void
add_window (guestfs_h *g, struct string_list *list)
{
  add_pair_owned (g, list, "-add-fd",
                  safe_asprintf (g, "fd=%d,set=" WINDOW_FDSET, HYPERVISOR_WINDOW_FD));
  add_pair_owned (
    g, list, "-blockdev",
    json_text (g, json_pack ("{s:s, s:s, s:{s:b}, s:{s:s, s:s, s:s}}", "driver", "raw", "node-name",
                             "window", "cache", "no-flush", 1, "file", "driver", "file", "filename",
                             "/dev/fdset/" WINDOW_FDSET, "locking", "off")));
  add_pair (g, list, "-device", "virtio-blk-pci,drive=window,serial=" WINDOW_SERIAL);
}

static void
add_network (guestfs_h *g, struct string_list *list)
{
  add_pair (g, list, "-netdev", "user,id=user-network,net=" USER_NETWORK);
  add_pair (g, list, "-device", "virtio-net-pci,netdev=user-network,romfile=");
}

/* Parameters of guestfs_config, the last one first: programs rely on it. */
static void
add_user_parameters (guestfs_h *g, struct string_list *list)
{
  for (size_t i = g->properties.nr_hv_params; i-- > 0;) {
    add (g, list, g->properties.hv_params[i].name);
    if (g->properties.hv_params[i].value != NULL)
      add (g, list, g->properties.hv_params[i].value);
  }
}

char **
qemu_arguments (guestfs_h *g, const struct machine_plan *plan)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  add (g, &list, plan->hypervisor);
  add_machine (g, &list, plan);
  add_filter (g, &list, plan);
  if (has_template_memory (plan))
    add_memory (g, &list, plan);
  /* A restored machine has its kernel in memory. */
  if (plan->start == START_FROM_TEMPLATE)
    add_pair (g, &list, "-incoming", "defer");
  else
    add_kernel (g, &list, plan);
  add_connections (g, &list);
  add_pair (g, &list, "-device", "virtio-rng-pci");
  add_root_image (g, &list);
  add_window (g, &list);
  add_pair (g, &list, "-device", "virtio-scsi-pci,id=scsi");
  if (g->properties.network)
    add_network (g, &list);
  if (backend_setting_bool (g, "gdb") == 1)
    add_pair (g, &list, "-gdb", GDB_LISTEN);
  add_user_parameters (g, &list);

  char **arguments = string_list_take (&list);
  if (arguments == NULL)
    out_of_memory (g);
  return arguments;
}

/* What drivers of network drives look up: keys and agents of ssh, proxies of
 * curl, the configuration of Ceph. */
static bool
is_for_network_drives (const char *variable)
{
  static const char *const names[] = {
    "HOME=",          "USER=",       "LOGNAME=",     "CEPH_ARGS=",   "CEPH_CONF=",
    "SSH_AUTH_SOCK=", "http_proxy=", "https_proxy=", "HTTPS_PROXY=", "ftp_proxy=",
    "no_proxy=",      "NO_PROXY=",   "all_proxy=",   "ALL_PROXY="
  };

  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i)
    if (strncmp (variable, names[i], strlen (names[i])) == 0)
      return true;
  return false;
}

/* Of two the first would count, and it has to be ours. */
static bool
is_preload (const char *variable)
{
  return strncmp (variable, "LD_PRELOAD=", strlen ("LD_PRELOAD=")) == 0;
}

static bool
has_network_drive (const guestfs_h *g)
{
  for (size_t i = 0; i < g->drives.count; ++i)
    if (g->drives.list[i] != NULL && g->drives.list[i]->protocol != DRIVE_FILE)
      return true;
  return false;
}

/* The hypervisor needs no environment.  A program that the user chose, which
 * may be a script, gets the user's own. */
char **
hypervisor_environment (guestfs_h *g, const struct machine_plan *plan)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  /* As secure_getenv. */
  const bool network = has_network_drive (g) && getauxval (AT_SECURE) == 0;

  for (char **variable = environ; *variable != NULL; ++variable)
    if ((g->backend.hv != NULL && !is_preload (*variable))
        || (network && is_for_network_drives (*variable)))
      add (g, &list, *variable);
  if (g->backend.hv == NULL)
    add (g, &list, "LC_ALL=C");
  if (plan->preload != NULL && string_list_add_format (&list, "LD_PRELOAD=%s", plan->preload) == -1)
    out_of_memory (g);

  char **environment = string_list_take (&list);
  if (environment == NULL)
    out_of_memory (g);
  return environment;
}
