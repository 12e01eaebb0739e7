/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives the hypervisor disks and takes them away, over QMP, before the machine
 * runs and while it does.  Disk INDEX is the device "dINDEX"; all block nodes
 * that belong to it have names that begin with "dINDEX-". */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "base/device-letters.h"
#include "base/handle.h"
#include "base/memory.h"
#include "cleanup.h"
#include "clock.h"
#include "drives/drive-protocols.h"
#include "drives/drives.h"
#include "images/overlay.h"
#include "machine/machine.h"
#include "machine/qmp.h"
#include "qemu/hypervisor-drives.h"
#include "qemu/hypervisor.h"
#include "qemu/qemu-drives.h"

/* Enough for a kernel to look for partitions. */
#define BLANK_DISK_SIZE (1024 * 1024)

/* A node is in use as long as its device is not quite gone. */
#define REMOVE_MS 10000
#define REMOVE_STEP_NS (1000 * 1000)

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

/* The hypervisor gets a copy of the node's descriptor.  Returns the number of
 * its set of descriptors, 0 if the node is no file, -1 with the error set. */
static json_int_t
pass_descriptor (guestfs_h *g, const char *step, json_t *node)
{
  const json_t *descriptor = json_object_get (node, NODE_DESCRIPTOR);
  CLEANUP_FREE char *problem = NULL;
  json_t *answer = NULL;

  if (descriptor == NULL)
    return 0;
  if (qmp_command_with (g->machine->qmp, "add-fd", NULL, (int) json_integer_value (descriptor),
                        monotonic_ms () + REMOVE_MS, &answer, &problem)
      == -1)
    return hypervisor_failed (g, step, problem);
  const json_int_t set = json_integer_value (json_object_get (answer, "fdset-id"));
  json_decref (answer);
  json_object_del (node, NODE_DESCRIPTOR);
  if (json_object_set_new (node, "filename", json_sprintf ("/dev/fdset/%d", (int) set)) == -1)
    out_of_memory (g);
  return set;
}

/* Size in bytes of the disk that the node shows, or -1 with the error set. */
static json_int_t
size_of_node (guestfs_h *g, const char *step, const char *name)
{
  json_t *nodes = NULL, *node;
  json_int_t size = -1;
  size_t i;

  if (hypervisor_command (g, step, "query-named-block-nodes", json_pack ("{s:b}", "flat", 1),
                          &nodes)
      == -1)
    return -1;
  json_array_foreach (nodes, i, node)
  {
    const char *its_name = json_string_value (json_object_get (node, "node-name"));

    if (its_name != NULL && strcmp (its_name, name) == 0)
      size = json_integer_value (json_object_get (json_object_get (node, "image"), "virtual-size"));
  }
  json_decref (nodes);
  return size >= 0 ? size : hypervisor_refused (g, EIO, step, "the size of %s is not known", name);
}

/* The file of NODE becomes an empty image that is as large as the image of
 * which it is an overlay.  The hypervisor cannot do it: while it waits for the
 * state of a template, it writes to no image. */
static int
make_overlay (guestfs_h *g, const char *step, json_t *node)
{
  const char *image = json_string_value (json_object_get (node, NODE_OVERLAY_OF));
  const int fd = (int) json_integer_value (json_object_get (node, NODE_DESCRIPTOR));
  const json_int_t size = size_of_node (g, step, image);

  if (size == -1)
    return -1;
  if (overlay_write (fd, size) == -1)
    return hypervisor_refused (g, errno, step, "making an overlay: %s", strerror (errno));
  json_object_del (node, NODE_OVERLAY_OF);
  return 0;
}

/* The node has a copy of the descriptor, if it could be made. */
static int
add_node (guestfs_h *g, const char *step, json_t *node)
{
  if (json_object_get (node, NODE_OVERLAY_OF) != NULL && make_overlay (g, step, node) == -1)
    return -1;
  const json_int_t set = pass_descriptor (g, step, node);
  if (set == -1)
    return -1;
  const int r = hypervisor_command (g, step, "blockdev-add", json_incref (node), NULL);
  if (set > 0 && !g->machine_is_lost)
    try_command (g, "remove-fd", json_pack ("{s:I}", "fdset-id", set), NULL);
  return r;
}

static int
add_nodes (guestfs_h *g, const char *step, json_t *nodes)
{
  size_t i;
  json_t *node;

  json_array_foreach (nodes, i, node)
  {
    if (add_node (g, step, node) == -1)
      return -1;
  }
  return 0;
}

int
hypervisor_add_drive (guestfs_h *g, struct drive *drive, size_t index)
{
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };
  CLEANUP_FREE char *name = drive_device_name (g, index);
  CLEANUP_FREE char *step =
    safe_asprintf (g, "adding drive %s (%s %s, format %s)", name,
                   drive_protocol_name (drive->protocol), drive->path, drive->format);

  if (drive_plan (g, drive, index, &plan) == -1)
    return -1;
  if (add_objects (g, step, "object-add", plan.secrets) == -1
      || add_nodes (g, step, plan.nodes) == -1)
    return -1;
  drive->files = plan.files;
  plan.files = (struct drive_files) { .count = 0 };
  return hypervisor_command (g, step, "device_add", json_incref (plan.device), NULL);
}

/* What a launch that failed has left of them means nothing. */
static void
forget_files (guestfs_h *g)
{
  for (size_t i = 0; i < g->drives.count; ++i)
    drive_files_free (&g->drives.list[i]->files);
}

int
hypervisor_add_drives (guestfs_h *g)
{
  forget_files (g);
  for (size_t i = 0; i < g->drives.count; ++i)
    if (hypervisor_add_drive (g, g->drives.list[i], i) == -1)
      return -1;
  return 0;
}

/* ---- blank disks ---- */

static int
add_blank_disk (guestfs_h *g, size_t index)
{
  static const char step[] = "adding a blank disk";
  CLEANUP_FREE char *node = safe_asprintf (g, "d%zu-blank", index);
  json_t *device = disk_device (index);

  if (device == NULL || json_object_set_new (device, "drive", json_string (node)) == -1)
    out_of_memory (g);
  if (hypervisor_command (g, step, "blockdev-add",
                          json_pack ("{s:s, s:s, s:i}", "driver", "null-co", "node-name", node,
                                     "size", BLANK_DISK_SIZE),
                          NULL)
      == -1) {
    json_decref (device);
    return -1;
  }
  return hypervisor_command (g, step, "device_add", device, NULL);
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
