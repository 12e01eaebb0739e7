/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives the hypervisor disks and takes them away, over QMP, before the machine
 * runs and while it does.  Disk INDEX is the device "dINDEX"; all block nodes
 * that belong to it have names that begin with "dINDEX-". */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "launch.h"

/* Enough for a kernel to look for partitions. */
#define BLANK_DISK_SIZE (1024 * 1024)

/* A node is in use as long as its device is not quite gone. */
#define REMOVE_MS 10000
#define REMOVE_STEP_NS (1000 * 1000)

static int
add_objects (guestfs_h *g, const char *step, const char *name, json_t *objects)
{
  size_t i;
  json_t *object;

  json_array_foreach (objects, i, object)
  {
    if (hypervisor_command (g, step, name, json_incref (object), NULL) == -1)
      return -1;
  }
  return 0;
}

int
hypervisor_add_drive (guestfs_h *g, const struct drive *drive, size_t index)
{
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };
  CLEANUP_FREE char *name = drive_device_name (g, index);
  CLEANUP_FREE char *step =
    safe_asprintf (g, "adding drive %s (%s %s, format %s)", name,
                   drive_protocol_name (drive->protocol), drive->path, drive->format);

  if (drive_plan (g, drive, index, &plan) == -1)
    return -1;
  if (add_objects (g, step, "object-add", plan.secrets) == -1
      || add_objects (g, step, "blockdev-add", plan.nodes) == -1)
    return -1;
  return hypervisor_command (g, step, "device_add", json_incref (plan.device), NULL);
}

int
hypervisor_add_drives (guestfs_h *g)
{
  for (size_t i = 0; i < g->nr_drives; ++i)
    if (hypervisor_add_drive (g, g->drives[i], i) == -1)
      return -1;
  return 0;
}

/* ---- blank disks ---- */

static int
add_blank_disk (guestfs_h *g, size_t index)
{
  static const char step[] = "adding a blank disk";
  CLEANUP_FREE char *node = safe_asprintf (g, "d%zu-blank", index);
  CLEANUP_FREE char *id = safe_asprintf (g, "d%zu", index);

  if (hypervisor_command (g, step, "blockdev-add",
                          json_pack ("{s:s, s:s, s:i}", "driver", "null-co", "node-name", node,
                                     "size", BLANK_DISK_SIZE),
                          NULL)
      == -1)
    return -1;
  return hypervisor_command (g, step, "device_add",
                             json_pack ("{s:s, s:s, s:s, s:i, s:i, s:i, s:s}", "driver", "scsi-hd",
                                        "id", id, "bus", "scsi.0", "channel", 0, "scsi-id",
                                        (int) index, "lun", 0, "drive", node),
                             NULL);
}

int
hypervisor_add_blank_disks (guestfs_h *g, size_t first, size_t end)
{
  for (size_t i = first; i < end; ++i) {
    if (add_blank_disk (g, i) == -1)
      return -1;
    g->machine->blank_disks |= UINT32_C (1) << i;
  }
  return 0;
}

/* ---- taking away ---- */

/* A command that may fail: what it is about may not be there, or not be ready
 * for it yet. */
static bool
try_command (guestfs_h *g, const char *name, json_t *arguments, json_t **result)
{
  CLEANUP_FREE char *problem = NULL;

  return qmp_command (g->machine->qmp, name, arguments, monotonic_ms () + REMOVE_MS, result,
                      &problem)
         == 0;
}

/* Removes those nodes that no other uses: how many are left. */
static size_t
remove_free_nodes (guestfs_h *g, const char *prefix)
{
  json_t *nodes = NULL, *node;
  size_t i, left = 0;

  if (!try_command (g, "query-named-block-nodes", json_pack ("{s:b}", "flat", 1), &nodes))
    return 0; /* the hypervisor is gone */
  json_array_foreach (nodes, i, node)
  {
    const char *name = json_string_value (json_object_get (node, "node-name"));

    if (name != NULL && strncmp (name, prefix, strlen (prefix)) == 0
        && !try_command (g, "blockdev-del", json_pack ("{s:s}", "node-name", name), NULL))
      left++;
  }
  json_decref (nodes);
  return left;
}

void
hypervisor_remove_disk (guestfs_h *g, size_t index)
{
  const struct timespec pause = { .tv_nsec = REMOVE_STEP_NS };
  const int64_t deadline = monotonic_ms () + REMOVE_MS;
  CLEANUP_FREE char *id = safe_asprintf (g, "d%zu", index);
  CLEANUP_FREE char *prefix = safe_asprintf (g, "d%zu-", index);
  CLEANUP_FREE char *secret = safe_asprintf (g, "d%zu-secret", index);

  try_command (g, "device_del", json_pack ("{s:s}", "id", id), NULL);
  while (remove_free_nodes (g, prefix) > 0 && milliseconds_until (deadline) > 0)
    nanosleep (&pause, NULL);
  try_command (g, "object-del", json_pack ("{s:s}", "id", secret), NULL);
}

void
hypervisor_make_room (guestfs_h *g, size_t index)
{
  if (index >= 32 || (g->machine->blank_disks & (UINT32_C (1) << index)) == 0)
    return;
  hypervisor_remove_disk (g, index);
  g->machine->blank_disks &= ~(UINT32_C (1) << index);
}
