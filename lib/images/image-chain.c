/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opens an image and what its header names, as far as image-policy.c allows
 * it. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/memory.h"
#include "cleanup.h"
#include "images/image-chain.h"
#include "images/image-format.h"
#include "images/image-policy.h"
#include "images/image-reference.h"

/* More layers than any sane chain of snapshots. */
#define MAX_LAYERS 256

/* How a file came to be opened. */
struct origin {
  const char *path;
  const char *format; /* as stated, or NULL */
  bool is_stated;     /* by somebody who is not a guest */
  bool readonly;
};

void
image_chain_free (struct image_chain *chain)
{
  for (size_t i = 0; i < chain->nr_layers; ++i) {
    free (chain->layers[i].path);
    free (chain->layers[i].format);
    if (chain->layers[i].fd >= 0)
      close (chain->layers[i].fd);
  }
  free (chain->layers);
  *chain = (struct image_chain) IMAGE_CHAIN_NONE;
}

/* ---- one file ---- */

static int
check_type (guestfs_h *g, const char *path, const struct stat *status)
{
  if (S_ISREG (status->st_mode) || S_ISBLK (status->st_mode) || S_ISCHR (status->st_mode))
    return 0;
  return set_error (g, S_ISDIR (status->st_mode) ? EISDIR : EINVAL,
                    "%s: it is neither a file nor a device", path);
}

/* Looks at it first, because opening can have an effect.  O_NONBLOCK: what has
 * become a FIFO since then would let us wait for ever. */
