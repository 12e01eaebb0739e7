/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Saves and restores a machine.  For qemu both are migrations of which the
 * memory is no part, because it is a shared file (capability
 * "x-ignore-shared"); the rest goes through a pipe. */

#include <config.h>

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "machine/machine-clock.h"
#include "machine/machine-end.h"
#include "qemu/hypervisor-migration.h"
#include "qemu/hypervisor.h"

#define RESTORING "restoring the template"
#define SAVING "saving the template"

#define POLL_NS (500 * 1000)

#define STATE_NAME "state"

/* Gives the hypervisor PIPE and tells it to leave out the memory. */
static int
prepare (guestfs_h *g, const char *step, int pipe)
{
  if (hypervisor_command_with (g, step, "getfd", json_pack ("{s:s}", "fdname", STATE_NAME), pipe)
      == -1)
    return -1;
  return hypervisor_command (
    g, step, "migrate-set-capabilities",
    json_pack ("{s:[{s:s, s:b}]}", "capabilities", "capability", "x-ignore-shared", "state", 1),
    NULL);
}

static json_t *
state_address (void)
{
  return json_pack ("{s:s}", "uri", "fd:" STATE_NAME);
}

int
hypervisor_save_state (guestfs_h *g, int pipe)
{
  if (prepare (g, SAVING, pipe) == -1 || hypervisor_command (g, SAVING, "stop", NULL, NULL) == -1)
    return -1;
  return hypervisor_command (g, SAVING, "migrate", state_address (), NULL);
}

int
hypervisor_load_state (guestfs_h *g, int pipe)
{
  if (prepare (g, RESTORING, pipe) == -1)
    return -1;
  return hypervisor_command (g, RESTORING, "migrate-incoming", state_address (), NULL);
}

/* 1 when it is complete, 0 while it is under way. */
static int
migration_state (guestfs_h *g)
{
  json_t *answer = NULL;

  if (hypervisor_command (g, RESTORING, "query-migrate", NULL, &answer) == -1)
    return -1;
  const char *status = json_string_value (json_object_get (answer, "status"));
  const bool complete = status != NULL && strcmp (status, "completed") == 0;
  const bool failed = status != NULL && strcmp (status, "failed") == 0;
  json_decref (answer);
  if (failed)
    return machine_launch_failed (g, EIO, "the hypervisor could not save or restore the devices");
  return complete;
}

int
hypervisor_wait_for_migration (guestfs_h *g)
{
  const struct timespec pause = { .tv_nsec = POLL_NS };
  int r;

  while ((r = migration_state (g)) == 0) {
    if (launch_check (g) == -1)
      return -1;
    nanosleep (&pause, NULL);
  }
  return r == 1 ? 0 : -1;
}
