/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the header of a disk image says: its format, and which other files
 * belong to it.  The header may have been written by a guest. */

#ifndef GUESTFS_IMAGE_FORMAT_H
#define GUESTFS_IMAGE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "images/image-reference.h"

/* qemu's names of the drivers: "raw", "qcow2" … */
extern const char *image_kind_name (enum image_kind kind);
extern bool image_kind_from_name (const char *name, enum image_kind *kind);

/* Reads the header of the file FD, whose position does not change.  EXPECTED:
 * the format it must have; NULL: finds it out, and what nothing recognises is
 * raw.  0, or -1 with errno and *PROBLEM, a malloc'd text or NULL.  A header
 * that is recognised and makes no sense is an error and never raw. */
extern int image_header_read (int fd, const enum image_kind *expected, struct image_header *header,
                              char **problem);
/* The same from the first bytes of a file. */
extern int image_header_parse (const void *bytes, size_t size, const enum image_kind *expected,
                               struct image_header *header, char **problem);
extern void image_header_free (struct image_header *header);
#define CLEANUP_IMAGE_HEADER __attribute__ ((cleanup (image_header_free)))

#endif /* GUESTFS_IMAGE_FORMAT_H */
