/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds out once whether KVM works.  That /dev/kvm can be opened proves
 * little: on some hosts, mostly inside other virtual machines, a firmware
 * runs under it and a kernel hangs or dies.  So the appliance's kernel is
 * started under KVM without a root disk; where KVM works, it gets within a
 * second to the point where it panics for lack of one. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/hash.h"
#include "base/machine-facts.h"
#include "base/memory.h"
#include "base/text-ring.h"
#include "cleanup.h"
#include "clock.h"
#include "process/child.h"
#include "process/host-facts.h"
#include "process/pairs.h"
#include "process/process.h"
#include "process/remembered-answer.h"
#include "process/sandbox-plan.h"
#include "process/watcher.h"
#include "qemu/kvm-probe.h"
#include "qemu/machine-plan.h"
#include "qemu/qemu-command.h"
#include "qemu/sandbox.h"

#define KVM_DEVICE "/dev/kvm"

/* Enough for a kernel to boot into its panic several times over. */
#define PROBE_DEADLINE_MS 5000

/* A kernel that runs says something all the time; one that has hung since is
 * not waited for. */
#define PROBE_SILENCE_MS 2000

/* MiB of memory: what the kernel needs to unpack itself. */
#define PROBE_MEMORY "256"

/* Said by a kernel that ran through its whole start. */
#define PROOF "Kernel panic - not syncing: VFS"

/* How long a "no" is believed: a host may be repaired without a reboot.  One
 * that was only too slow is asked again soon. */
#define NO_SECONDS (24 * 60 * 60)
#define TOO_SLOW_SECONDS (60 * 60)

/* ---- one try ---- */

/* Reads the console into TEXT until it is closed; false after the deadline or
 * when nothing came for a while. */
static bool
read_console (int fd, struct text_ring *text, int64_t deadline)
{
  char buffer[4096];

  for (;;) {
    struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
    const int left = milliseconds_until (deadline);
    const int ready = poll (&poll_fd, 1, left < PROBE_SILENCE_MS ? left : PROBE_SILENCE_MS);

    if (ready == 0)
      return false;
    if (ready == -1)
      continue; /* a signal */
    const ssize_t n = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
      return true;
    if (n > 0)
      text_ring_add (text, buffer, n);
  }
}

/* The first line of what the hypervisor said, with ": " before it. */
static char *
hypervisor_words (guestfs_h *g, const struct process *process)
{
  char buffer[1024];
  const ssize_t n = recv (process->output, buffer, sizeof buffer - 1, MSG_DONTWAIT);

  if (n <= 0)
    return safe_strdup (g, "");
  buffer[n] = '\0';
  buffer[strcspn (buffer, "\n")] = '\0';
  for (char *c = buffer; *c != '\0'; ++c)
    if (*c < ' ' || *c > '~')
      *c = '?';
  return safe_asprintf (g, ": %s", buffer);
}

static enum probe_outcome
judge (guestfs_h *g, struct process *process, const struct text_ring *text, bool in_time,
       char **reason)
{
  char status[PROCESS_STATUS_SIZE];

  if (text_ring_contains (text, PROOF))
    return PROBE_BOOTED;
  if (!in_time || !process_wait (process, 1000)) {
    *reason = safe_strdup (g, "a kernel that was started under it said nothing any more");
    return PROBE_TOO_SLOW;
  }
  CLEANUP_FREE char *words = hypervisor_words (g, process);
  *reason = safe_asprintf (g, "a kernel did not start, the hypervisor %s%s",
                           process_status_text (process, status), words);
  return PROBE_FAILED;
}

static int
start_probe (guestfs_h *g, const struct machine_plan *plan, const char *accelerator, int console,
             struct process *process, struct watcher *watcher)
{
  const struct machine_facts *facts = plan->facts;
  struct machine_plan probed = *plan;
  CLEANUP_FREE char *words =
    safe_asprintf (g, "panic=-1 console=%s root=none %s", facts->console, facts->kernel_words);
  CLEANUP_FREE char *chardev = safe_asprintf (g, "socket,id=console,fd=%d", CHILD_FIRST_FD);
  const char *const argv[] = { plan->hypervisor,
                               "-nodefaults",
                               "-no-user-config",
                               "-no-reboot",
                               "-sandbox",
                               plan->has_filter ? HYPERVISOR_FILTER : "off",
                               "-display",
                               "none",
                               "-machine",
                               facts->machine,
                               "-accel",
                               accelerator,
                               "-cpu",
                               facts->cpu_kvm,
                               "-m",
                               PROBE_MEMORY,
                               "-kernel",
                               plan->appliance->kernel,
                               "-append",
                               words,
                               "-chardev",
                               chardev,
                               "-serial",
                               "chardev:console",
                               NULL };
  probed.accelerator = ACCELERATOR_KVM;
  probed.preload = NULL; /* the kernel is named by its path */
  CLEANUP_FREE_STRINGS char **environment = hypervisor_environment (g, &probed);
  CLEANUP_SANDBOX_PLAN struct sandbox_plan sandbox = SANDBOX_NONE;
  const struct process_spec spec = { .path = plan->hypervisor,
                                     .argv = (char *const *) argv,
                                     .environment = environment,
                                     .fds = &console,
                                     .nr_fds = 1,
                                     .sandbox = &sandbox };
  struct sandbox_result result;

