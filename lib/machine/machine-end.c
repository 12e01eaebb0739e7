/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The end of a machine by accident, or because the daemon cannot be trusted any
 * more. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/known-features.h"
#include "base/memory.h"
#include "base/text-ring.h"
#include "cleanup.h"
#include "drives/drives.h"
#include "machine/machine-end.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "process/process.h"

/* A kernel's panic with its trace of calls is about as long. */
#define LAST_LINES 24

#define VERBOSE_HINT "\nSet LIBGUESTFS_DEBUG=1 to see each step of the launch."

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

/* The error of the call that lost the machine stays its error, whatever callbacks
 * do. */
static void
announce_loss (guestfs_h *g)
{
  struct kept_error error;

  errors_keep (g, &error);
  event_void (g, GUESTFS_EVENT_SUBPROCESS_QUIT);
  errors_restore (g, &error);
}

/* Drives stay after a launch that failed, so that the caller can correct a
 * setting and launch again; a machine that ran takes them with it. */
void
machine_end (guestfs_h *g)
{
  const bool was_ready = g->state == STATE_READY;
  const bool was_lost = g->machine_is_lost;

  machine_discard (g);
  if (was_ready)
    drives_forget (g);
  features_forget (g);
  g->state = STATE_CONFIG;
  if (was_ready && was_lost)
    announce_loss (g);
}

/* A callback may launch it again, and that machine be lost in the next. */
void
machine_end_lost (guestfs_h *g)
{
  while (g->machine_is_lost)
    machine_end (g);
}

int
machine_lost (guestfs_h *g, const char *during)
{
  process_wait (&g->machine->hypervisor, END_WAIT_MS);
  CLEANUP_FREE char *words = machine_last_words (g);

  if (g->state == STATE_LAUNCHING)
    return machine_launch_failed (g, EPIPE, "the appliance ended while it was starting: %s", words);
  g->machine_is_lost = true;
  return set_error (g, EPIPE, "%s: the appliance ended unexpectedly during this call: %s", during,
                    words);
}

int
machine_protocol_error (guestfs_h *g, const char *during, const char *problem)
{
  if (g->state == STATE_LAUNCHING)
    return machine_launch_failed (g, EPROTO, "protocol error: %s", problem);
  machine_drain (g);
  g->machine_is_lost = true;
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
  g->machine_is_lost = true;
  return set_error (g, err, "guestfs_launch failed: %s%s", text,
                    g->verbose || err == EINTR ? "" : VERBOSE_HINT);
}
