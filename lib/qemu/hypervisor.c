/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Starts the hypervisor, gives it the drives and lets the machine run. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <jansson.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/memory.h"
#include "cleanup.h"
#include "clock.h"
#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "machine/window.h"
#include "process/child.h"
#include "process/pairs.h"
#include "process/process.h"
#include "process/sandbox-plan.h"
#include "process/watcher.h"
#include "qemu/hypervisor.h"
#include "qemu/machine-plan.h"
#include "qemu/qemu-command.h"
#include "qemu/sandbox.h"
#include "settings/backend.h"

/* Commands that are given before the machine runs. */
#define QMP_SECONDS 60

/* Room for a transfer in flight, so that neither side waits for each piece. */
#define SOCKET_BUFFER (1024 * 1024)

/* ---- the process ---- */

/* Pairs of sockets: one end of each is the hypervisor's. */
struct connections {
  int qmp[2], channel[2], console[2];
};

static void
close_connections (struct connections *connections)
{
  int *const fds[] = { connections->qmp, connections->channel, connections->console };

  for (size_t i = 0; i < 3; ++i)
    for (size_t end = 0; end < 2; ++end)
      if (fds[i][end] >= 0)
        close (fds[i][end]);
}

static int
make_connections (struct connections *connections)
{
  const int size = SOCKET_BUFFER;

  if (make_socket_pair (connections->qmp) == -1 || make_socket_pair (connections->channel) == -1
      || make_socket_pair (connections->console) == -1)
    return -1;
  /* The kernel may allow less, which only costs speed. */
  for (size_t end = 0; end < 2; ++end)
    setsockopt (connections->channel[end], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  return 0;
}

/* Gives our ends to the machine. */
static int
adopt_connections (struct machine *machine, struct connections *connections)
{
  machine->qmp = qmp_new (connections->qmp[0]);
  if (machine->qmp == NULL)
    return -1;
  machine->channel_fd = connections->channel[0];
  machine->console_fd = connections->console[0];
  connections->qmp[0] = connections->channel[0] = connections->console[0] = -1;
  return 0;
}

static void
debug_command (guestfs_h *g, char *const *arguments)
{
  if (!g->verbose)
    return;
  for (size_t i = 0; arguments[i] != NULL; ++i)
    debug (g, "launch: argument %zu: %s", i, arguments[i]);
}

static int
start_watcher (guestfs_h *g)
{

  if (handle_tmpdir (g) == NULL)
    return -1;
  if (!g->properties.recovery_proc)
    return 0;
  const char *const directories[] = { own_tmpdir (g), NULL };
  if (watcher_start (&g->machine->watcher, &g->machine->hypervisor, directories) == -1)
    return set_errno (g, errno, "guestfs_launch failed: starting the watcher process");
  return 0;
}

/* The watcher is there before the hypervisor runs. */
static int
start_process (guestfs_h *g, const struct machine_plan *plan, struct connections *connections)
{
  struct machine *machine = g->machine;
  CLEANUP_FREE_STRINGS char **arguments = qemu_arguments (g, plan);
  CLEANUP_FREE_STRINGS char **environment = hypervisor_environment (g, plan);
  int fds[HYPERVISOR_FDS_END - CHILD_FIRST_FD] = { connections->qmp[1], connections->channel[1],
                                                   connections->console[1] };
  CLEANUP_SANDBOX_PLAN struct sandbox_plan sandbox = SANDBOX_NONE;
  const struct process_spec spec = { .path = plan->hypervisor,
                                     .argv = arguments,
                                     .environment = environment,
                                     .fds = fds,
                                     .nr_fds = HYPERVISOR_FDS_END - CHILD_FIRST_FD,
                                     .own_group = g->properties.pgroup,
                                     .sandbox = &sandbox };
  struct sandbox_result result;

  if (sandbox_plan_make (g, plan, &sandbox) == -1)
    return -1;

  memcpy (fds + HYPERVISOR_FILES_FD - CHILD_FIRST_FD, plan->files, sizeof plan->files);
  fds[HYPERVISOR_WINDOW_FD - CHILD_FIRST_FD] = machine->window.fd;
  debug_command (g, arguments);
  if (process_start (&machine->hypervisor, &spec) == -1)
    return machine_launch_failed (g, errno, "starting a process: %s", strerror (errno));
  if (start_watcher (g) == -1)
    return -1;
  if (process_release (&machine->hypervisor, &result) == -1)
    return machine_launch_failed (g, errno, "starting %s: %s", plan->hypervisor, strerror (errno));
  return sandbox_report (g, &sandbox, &result);
}

int
hypervisor_start (guestfs_h *g, const struct machine_plan *plan)
{
  struct connections connections = { { -1, -1 }, { -1, -1 }, { -1, -1 } };
  int r = -1;

  g->machine->is_emulated = plan->accelerator == ACCELERATOR_TCG;
  if (make_connections (&connections) == -1)
    machine_launch_failed (g, errno, "socketpair: %s", strerror (errno));
  else if (window_open (&g->machine->window) == -1)
    machine_launch_failed (g, errno, "shared memory: %s", strerror (errno));
  else if ((r = start_process (g, plan, &connections)) == 0
           && (r = adopt_connections (g->machine, &connections)) == -1)
    out_of_memory (g);
  close_connections (&connections);
  return r;
}

/* ---- the machine over QMP ---- */

int
hypervisor_refused (guestfs_h *g, int err, const char *step, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  CLEANUP_FREE char *problem = safe_vasprintf (g, fmt, args);
  va_end (args);
  return g->state == STATE_READY ? set_error (g, err, "%s: %s", step, problem)
                                 : machine_launch_failed (g, err, "%s: %s", step, problem);
}

int
hypervisor_failed (guestfs_h *g, const char *step, const char *problem)
{
  const bool is_broken = qmp_fd (g->machine->qmp) == -1;

  if (g->state == STATE_READY && is_broken)
    return machine_lost (g, step);
  /* Nobody waits for it any longer: that is not its fault. */
  if (g->state == STATE_LAUNCHING && launch_check (g) == -1)
    return -1;
  /* If it is ending, its last words say more than the broken connection. */
  if (is_broken && process_wait (&g->machine->hypervisor, END_WAIT_MS)) {
    CLEANUP_FREE char *words = machine_last_words (g);
    return machine_launch_failed (g, EIO, "%s: %s", step, words);
  }
  /* qemu's own hint about locks does not come over QMP. */
  if (problem != NULL && strstr (problem, "\" lock") != NULL)
    return hypervisor_refused (g, EBUSY, step,
                               "%s: another program has the image open, perhaps a running virtual "
                               "machine; stop it, or add the drive read-only",
                               problem);
  return hypervisor_refused (g, EIO, step, "%s", problem ?: "out of memory");
}

int
hypervisor_command (guestfs_h *g, const char *step, const char *name, json_t *arguments,
                    json_t **result)
{
  CLEANUP_FREE char *problem = NULL;
  const int64_t deadline = monotonic_ms () + QMP_SECONDS * 1000;

  if (qmp_command (g->machine->qmp, name, arguments, deadline, result, &problem) == -1)
    return hypervisor_failed (g, step, problem);
  return 0;
}

int
hypervisor_command_with (guestfs_h *g, const char *step, const char *name, json_t *arguments,
                         int descriptor)
{
  CLEANUP_FREE char *problem = NULL;
  const int64_t deadline = monotonic_ms () + QMP_SECONDS * 1000;

  if (qmp_command_with (g->machine->qmp, name, arguments, descriptor, deadline, NULL, &problem)
      == -1)
    return hypervisor_failed (g, step, problem);
  return 0;
}

int
hypervisor_connect (guestfs_h *g, const struct machine_plan *plan)
{
  CLEANUP_FREE char *problem = NULL;
  CLEANUP_FREE char *step = safe_asprintf (g, "starting %s", plan->hypervisor);

  qmp_let_cancel (g->machine->qmp, &g->cancel);
  if (qmp_connect (g->machine->qmp, g->machine->times.deadline, &problem) == -1)
    return hypervisor_failed (g, step, problem);
  return 0;
}

/* With a debugger it is the debugger that lets the machine run. */
int
hypervisor_run (guestfs_h *g)
{
  if (backend_setting_bool (g, "gdb") != 1)
    return hypervisor_command (g, "starting the machine", "cont", NULL, NULL);
  warning (g, "the appliance waits for a debugger: use \"target remote localhost:1234\" and "
              "\"continue\" in gdb");
  return 0;
}
