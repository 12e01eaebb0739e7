/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is found in the header of a disk image. */

#ifndef GUESTFS_IMAGE_REFERENCE_H
#define GUESTFS_IMAGE_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum image_kind {
  IMAGE_RAW,
  IMAGE_QCOW2,
  IMAGE_QCOW,
  IMAGE_QED,
  IMAGE_VMDK,
  IMAGE_VDI,
  IMAGE_VPC,
  IMAGE_VHDX,
  IMAGE_PARALLELS
};

enum image_link {
  LINK_BACKING,   /* below it, what it does not hold itself */
  LINK_DATA_FILE, /* holds the data of a qcow2 file that is only metadata */
  LINK_EXTENT     /* a part of a VMDK */
};

/* Another file that the header names. */
struct image_reference {
  enum image_link link;
  char *name;            /* as it is written there, never empty */
  char *format;          /* of a backing file, if it is stated; or NULL */
  uint64_t offset, size; /* LINK_EXTENT: bytes of the file; size 0: not stated */
};

struct image_header {
  enum image_kind kind;
  bool has_size;         /* that the header says it, and its reader reads it */
  uint64_t virtual_size; /* bytes */
  struct image_reference *references;
  size_t nr_references;
};

#define IMAGE_HEADER_NONE \
  {                       \
    .kind = IMAGE_RAW     \
  }

/* As much of a file as any header needs. */
#define IMAGE_HEADER_BYTES (1 << 20)

/* Adds a reference to a name of SIZE bytes.  0, or -1 with errno and
 * *PROBLEM. */
extern int image_add_reference (struct image_header *header, enum image_link link, const void *name,
                                size_t size, char **problem);
/* Sets errno to EINVAL and *PROBLEM.  -1. */
extern int image_malformed (char **problem, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3)));

/* The disk has SECTORS of 512 bytes, in all or more. */
extern int image_add_sectors (struct image_header *header, uint64_t sectors, char **problem);

typedef int image_reader (const unsigned char *bytes, size_t size, struct image_header *header,
                          char **problem);

#endif /* GUESTFS_IMAGE_REFERENCE_H */
