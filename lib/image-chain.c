/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opens an image and what its header names.
 *
 * A guest can write any header into a disk that is raw, and name any file of
 * the host in it.  So the names in an image whose format nobody stated are
 * followed only to files that lie beside it, which whoever put it there put
 * there too; the backend setting "backing" makes that stricter or looser.  What
 * somebody states to be qcow2 was written by a hypervisor, and names what that
 * was told to name. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image-chain.h"

/* More layers than any sane chain of snapshots. */
#define MAX_LAYERS 256

enum backing_policy { BACKING_BESIDE, BACKING_ANY, BACKING_NONE };

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

static int
read_policy (guestfs_h *g, enum backing_policy *policy)
{
  const char *setting = backend_setting (g, "backing") ?: "beside";

  if (strcmp (setting, "beside") == 0)
    *policy = BACKING_BESIDE;
  else if (strcmp (setting, "any") == 0)
    *policy = BACKING_ANY;
  else if (strcmp (setting, "none") == 0)
    *policy = BACKING_NONE;
  else
    return set_error (g, EINVAL,
                      "backend setting backing=%s: the value must be beside, any or none", setting);
  return 0;
}

/* ---- one file ---- */

/* Not waiting for what is no disk: a FIFO would let us wait for ever. */
static int
open_image (guestfs_h *g, const char *path, bool readonly, struct image_layer *layer)
{
  struct stat status;

  layer->fd = open (path, (readonly ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (layer->fd == -1 || fstat (layer->fd, &status) == -1)
    return set_errno (g, errno, "%s", path);
  layer->is_device = S_ISBLK (status.st_mode) || S_ISCHR (status.st_mode);
  if (!layer->is_device && !S_ISREG (status.st_mode))
    return set_error (g, S_ISDIR (status.st_mode) ? EISDIR : EINVAL,
                      "%s: it is neither a file nor a device", path);
  fcntl (layer->fd, F_SETFL, 0);
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
    return set_error (g, err, "%s: %s", origin->path, problem ?: strerror (err));
  }
  layer->format = safe_strdup (g, image_kind_name (header->kind));
  layer->can_have_backing = header->kind == IMAGE_QCOW2 || header->kind == IMAGE_QCOW
                            || header->kind == IMAGE_QED || header->kind == IMAGE_VMDK;
  return 0;
}

/* ---- what it names ---- */

/* qemu takes "name:" before the first slash for a protocol. */
static bool
has_protocol (const char *name)
{
  return name[strcspn (name, ":/")] == ':';
}

/* Relative names are relative to the image that has them. */
static char *
resolve_name (guestfs_h *g, const char *image, const char *name)
{
  const char *slash = strrchr (image, '/');

  if (name[0] == '/' || slash == NULL)
    return safe_strdup (g, name);
  return safe_asprintf (g, "%.*s/%s", (int) (slash - image), image, name);
}

/* Whether FILE is in the directory of IMAGE or below it, links resolved. */
static bool
lies_beside (const char *image, const char *file)
{
  CLEANUP_FREE char *real_image = realpath (image, NULL), *real_file = realpath (file, NULL);

  if (real_image == NULL || real_file == NULL)
    return false;
  const size_t length = strrchr (real_image, '/') - real_image + 1;
  return strncmp (real_image, real_file, length) == 0;
}

static int
check_reference (guestfs_h *g, const struct origin *origin, const struct image_header *header,
                 const struct image_reference *reference, const char *path)
{
  static const char *const whats[] = {
    [LINK_BACKING] = "backing file", [LINK_DATA_FILE] = "data file", [LINK_EXTENT] = "extent"
  };
  const char *what = whats[reference->link], *format = image_kind_name (header->kind);
  enum backing_policy policy;

  if (read_policy (g, &policy) == -1)
    return -1;
  if (policy == BACKING_NONE)
    return set_error (g, EPERM,
                      "%s: its header names the %s %s, and the backend setting backing=none "
                      "forbids that other files are opened",
                      origin->path, what, reference->name);
  if (has_protocol (reference->name))
    return set_error (g, ENOTSUP,
                      "%s: its header names the %s %s, which is not the name of a local file; "
                      "images that need others over the network are not supported",
                      origin->path, what, reference->name);
  if (policy == BACKING_ANY || origin->is_stated || lies_beside (origin->path, path))
    return 0;
  return set_error (
    g, EPERM,
    "%s: it looks like a %s image whose %s is %s, but its format was not stated, and a guest can "
    "write such a header into a raw disk to reach other files. If it is a %s image, state that "
    "(format=%s); if it is a raw disk, state format=raw. The backend setting backing=any trusts "
    "all headers",
    origin->path, format, what, reference->name, format, format);
}

static int open_layer (guestfs_h *g, const struct origin *origin, struct image_chain *chain);

/* The number of the layer, or -1 with the error set. */
static int
open_reference (guestfs_h *g, const struct origin *origin, const struct image_header *header,
                const struct image_reference *reference, struct image_chain *chain)
{
  CLEANUP_FREE char *path = resolve_name (g, origin->path, reference->name);
  const bool holds_data = reference->link != LINK_BACKING;
  const struct origin below = { .path = path,
                                .format = holds_data ? "raw" : reference->format,
                                .is_stated = origin->is_stated && reference->format != NULL,
                                .readonly = origin->readonly || !holds_data };

  if (check_reference (g, origin, header, reference, path) == -1)
    return -1;
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
  const int below = open_reference (g, origin, header, extent, chain);
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
    const int below = open_reference (g, origin, header, &header->references[i], chain);

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
      || read_header (g, origin, layer, &header) == -1
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
