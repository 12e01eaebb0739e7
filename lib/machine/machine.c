/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The end of a machine: wanted, by accident, or because the daemon cannot be
 * trusted any more. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "launch/launch.h"
#include "lib-impl.h"

/* How long the hypervisor may take to write out what it holds of the images;
 * it is killed after that. */
#define QUIT_WAIT_MS 30000

/* A kernel's panic with its trace of calls is about as long. */
#define LAST_LINES 24

#define VERBOSE_HINT "\nSet LIBGUESTFS_DEBUG=1 to see each step of the launch."

struct machine *
machine_new (guestfs_h *g)
{
  struct machine *machine = safe_calloc (g, 1, sizeof *machine);

  machine->owner = owner_this_process ();
  machine->hypervisor = (struct process) PROCESS_NONE;
  machine->watcher = (struct watcher) WATCHER_NONE;
  machine->channel_fd = machine->console_fd = -1;
  machine->window = (struct window) WINDOW_NONE;
  return machine;
}

void
machine_discard (guestfs_h *g)
{
  struct machine *machine = g->machine;

  if (machine == NULL)
    return;
  g->machine = NULL;
  if (owner_is_this_process (&machine->owner)) {
    process_end (&machine->hypervisor);
    watcher_end (&machine->watcher);
  } else {
    process_abandon (&machine->hypervisor);
    watcher_abandon (&machine->watcher);
  }
  qmp_free (machine->qmp);
  if (machine->channel_fd >= 0)
    close (machine->channel_fd);
  if (machine->console_fd >= 0)
    close (machine->console_fd);
  frame_reader_free (&machine->reader);
  window_close (&machine->window);
  free (machine);
}

/* "the last lines of WHO:" and the lines, or nothing. */
static char *
quote_lines (guestfs_h *g, const struct text_ring *ring, const char *who)
{
  CLEANUP_FREE char *lines = text_ring_last_lines (ring, LAST_LINES);

  if (lines == NULL || *lines == '\0')
    return safe_strdup (g, "");
  lines[strlen (lines) - 1] = '\0'; /* an error message ends without newline */
  return safe_asprintf (g, "\nThe last lines of %s:\n%s", who, lines);
}

/* Why the machine stopped, as far as its own events tell; NULL if they do
 * not. */
static const char *
guest_fate (const struct machine *machine)
{
  const struct qmp_events *events = machine->qmp != NULL ? qmp_events (machine->qmp) : NULL;

  if ((events != NULL && events->panicked)
      || text_ring_contains (&machine->console_text, "Kernel panic"))
    return "the appliance's kernel panicked";
  if (events != NULL && events->shut_down
      && strcmp (events->shutdown_reason, "guest-shutdown") == 0)
    return "the appliance switched itself off";
  if (events != NULL && events->shut_down && strcmp (events->shutdown_reason, "guest-reset") == 0)
    return "the appliance restarted";
  return NULL;
}

char *
machine_last_words (guestfs_h *g)
{
  struct machine *machine = g->machine;
  char status[PROCESS_STATUS_SIZE];

  machine_drain (g);
  if (machine->qmp != NULL)
    qmp_receive (machine->qmp);
  CLEANUP_FREE char *console = quote_lines (g, &machine->console_text, "the appliance's console");
  CLEANUP_FREE char *hypervisor = quote_lines (g, &machine->hypervisor_text, "the hypervisor");
  const char *fate = guest_fate (machine);
  return safe_asprintf (g, "%s%s%s%s%s%s", fate ?: "", fate != NULL ? ", " : "", "the hypervisor ",
                        process_status_text (&machine->hypervisor, status), hypervisor, console);
}

/* Drives stay after a launch that failed, so that the caller can correct a
 * setting and launch again; a machine that ran takes them with it. */
static void
back_to_config (guestfs_h *g)
{
  machine_discard (g);
  if (g->state != STATE_LAUNCHING)
    drives_forget (g);
  features_forget (g);
  g->state = STATE_CONFIG;
}