int
image_file_open (guestfs_h *g, const char *path, bool readonly, struct stat *status)
{
  if (stat (path, status) == -1)
    return set_errno (g, errno, "%s", path);
  if (check_type (g, path, status) == -1)
    return -1;
  CLEANUP_CLOSE int fd =
    open (path, (readonly ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd == -1 && !readonly && (errno == EACCES || errno == EROFS || errno == EPERM))
    return set_error (g, errno, "%s: %s: it cannot be written; add the drive read-only", path,
                      strerror (errno));
  if (fd == -1 || fstat (fd, status) == -1)
    return set_errno (g, errno, "%s", path);
  if (check_type (g, path, status) == -1)
    return -1;
  fcntl (fd, F_SETFL, 0);
  const int opened = fd;
  fd = -1;
  return opened;
}

static int
open_image (guestfs_h *g, const char *path, bool readonly, struct image_layer *layer)
{
  struct stat status;

  layer->fd = image_file_open (g, path, readonly, &status);
  if (layer->fd == -1)
    return -1;
  layer->is_device = !S_ISREG (status.st_mode);
  layer->is_written = !readonly;
  layer->device = layer->is_device ? status.st_rdev : status.st_dev;
  layer->inode = layer->is_device ? 0 : status.st_ino;
  return 0;
}

/* Two names of one file are one file, and a base that is also an overlay above
 * itself has no end. */
static int
check_loop (guestfs_h *g, const struct image_chain *chain, size_t number)
{
  const struct image_layer *layer = &chain->layers[number];

  for (size_t i = 0; i < number; ++i)
    if (chain->layers[i].device == layer->device && chain->layers[i].inode == layer->inode)
      return set_error (g, ELOOP, "%s: it is its own backing file, directly or through others",
                        layer->path);
  return 0;
}

static struct image_layer *
new_layer (guestfs_h *g, struct image_chain *chain, const char *path)
{
  if (chain->nr_layers == MAX_LAYERS) {
    set_error (g, ELOOP, "%s: more than %d images lie above one another", path, MAX_LAYERS);
    return NULL;
  }
  chain->layers = safe_realloc (g, chain->layers, (chain->nr_layers + 1) * sizeof *chain->layers);
  struct image_layer *layer = &chain->layers[chain->nr_layers++];
  *layer = (struct image_layer) {
    .path = safe_strdup (g, path), .fd = -1, .backing = -1, .data_file = -1
  };
  return layer;
}

/* A format that is stated and that we know nothing of is qemu's affair: it
 * names no files. */
static int
read_header (guestfs_h *g, const struct origin *origin, struct image_layer *layer,
             struct image_header *header)
{
  CLEANUP_FREE char *problem = NULL;
  enum image_kind kind;
  const bool is_known = origin->format != NULL && image_kind_from_name (origin->format, &kind);

  if (origin->format != NULL && !is_known) {
    layer->format = safe_strdup (g, origin->format);
    return 0;
  }
  if (image_header_read (layer->fd, is_known ? &kind : NULL, header, &problem) == -1) {
    const int err = errno;
    return set_error (g, err, "%s: %s%s", origin->path, problem ?: strerror (err),
                      origin->format == NULL ? "; if it is a raw disk, state format=raw" : "");
  }
  layer->format = safe_strdup (g, image_kind_name (header->kind));
  layer->can_have_backing = header->kind == IMAGE_QCOW2 || header->kind == IMAGE_QCOW
                            || header->kind == IMAGE_QED || header->kind == IMAGE_VMDK;
  return 0;
}

/* ---- what it names ---- */

static int open_layer (guestfs_h *g, const struct origin *origin, struct image_chain *chain);

/* The number of the layer, or -1 with the error set. */
static int
open_reference (guestfs_h *g, const struct origin *origin, const struct image_header *header,
                const struct image_reference *reference, struct image_chain *chain, size_t number)
{
  const struct image_referrer referrer = { .path = origin->path,
                                           .format = image_kind_name (header->kind),
                                           .is_trusted = origin->is_stated,
                                           .is_top = number == 0,
                                           .is_device = chain->layers[number].is_device,
                                           .readonly = origin->readonly };
  CLEANUP_FREE char *format = NULL;
  CLEANUP_FREE char *path = image_follow (g, &referrer, reference, &format);

  if (path == NULL)
    return -1;
  const struct origin below = { .path = path,
                                .format = format,
                                .is_stated = origin->is_stated && format != NULL,
                                .readonly = origin->readonly || reference->link == LINK_BACKING };
  return open_layer (g, &below, chain);
}

/* A description with one flat extent is that extent; qemu opens others by
 * their names, which it cannot do in its sandbox. */
static int
use_flat_extent (guestfs_h *g, const struct origin *origin, const struct image_header *header,
                 struct image_chain *chain, size_t number)
{
  const struct image_reference *extent = &header->references[0];
  struct image_layer *layer = &chain->layers[number];

  if (header->nr_references != 1 || extent->size == 0)
    return set_error (g, ENOTSUP,
                      "%s: VMDK images of several files are not supported, but for one flat "
                      "extent; make one file of it with \"qemu-img convert -O qcow2\"",
                      origin->path);
  const int below = open_reference (g, origin, header, extent, chain, number);
  if (below == -1)
    return -1;

  /* The extent takes the place of the description. */
  struct image_layer swapped = chain->layers[below];
  layer = &chain->layers[number];
  chain->layers[below] = *layer;
  *layer = swapped;
  layer->offset = extent->offset;
  layer->size = extent->size;
  free (chain->layers[below].path);
  free (chain->layers[below].format);
  close (chain->layers[below].fd);
  chain->nr_layers--;
  return 0;
}

static int
open_references (guestfs_h *g, const struct origin *origin, const struct image_header *header,
                 struct image_chain *chain, size_t number)
{
  for (size_t i = 0; i < header->nr_references; ++i)
    if (header->references[i].link == LINK_EXTENT)
      return use_flat_extent (g, origin, header, chain, number);
  for (size_t i = 0; i < header->nr_references; ++i) {
    const int below = open_reference (g, origin, header, &header->references[i], chain, number);

    if (below == -1)
      return -1;
    if (header->references[i].link == LINK_DATA_FILE)
      chain->layers[number].data_file = below;
    else
      chain->layers[number].backing = below;
  }
  return 0;
}

static int
open_layer (guestfs_h *g, const struct origin *origin, struct image_chain *chain)
{
  CLEANUP_IMAGE_HEADER struct image_header header = IMAGE_HEADER_NONE;
  const size_t number = chain->nr_layers;
  struct image_layer *layer = new_layer (g, chain, origin->path);

  if (layer == NULL || open_image (g, origin->path, origin->readonly, layer) == -1
      || check_loop (g, chain, number) == -1 || read_header (g, origin, layer, &header) == -1
      || open_references (g, origin, &header, chain, number) == -1)
    return -1;
  return (int) number;
}

int
image_chain_open (guestfs_h *g, const char *path, const char *format, bool readonly,
                  struct image_chain *chain)
{
  const struct origin origin = {
    .path = path, .format = format, .is_stated = format != NULL, .readonly = readonly
  };

  return open_layer (g, &origin, chain) == -1 ? -1 : 0;
}
