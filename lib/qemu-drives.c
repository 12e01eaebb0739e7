/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Describes a drive to qemu: a graph of block nodes (protocol, format, what
 * lies over it) and the disk on top of it.  Nothing here is text that qemu
 * parses by its own rules: paths and passwords are JSON strings. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "launch.h"

/* Who may use the image besides this machine. */
enum sharing {
  KEEP_LOCK, /* it is written: nobody else may open it */
  NO_LOCK    /* it is only read, and a guest may be running on it */
};

void
drive_plan_free (struct drive_plan *plan)
{
  json_decref (plan->secrets);
  json_decref (plan->nodes);
  json_decref (plan->device);
  *plan = (struct drive_plan) { .nodes = NULL };
}

/* Takes over VALUE; a value that could not be made for lack of memory ends
 * here. */
static void
set (guestfs_h *g, json_t *object, const char *name, json_t *value)
{
  if (value == NULL || json_object_set_new (object, name, value) == -1)
    out_of_memory (g);
}

static void
append (guestfs_h *g, json_t *array, json_t *value)
{
  if (value == NULL || json_array_append_new (array, value) == -1)
    out_of_memory (g);
}

/* A string of the user's, which JSON needs to be UTF-8. */
static int
set_user_text (guestfs_h *g, json_t *object, const char *name, const char *text)
{
  json_t *value = json_string (text);

  if (value == NULL)
    return set_error (g, EINVAL,
                      "guestfs_launch failed: \"%s\" cannot be given to the hypervisor because it "
                      "is not UTF-8; use another name or a symbolic link",
                      text);
  set (g, object, name, value);
  return 0;
}

/* A cephx key is written in base64 everywhere; other secrets are passwords. */
static int
add_secret (guestfs_h *g, const struct drive *drive, const char *id, struct drive_plan *plan)
{
  json_t *secret = json_pack ("{s:s, s:s, s:s}", "qom-type", "secret", "id", id, "format",
                              drive->protocol == DRIVE_RBD ? "base64" : "raw");

  append (g, plan->secrets, secret);
  return set_user_text (g, secret, "data", drive->secret);
}

/* A whole disk, a volume or a file. */
static int
describe_file (guestfs_h *g, json_t *node, const char *path, enum sharing sharing)
{
  struct stat status;

  if (stat (path, &status) == -1)
    return set_errno (g, errno, "guestfs_launch failed: %s", path);
  const bool is_device = S_ISBLK (status.st_mode) || S_ISCHR (status.st_mode);
  set (g, node, "driver", json_string (is_device ? "host_device" : "file"));
  set (g, node, "locking", json_string (sharing == NO_LOCK ? "off" : "auto"));
  return set_user_text (g, node, "filename", path);
}

/* An image on the network; what it needs to log in becomes an object. */
static int
describe_network (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan,
                  json_t *node)
{
  CLEANUP_FREE char *secret_id = NULL;

  if (drive->secret != NULL) {
    secret_id = safe_asprintf (g, "d%zu-secret", index);
    if (add_secret (g, drive, secret_id, plan) == -1)
      return -1;
  }
  json_t *source = drive_source_node (g, drive, secret_id);
  if (json_object_update (node, source) == -1)
    out_of_memory (g);
  json_decref (source);
  return 0;
}

/* A node "dINDEX-ROLE", empty but for what all nodes have; it belongs to the
 * plan. */
static json_t *
new_node (guestfs_h *g, struct drive_plan *plan, size_t index, const char *role, bool readonly,
          bool ignore_flushes, bool discard)
{
  CLEANUP_FREE char *name = safe_asprintf (g, "d%zu-%s", index, role);
  json_t *node =
    json_pack ("{s:s, s:b, s:s, s:{s:b, s:b}}", "node-name", name, "read-only", readonly, "discard",
               discard ? "unmap" : "ignore", "cache", "direct", 0, "no-flush", ignore_flushes);

  append (g, plan->nodes, node);
  return node;
}

/* Lets NODE refer to the node BELOW it. */
static void
put_over (guestfs_h *g, json_t *node, const char *link, const json_t *below)
{
  set (g, node, link, json_string (json_string_value (json_object_get (below, "node-name"))));
}

