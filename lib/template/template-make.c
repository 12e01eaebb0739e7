/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes a template: boots an appliance with blank disks, lets the daemon get
 * ready for all that calls will need, and saves memory and devices.  The
 * machine that does it has seen no image, and it writes its memory into a
 * file that only this program has: what is kept is copied from there. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "cleanup.h"
#include "clock.h"
#include "protocol/appliance.h"
#include "protocol/frames.h"
#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "qemu/hypervisor-drives.h"
#include "qemu/hypervisor-migration.h"
#include "qemu/hypervisor.h"
#include "qemu/machine-plan.h"
#include "talk/channel.h"
#include "talk/greeting.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"
#include "template/template-make.h"
#include "template/template-store.h"

#define STATE_MAX (64U << 20)
#define STATE_STEP (256U << 10)

struct making {
  struct machine_plan plan;
  int memory;   /* file in memory */
  int state[2]; /* pipe */
  struct bytes {
    unsigned char *bytes;
    size_t size;
  } received;
};

static int
open_files (guestfs_h *g, struct making *making)
{
  making->memory = memfd_create ("guestfs-memory", MFD_CLOEXEC);
  if (making->memory == -1 || ftruncate (making->memory, (off_t) g->properties.memsize << 20) == -1)
    return set_errno (g, errno, "memory of the template");
  if (pipe2 (making->state, O_CLOEXEC) == -1)
    return set_errno (g, errno, "pipe for the state of the template");
  making->plan.files[FILE_MEMORY] = making->memory;
  return 0;
}

static void
close_end (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static int
boot (guestfs_h *g, struct making *making, size_t slots)
{
  const struct rpc_call get_ready = { .name = "internal_get_ready",
                                      .procedure = PROC_INTERNAL_GET_READY };

  if (hypervisor_start (g, &making->plan) == -1 || hypervisor_connect (g, &making->plan) == -1)
    return -1;
  if (hypervisor_add_blank_disks (g, 0, slots) == -1 || hypervisor_run (g) == -1
      || launch_wait_for_daemon (g) == -1)
    return -1;
  return rpc_call_inside (g, &get_ready);
}

/* Takes in what the hypervisor writes: 1, 0 at the end, -1 with errno. */
static int
receive (struct making *making)
{
  struct bytes *received = &making->received;

  if (received->size + STATE_STEP > STATE_MAX) {
    errno = EFBIG;
    return -1;
  }
  unsigned char *bytes = realloc (received->bytes, received->size + STATE_STEP);
  if (bytes == NULL)
    return -1;
  received->bytes = bytes;
  const ssize_t n = read (making->state[0], bytes + received->size, STATE_STEP);
  if (n > 0)
    received->size += n;
  return n == -1 && errno == EINTR ? 1 : n > 0 ? 1 : (int) n;
}

static int
receive_state (guestfs_h *g, struct making *making)
{
  int r;

  do {
    struct machine_poll wait = { .fd = making->state[0],
                                 .fd_events = POLLIN,
                                 .timeout = CANCEL_CHECK_MS };

    if (launch_check (g) == -1)
      return -1;
    machine_poll (g, &wait);
    r = wait.fd_ready != 0 ? receive (making) : 1;
  } while (r == 1);
  return r == 0 ? 0 : machine_launch_failed (g, errno, "saving the template: %s", strerror (errno));
}

static int
save_state (guestfs_h *g, struct making *making)
{
  if (hypervisor_save_state (g, making->state[1]) == -1)
    return -1;
  close_end (&making->state[1]); /* the hypervisor has it now */
  if (receive_state (g, making) == -1)
    return -1;
  return hypervisor_wait_for_migration (g);
}

static int
make (guestfs_h *g, struct making *making, size_t slots, const struct template_place *place,
      const char *aside, const struct launch_times *times)
{
  if (open_files (g, making) == -1)
    return -1;
  launch_begin_machine (g, times);
  if (boot (g, making, slots) == -1 || save_state (g, making) == -1)
    return -1;
  machine_discard (g);
  if (template_save (g, place, aside, making->memory, making->received.bytes, making->received.size)
      == -1)
    return set_errno (g, errno, "saving the template in %s", place->cache);
  return 0;
}

int
template_make (guestfs_h *g, const struct machine_plan *plan, size_t slots,
               const struct template_place *place, const struct launch_times *times)
{
  struct making making = { .plan = *plan, .memory = -1, .state = { -1, -1 } };
  CLEANUP_FREE char *aside = template_begin (g, place);
  const int64_t start = monotonic_ms ();

  if (aside == NULL)
    return set_errno (g, errno, "no template can be kept in %s", place->cache);
  making.plan.start = START_AS_TEMPLATE;
  const int r = make (g, &making, slots, place, aside, times);
  machine_discard (g);
  if (r == -1)
    remove_tree (aside);
  else
    debug (g, "launch: the template %s was made in %lld ms", place->path,
           (long long) (monotonic_ms () - start));
  close_end (&making.memory);
  close_end (&making.state[0]);
  close_end (&making.state[1]);
  free (making.received.bytes);
  return r;
}