  if (sandbox_plan_make (g, &probed, &sandbox) == -1 || process_start (process, &spec) == -1)
    return -1;
  /* A probe that hangs ends with the program, too, and scratch drives go. */
  const char *const directories[] = { own_tmpdir (g), NULL };
  if (g->properties.recovery_proc && watcher_start (watcher, process, directories) == -1)
    return -1;
  return process_release (process, &result);
}

enum probe_outcome
probe_accelerator (guestfs_h *g, const struct machine_plan *plan, const char *accelerator,
                   char **reason)
{
  const int64_t deadline = monotonic_ms () + PROBE_DEADLINE_MS;
  CLEANUP_FREE struct text_ring *text = safe_calloc (g, 1, sizeof *text);
  struct process process = PROCESS_NONE;
  struct watcher watcher = WATCHER_NONE;
  int console[2];
  enum probe_outcome outcome = PROBE_NOT_MADE;

  if (make_socket_pair (console) == -1) {
    *reason = safe_asprintf (g, "socketpair: %s", strerror (errno));
    return PROBE_NOT_MADE;
  }
  const int r = start_probe (g, plan, accelerator, console[1], &process, &watcher);
  if (r == -1)
    *reason = safe_asprintf (g, "%s: %s", plan->hypervisor, strerror (errno));
  close (console[1]);
  if (r == 0) {
    const bool in_time = read_console (console[0], text, deadline);
    outcome = judge (g, &process, text, in_time, reason);
  }
  process_end (&process);
  watcher_end (&watcher);
  close (console[0]);
  return outcome;
}

/* ---- what the answer depends on ---- */

/* Not the kernel that was tried: whether KVM runs a kernel is a matter of the
 * hypervisor and of the host, and several appliances share the answer. */
static char *
probe_key (guestfs_h *g, const struct machine_plan *plan)
{
  struct utsname host;
  CLEANUP_FREE char *boot_id = host_boot_id (g);
  CLEANUP_FREE char *processor = host_processor (g);
  CLEANUP_FREE char *hypervisor = host_file_version (g, plan->hypervisor);

  uname (&host);
  return safe_asprintf (g, "%s%s %s\n%s\n%s", boot_id, host.release, host.version, hypervisor,
                        processor);
}

/* How long the outcome is believed: 0 for as long as nothing changes. */
static long long
seconds_of (enum probe_outcome outcome)
{
  switch (outcome) {
  case PROBE_BOOTED:
    return 0;
  case PROBE_TOO_SLOW:
    return TOO_SLOW_SECONDS;
  default:
    return NO_SECONDS;
  }
}

/* One file for each hypervisor; the file has the whole key in it. */
static char *
cache_file (guestfs_h *g, const char *hypervisor)
{
  const uint64_t hash = hash_bytes (hypervisor, strlen (hypervisor));

  /* Without a cache directory the answer is only not remembered. */
  errors_silence (g);
  CLEANUP_FREE char *directory = cache_directory (g);
  errors_unsilence (g);
  return directory != NULL ? safe_asprintf (g, "%s/kvm-%016" PRIx64 ".json", directory, hash)
                           : NULL;
}

/* ---- the question ---- */

bool
kvm_boots (guestfs_h *g, const struct machine_plan *plan, char **reason)
{
  CLEANUP_FREE char *file = cache_file (g, plan->hypervisor);
  CLEANUP_FREE char *key = probe_key (g, plan);
  const long long now = time (NULL);
  struct remembered_answer answer = { .reason = NULL };

  if (file != NULL && remembered_answer_read (file, key, now, &answer)) {
    debug (g, "KVM %s (remembered in %s)", answer.yes ? "works" : "does not work", file);
    *reason = answer.reason;
    return answer.yes;
  }

  const enum probe_outcome outcome = probe_accelerator (g, plan, "kvm", &answer.reason);
  answer.yes = outcome == PROBE_BOOTED;
  if (file != NULL && outcome != PROBE_NOT_MADE
      && remembered_answer_write (file, key, now, seconds_of (outcome), &answer) == -1)
    debug (g, "%s: %s", file, strerror (errno));
  *reason = answer.reason;
  return answer.yes;
}

/* Why the device cannot be opened, and what to do. */
static char *
unusable_device (guestfs_h *g, int error)
{
  const char *advice = "";

  if (error == EACCES || error == EPERM)
    advice = "; add the user to the group kvm";
  else if (error == ENOENT || error == ENODEV || error == ENXIO)
    advice = "; switch virtualisation on in the firmware, or for this host if it is a virtual "
             "machine itself, and load the kernel module kvm_intel or kvm_amd";
  return safe_asprintf (g, KVM_DEVICE ": %s%s", strerror (error), advice);
}

bool
kvm_works (guestfs_h *g, const struct machine_plan *plan, char **reason)
{
  CLEANUP_CLOSE int fd = open (KVM_DEVICE, O_RDWR | O_CLOEXEC);

  if (fd == -1) {
    *reason = unusable_device (g, errno);
    return false;
  }
  return kvm_boots (g, plan, reason);
}
