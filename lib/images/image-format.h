/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the header of a disk image says: its format, and which other files
 * belong to it.  The header may have been written by a guest. */

#ifndef GUESTFS_IMAGE_FORMAT_H
#define GUESTFS_IMAGE_FORMAT_H

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

/* ---- between the files that read formats ---- */

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
extern image_reader image_read_qcow2, image_read_qcow, image_read_qed, image_read_vmdk,
  image_read_vpc;

#endif /* GUESTFS_IMAGE_FORMAT_H */
