/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one place that waits: for the daemon, while console, hypervisor and
 * its control connection are served. */

#include <config.h>

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/api.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/text-ring.h"
#include "clock.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "machine/qmp.h"

#define READ_SIZE 4096

/* Reads once from a non-blocking FD; closes it at its end. */
static ssize_t
read_some (int *fd, char buffer[READ_SIZE])
{
  const ssize_t n = recv (*fd, buffer, READ_SIZE, MSG_DONTWAIT);

  if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR)) {
    close (*fd);
    *fd = -1;
  }
  return n;
}

static bool
serve_console (guestfs_h *g)
{
  char buffer[READ_SIZE];
  const ssize_t n = read_some (&g->machine->console_fd, buffer);

  if (n <= 0)
    return false;
  text_ring_add (&g->machine->console_text, buffer, n);
  event_message (g, GUESTFS_EVENT_APPLIANCE, buffer, n);
  return true;
}

static bool
serve_hypervisor (guestfs_h *g)
{
  char buffer[READ_SIZE];
  const ssize_t n = read_some (&g->machine->hypervisor.output, buffer);

  if (n <= 0)
    return false;
  text_ring_add (&g->machine->hypervisor_text, buffer, n);
  debug (g, "hypervisor: %.*s", (int) n, buffer);
  return true;
}

/* The replies of the smallest calls come within this time.  To look for them,
 * and to let others have the processor in between, is quicker than to go to
 * sleep: waking up takes as long as all the rest where the processor went to
 * sleep, too. */
#define ALERT_NS 100000

static int
poll_alert (struct pollfd *fds, size_t count)
{
  const int64_t end = monotonic_ns () + ALERT_NS;
  int ready;

  while ((ready = poll (fds, count, 0)) == 0 && monotonic_ns () < end)
    sched_yield ();
  return ready;
}

static bool
waits_for_reply (const struct machine_poll *wait)
{
  return wait->timeout == -1 && wait->channel_events == POLLIN && wait->fd == -1;
}

void
machine_poll (guestfs_h *g, struct machine_poll *wait)
{
  struct machine *machine = g->machine;
  struct pollfd fds[] = {
    { .fd = machine->channel_fd, .events = wait->channel_events },
    { .fd = wait->fd, .events = wait->fd_events },
    { .fd = machine->console_fd, .events = POLLIN },
    { .fd = machine->hypervisor.output, .events = POLLIN },
    { .fd = qmp_fd (machine->qmp), .events = POLLIN },
  };

  wait->channel_ready = wait->fd_ready = 0;
  const size_t count = sizeof fds / sizeof fds[0];
  int ready = waits_for_reply (wait) ? poll_alert (fds, count) : 0;
  if (ready == 0)
    ready = poll (fds, count, wait->timeout);
  if (ready <= 0)
    return;
  if (fds[2].revents)
    serve_console (g);
  if (fds[3].revents)
    serve_hypervisor (g);
  if (fds[4].revents)
    qmp_receive (machine->qmp);
  wait->channel_ready = fds[0].revents;
  wait->fd_ready = fds[1].revents;
}

void
machine_drain (guestfs_h *g)
{
  /* What is in the sockets' buffers and no more: the other ends may still be
   * writing. */
  for (size_t i = 0; i < 64 && g->machine->console_fd != -1 && serve_console (g); ++i)
    ;
  for (size_t i = 0; i < 64 && g->machine->hypervisor.output != -1 && serve_hypervisor (g); ++i)
    ;
}