/* The image itself: its protocol and its format. */
static json_t *
plan_image (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan)
{
  const bool discard = drive->discard != DISCARD_DISABLE && !drive->readonly;
  const bool readonly = drive->readonly;
  json_t *protocol = new_node (g, plan, index, "file", readonly, drive->cache_unsafe, discard);

  const int r = drive->protocol == DRIVE_FILE
                  ? describe_file (g, protocol, drive->path, readonly ? NO_LOCK : KEEP_LOCK)
                  : describe_network (g, drive, index, plan, protocol);
  if (r == -1)
    return NULL;

  json_t *image = new_node (g, plan, index, "image", readonly, drive->cache_unsafe, discard);
  set (g, image, "driver", json_string (drive->format));
  put_over (g, image, "file", protocol);
  /* Reaches the backing files that the image names, too. */
  if (readonly)
    set (g, image, "force-share", json_true ());
  return image;
}

/* What takes the writes of a read-only drive; it is thrown away in the end. */
static json_t *
plan_overlay (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan,
              const json_t *image)
{
  const bool discard = drive->discard != DISCARD_DISABLE;
  json_t *file = new_node (g, plan, index, "overlay-file", false, true, discard);

  if (describe_file (g, file, drive->overlay, KEEP_LOCK) == -1)
    return NULL;
  json_t *overlay = new_node (g, plan, index, "overlay", false, true, discard);
  set (g, overlay, "driver", json_string ("qcow2"));
  put_over (g, overlay, "file", file);
  put_over (g, overlay, "backing", image);
  return overlay;
}

static json_t *
plan_copy_on_read (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan,
                   const json_t *below)
{
  json_t *node = new_node (g, plan, index, "copy-on-read", false, drive->cache_unsafe,
                           drive->discard != DISCARD_DISABLE);

  set (g, node, "driver", json_string ("copy-on-read"));
  put_over (g, node, "file", below);
  return node;
}

/* The label is the disk's serial number: the daemon makes its link from it. */
static void
plan_device (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan,
             const json_t *top)
{
  plan->device = json_pack ("{s:s, s:s, s:i, s:i, s:i}", "driver", "scsi-hd", "bus", "scsi.0",
                            "channel", 0, "scsi-id", (int) index, "lun", 0);
  if (plan->device == NULL)
    out_of_memory (g);
  put_over (g, plan->device, "drive", top);
  set (g, plan->device, "id", json_sprintf ("d%zu", index));
  if (drive->label != NULL)
    set (g, plan->device, "serial", json_string (drive->label));
  if (drive->blocksize != 0) {
    set (g, plan->device, "logical_block_size", json_integer (drive->blocksize));
    set (g, plan->device, "physical_block_size", json_integer (drive->blocksize));
  }
}

/* "enable" promises that the host frees the blocks; these can. */
static int
check_discard (guestfs_h *g, const struct drive *drive)
{
  if (drive->discard != DISCARD_ENABLE)
    return 0;
  if (strcmp (drive->format, "raw") != 0 && strcmp (drive->format, "qcow2") != 0)
    return set_error (g, ENOTSUP,
                      "guestfs_launch failed: %s: discard cannot be enabled because images of "
                      "format %s do not support it; use \"besteffort\"",
                      drive->path, drive->format);
  if (drive->protocol != DRIVE_FILE && drive->protocol != DRIVE_NBD && drive->protocol != DRIVE_RBD
      && drive->protocol != DRIVE_ISCSI)
    return set_error (g, ENOTSUP,
                      "guestfs_launch failed: %s: discard cannot be enabled because protocol %s "
                      "does not support it; use \"besteffort\"",
                      drive->path, drive_protocol_name (drive->protocol));
  return 0;
}

int
drive_plan (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan)
{
  if (check_discard (g, drive) == -1)
    return -1;

  plan->nodes = json_array ();
  plan->secrets = json_array ();
  json_t *top = plan_image (g, drive, index, plan);
  if (top != NULL && drive->overlay != NULL)
    top = plan_overlay (g, drive, index, plan, top);
  if (top != NULL && drive->copyonread)
    top = plan_copy_on_read (g, drive, index, plan, top);
  if (top == NULL)
    return -1;
  plan_device (g, drive, index, plan, top);
  return 0;
}
