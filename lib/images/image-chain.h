/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A disk image and all the files that belong to it, open. */

#ifndef GUESTFS_IMAGE_CHAIN_H
#define GUESTFS_IMAGE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/handle-type.h"

/* One file. */
struct image_layer {
  char *path;
  char *format; /* name of qemu's driver: "raw", "qcow2" … */
  bool can_have_backing;
  bool is_device;
  bool is_written;
  dev_t device; /* of a device: its own number, and no inode */
  ino_t inode;
  int fd;
  int backing, data_file; /* numbers of layers, or -1 */
  uint64_t offset, size;  /* part of a raw file; size 0: all of it */
};

struct image_chain {
  struct image_layer *layers; /* the image itself is the first */
  size_t nr_layers;
};

#define IMAGE_CHAIN_NONE \
  {                      \
    .nr_layers = 0       \
  }

/* Opens a file or a device, and nothing that could block; -1 with the error
 * set. */
extern int image_file_open (guestfs_h *g, const char *path, bool readonly, struct stat *status);

/* Opens the image PATH, whose format the caller stated or not (NULL), with
 * the rights of the caller.  What is below it is only read.  0, or -1 with the
 * error set; to be freed in any case. */
extern int image_chain_open (guestfs_h *g, const char *path, const char *format, bool readonly,
                             struct image_chain *chain);
extern void image_chain_free (struct image_chain *chain);
#define CLEANUP_IMAGE_CHAIN __attribute__ ((cleanup (image_chain_free)))

#endif /* GUESTFS_IMAGE_CHAIN_H */