/* The machine is gone without having been asked to go. */
static void
unexpected_end (guestfs_h *g)
{
  const bool was_ready = g->state == STATE_READY;

  back_to_config (g);
  if (was_ready)
    event_void (g, GUESTFS_EVENT_SUBPROCESS_QUIT);
}

int
machine_lost (guestfs_h *g, const char *during)
{
  process_wait (&g->machine->hypervisor, END_WAIT_MS);
  CLEANUP_FREE char *words = machine_last_words (g);

  if (g->state == STATE_LAUNCHING)
    return machine_launch_failed (g, EPIPE, "the appliance ended while it was starting: %s", words);
  unexpected_end (g);
  return set_error (g, EPIPE, "%s: the appliance ended unexpectedly during this call: %s", during,
                    words);
}

int
machine_protocol_error (guestfs_h *g, const char *during, const char *problem)
{
  if (g->state == STATE_LAUNCHING)
    return machine_launch_failed (g, EPROTO, "protocol error: %s", problem);
  machine_drain (g);
  unexpected_end (g);
  return set_error (g, EPROTO,
                    "%s: protocol error: %s; the appliance cannot be trusted any more and was "
                    "stopped",
                    during, problem);
}

int
machine_launch_failed (guestfs_h *g, int err, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  CLEANUP_FREE char *text = safe_vasprintf (g, fmt, args);
  va_end (args);
  back_to_config (g);
  return set_error (g, err, "guestfs_launch failed: %s%s", text,
                    g->verbose || err == EINTR ? "" : VERBOSE_HINT);
}

/* Lets the hypervisor write out its images and end. */
static int
quit_hypervisor (guestfs_h *g, bool check_errors)
{
  struct process *hypervisor = &g->machine->hypervisor;
  const int64_t deadline = monotonic_ms () + QUIT_WAIT_MS;
  CLEANUP_FREE char *problem = NULL;
  char status[PROCESS_STATUS_SIZE];

  g->machine->busy_with = "shutdown"; /* for callbacks of events */
  qmp_send (g->machine->qmp, "quit");
  while (!process_wait (hypervisor, 1) && milliseconds_until (deadline) > 0) {
    struct machine_poll wait = { .fd = -1, .timeout = 20 };
    machine_poll (g, &wait);
  }
  if (hypervisor->ended && (!hypervisor->status_known || hypervisor->status == 0))
    return 0;
  if (!check_errors)
    return -1;
  return set_error (g, EIO,
                    "shutdown: the hypervisor %s when it should have closed the disk images; the "
                    "last changes may be lost",
                    process_status_text (hypervisor, status));
}

/* The state is CONFIG afterwards, whatever failed. */
int
machine_shutdown (guestfs_h *g, bool check_errors)
{
  int result = 0;

  if (g->state == STATE_CONFIG)
    return 0;
  const bool is_ours = owner_is_this_process (&g->machine->owner);
  const char *busy_with = g->machine->busy_with ?: g->drives_changed_by;
  if (is_ours && busy_with != NULL)
    return set_error (g, EBUSY, "shutdown: not possible in an event callback while %s is running",
                      busy_with);
  if (is_ours) {
    /* What was never asked for anything has nothing to write. */
    if (g->state == STATE_READY && g->autosync && g->machine->was_called
        && guestfs_internal_autosync (g) == -1)
      result = -1;
    /* The call may have found the machine dead. */
    if (g->machine != NULL && quit_hypervisor (g, check_errors && result == 0) == -1)
      result = -1;
    /* As long as the watcher is there; the drives are forgotten below. */
    directories_clear (g);
  }
  back_to_config (g);
  return result;
}

int
impl_shutdown (guestfs_h *g)
{
  return machine_shutdown (g, true);
}

int
impl_kill_subprocess (guestfs_h *g)
{
  return machine_shutdown (g, true);
}
