/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Describes a drive to qemu: a graph of block nodes (protocol, format, what
 * lies over it) and the disk on top of it.  Nothing here is text that qemu
 * parses by its own rules: paths and passwords are JSON strings. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/memory.h"
#include "cleanup.h"
#include "drives/drive-clash.h"
#include "drives/drive-protocols.h"
#include "drives/drive-source.h"
#include "drives/drives.h"
#include "images/image-chain.h"
#include "images/image-lock.h"
#include "qemu/qemu-drives.h"

/* Who may use the image besides this machine. */
enum sharing {
  KEEP_LOCK, /* the drive is written: nobody else may write what it consists of */
  NO_LOCK    /* it is only read, and a guest may be running on it */
};

void
drive_plan_free (struct drive_plan *plan)
{
  for (size_t i = 0; i < plan->nr_descriptors; ++i)
    close (plan->descriptors[i]);
  free (plan->descriptors);
  json_decref (plan->secrets);
  json_decref (plan->nodes);
  json_decref (plan->device);
  drive_files_free (&plan->files);
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

/* Lets NODE be the file that is open as FD, which belongs to the plan now. */
static void
use_descriptor (guestfs_h *g, struct drive_plan *plan, json_t *node, int fd, bool is_device,
                enum sharing sharing)
{
  plan->descriptors =
    safe_realloc (g, plan->descriptors, (plan->nr_descriptors + 1) * sizeof *plan->descriptors);
  plan->descriptors[plan->nr_descriptors++] = fd;
  set (g, node, "driver", json_string (is_device ? "host_device" : "file"));
  set (g, node, "locking", json_string (sharing == NO_LOCK ? "off" : "auto"));
  set (g, node, NODE_DESCRIPTOR, json_integer (fd));
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

/* ---- images that are files ---- */

/* The image is "dN-file" and "dN-image"; layer K below it "dN-K-file" and
 * "dN-K-image". */
static char *
role_of (guestfs_h *g, size_t layer, const char *role)
{
  return layer == 0 ? safe_strdup (g, role) : safe_asprintf (g, "%zu-%s", layer, role);
}

/* What writes to an image in an image is as careful as the drive is. */
struct manner {
  bool readonly, ignore_flushes, discard;
  enum sharing sharing;
};

static struct manner
manner_of (const struct drive *drive)
{
  return (struct manner) { .readonly = drive->readonly,
                           .ignore_flushes = drive->cache_unsafe,
                           .discard = drive->discard != DISCARD_DISABLE && !drive->readonly,
                           .sharing = drive->readonly ? NO_LOCK : KEEP_LOCK };
}

static json_t *
plan_layer (guestfs_h *g, struct image_chain *chain, size_t number, size_t index,
            const struct manner *manner, struct drive_plan *plan)
{
  const struct manner only_read = { .readonly = true, .sharing = manner->sharing };
  CLEANUP_FREE char *file_role = role_of (g, number, "file");
  CLEANUP_FREE char *image_role = role_of (g, number, "image");
  struct image_layer *layer = &chain->layers[number];
  json_t *backing = NULL, *data = NULL;

  if (layer->backing >= 0)
    backing = plan_layer (g, chain, layer->backing, index, &only_read, plan);
  if (layer->data_file >= 0)
    data = plan_layer (g, chain, layer->data_file, index, manner, plan);

  json_t *file =
    new_node (g, plan, index, file_role, manner->readonly, manner->ignore_flushes, manner->discard);
  use_descriptor (g, plan, file, layer->fd, layer->is_device, manner->sharing);
  layer->fd = -1;

  json_t *image = new_node (g, plan, index, image_role, manner->readonly, manner->ignore_flushes,
                            manner->discard);
  set (g, image, "driver", json_string (layer->format));
  put_over (g, image, "file", file);
  if (layer->size > 0) {
    set (g, image, "offset", json_integer (layer->offset));
    set (g, image, "size", json_integer (layer->size));
  }
  /* Nothing that the header names is opened by the hypervisor itself. */
  if (backing != NULL)
    put_over (g, image, "backing", backing);
  else if (layer->can_have_backing)
    set (g, image, "backing", json_null ());
  if (data != NULL)
    put_over (g, image, "data-file", data);
  return image;
}

static void
note_files (guestfs_h *g, const struct image_chain *chain, struct drive_plan *plan)
{
  for (size_t i = 0; i < chain->nr_layers; ++i) {
    const struct image_layer *layer = &chain->layers[i];

    drive_files_add (g, &plan->files,
                     &(struct drive_file) { .path = layer->path,
                                            .device = layer->device,
                                            .inode = layer->inode,
                                            .is_written = layer->is_written });
  }
}

static int
lock_files (guestfs_h *g, const struct image_chain *chain, const struct manner *manner)
{
  for (size_t i = 0; i < chain->nr_layers && manner->sharing == KEEP_LOCK; ++i)
    if (image_lock (g, &chain->layers[i]) == -1)
      return -1;
  return 0;
}

static json_t *
plan_file (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan)
{
  CLEANUP_IMAGE_CHAIN struct image_chain chain = IMAGE_CHAIN_NONE;
  const struct manner manner = manner_of (drive);

  if (image_chain_open (g, drive->path, drive->format_given ? drive->format : NULL, drive->readonly,
                        &chain)
      == -1)
    return NULL;
  note_files (g, &chain, plan);
  if (drive_files_check (g, drive, index, &plan->files) == -1
      || lock_files (g, &chain, &manner) == -1)
    return NULL;
  return plan_layer (g, &chain, 0, index, &manner, plan);
}

/* ---- images on the network ---- */

static json_t *
plan_network (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan)
{
  const struct manner manner = manner_of (drive);
  json_t *protocol =
    new_node (g, plan, index, "file", manner.readonly, manner.ignore_flushes, manner.discard);

  if (describe_network (g, drive, index, plan, protocol) == -1)
    return NULL;
  json_t *image =
    new_node (g, plan, index, "image", manner.readonly, manner.ignore_flushes, manner.discard);
  set (g, image, "driver", json_string (drive->format));
  put_over (g, image, "file", protocol);
  /* Reaches the backing files that the image names, too. */
  if (manner.readonly)
    set (g, image, "force-share", json_true ());
  return image;
}

/* ---- above the image ---- */

/* What takes the writes of a read-only drive: a file that has no name any
 * more, in which the hypervisor makes an empty image. */
static int
open_overlay (guestfs_h *g)
{
  CLEANUP_FREE char *path = handle_tmpname (g, "overlay", "qcow2");

  if (path == NULL)
    return -1;
  const int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd == -1)
    return set_errno (g, errno, "%s: cannot make a file for what is written to a read-only drive",
                      path);
  unlink (path);
  return fd;
}

static json_t *
plan_overlay (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan,
              const json_t *image)
{
  const bool discard = drive->discard != DISCARD_DISABLE;
  const int fd = open_overlay (g);

  if (fd == -1)
    return NULL;
  json_t *file = new_node (g, plan, index, "overlay-file", false, true, discard);
  use_descriptor (g, plan, file, fd, false, KEEP_LOCK);
  put_over (g, file, NODE_OVERLAY_OF, image);
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

/* What fails on the host is an error of the guest's call.  By default the machine would
 * be stopped while the host's disk is full, and the call would not end. */
json_t *
disk_device (size_t index)
{
  return json_pack ("{s:s, s:o, s:s, s:i, s:i, s:i, s:s, s:s}", "driver", "scsi-hd", "id",
                    json_sprintf ("d%zu", index), "bus", "scsi.0", "channel", 0, "scsi-id",
                    (int) index, "lun", 0, "werror", "report", "rerror", "report");
}

/* The label is the disk's serial number: the daemon makes its link from it. */
static void
plan_device (guestfs_h *g, const struct drive *drive, size_t index, struct drive_plan *plan,
             const json_t *top)
{
  plan->device = disk_device (index);
  if (plan->device == NULL)
    out_of_memory (g);
  put_over (g, plan->device, "drive", top);
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
  json_t *top = drive->protocol == DRIVE_FILE ? plan_file (g, drive, index, plan)
                                              : plan_network (g, drive, index, plan);
  if (top != NULL && drive->readonly)
    top = plan_overlay (g, drive, index, plan, top);
  if (top != NULL && drive->copyonread)
    top = plan_copy_on_read (g, drive, index, plan, top);
  if (top == NULL)
    return -1;
  plan_device (g, drive, index, plan, top);
  return 0;
}
