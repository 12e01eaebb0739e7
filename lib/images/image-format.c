/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Recognises disk images by their first bytes.  Formats that can name no other
 * file (VDI, Parallels) or whose parents the hypervisor does not open (VHDX)
 * are only recognised; the others are read as far as names go. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cleanup.h"
#include "images/image-format.h"

/* PATH_MAX of Linux: no longer name can be opened. */
#define NAME_MAX_SIZE 4096

/* A VMDK of 2 TiB in pieces of 2 GiB has a thousand. */
#define MAX_REFERENCES 1024

struct magic {
  enum image_kind kind;
  size_t offset, size;
  const char *bytes;
};

/* qcow2: docs/interop/qcow2.txt in qemu, "Header" (version 1 is the older
 * format).  QED: docs/interop/qed_spec.txt.  VMDK: VMware, Virtual Disk Format
 * 5.0, "Hosted Sparse Extents", "ESXi Host Sparse Extents", "The Descriptor
 * File".  VDI: VBox/Storage/VDICore.h, VDI_IMAGE_SIGNATURE after a text of 64
 * bytes.  VHD: Microsoft, Virtual Hard Disk Image Format Specification, "Hard
 * Disk Footer Format"; a dynamic disk has a copy at its start.  VHDX:
 * [MS-VHDX] 2.2.1.  Parallels: docs/interop/parallels.txt. */
static const struct magic magics[] = {
  { IMAGE_QCOW2, 0, 8, "QFI\xfb\0\0\0\x02" },
  { IMAGE_QCOW2, 0, 8, "QFI\xfb\0\0\0\x03" },
  { IMAGE_QCOW, 0, 8, "QFI\xfb\0\0\0\x01" },
  { IMAGE_QED, 0, 4, "QED\0" },
  { IMAGE_VMDK, 0, 4, "KDMV" },
  { IMAGE_VMDK, 0, 4, "COWD" },
  { IMAGE_VMDK, 0, 21, "# Disk DescriptorFile" },
  { IMAGE_VDI, 64, 4, "\x7f\x10\xda\xbe" },
  { IMAGE_VPC, 0, 8, "conectix" },
  { IMAGE_VHDX, 0, 8, "vhdxfile" },
  { IMAGE_PARALLELS, 0, 16, "WithoutFreeSpace" },
  { IMAGE_PARALLELS, 0, 16, "WithouFreSpacExt" },
};

static const struct {
  const char *name;
  image_reader *read; /* NULL: nothing in it names a file */
} kinds[] = {
  [IMAGE_RAW] = { "raw", NULL },
  [IMAGE_QCOW2] = { "qcow2", image_read_qcow2 },
  [IMAGE_QCOW] = { "qcow", image_read_qcow },
  [IMAGE_QED] = { "qed", image_read_qed },
  [IMAGE_VMDK] = { "vmdk", image_read_vmdk },
  [IMAGE_VDI] = { "vdi", NULL },
  [IMAGE_VPC] = { "vpc", image_read_vpc },
  [IMAGE_VHDX] = { "vhdx", NULL },
  [IMAGE_PARALLELS] = { "parallels", NULL },
};

#define NR_KINDS (sizeof kinds / sizeof kinds[0])

const char *
image_kind_name (enum image_kind kind)
{
  return kinds[kind].name;
}

bool
image_kind_from_name (const char *name, enum image_kind *kind)
{
  for (size_t i = 0; i < NR_KINDS; ++i)
    if (strcmp (kinds[i].name, name) == 0) {
      *kind = (enum image_kind) i;
      return true;
    }
  return false;
}

void
image_header_free (struct image_header *header)
{
  for (size_t i = 0; i < header->nr_references; ++i) {
    free (header->references[i].name);
    free (header->references[i].format);
  }
  free (header->references);
  *header = (struct image_header) IMAGE_HEADER_NONE;
}

int
image_malformed (char **problem, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  if (vasprintf (problem, fmt, args) == -1)
    *problem = NULL;
  va_end (args);
  errno = EINVAL;
  return -1;
}

int
image_add_reference (struct image_header *header, enum image_link link, const void *name,
                     size_t size, char **problem)
{
  if (size == 0 || size >= NAME_MAX_SIZE)
    return image_malformed (problem, "it names a file by %zu bytes", size);
  if (memchr (name, '\0', size) != NULL)
    return image_malformed (problem, "it names a file with a NUL byte in the name");
  if (header->nr_references == MAX_REFERENCES)
    return image_malformed (problem, "it names more than %d files", MAX_REFERENCES);

  struct image_reference *more =
    reallocarray (header->references, header->nr_references + 1, sizeof *more);
  if (more == NULL)
    return -1;
  header->references = more;
  char *copy = strndup (name, size);
  if (copy == NULL)
    return -1;
  header->references[header->nr_references++] =
    (struct image_reference) { .link = link, .name = copy };
  return 0;
}

int
image_add_sectors (struct image_header *header, uint64_t sectors, char **problem)
{
  if (sectors > INT64_MAX / 512 || header->virtual_size > INT64_MAX - sectors * 512)
    return image_malformed (problem, "its size is more than a disk can have");
  header->has_size = true;
  header->virtual_size += sectors * 512;
  return 0;
}

static bool
has_magic (const unsigned char *bytes, size_t size, const struct magic *magic)
{
  return size >= magic->offset + magic->size
         && memcmp (bytes + magic->offset, magic->bytes, magic->size) == 0;
}

static enum image_kind
recognise (const unsigned char *bytes, size_t size)
{
  for (size_t i = 0; i < sizeof magics / sizeof magics[0]; ++i)
    if (has_magic (bytes, size, &magics[i]))
      return magics[i].kind;
  return IMAGE_RAW;
}

/* A fixed VHD begins with the disk itself. */
static bool
can_be (enum image_kind expected, enum image_kind found)
{
  return expected == found || expected == IMAGE_RAW
         || (expected == IMAGE_VPC && found == IMAGE_RAW);
}

int
image_header_parse (const void *bytes, size_t size, const enum image_kind *expected,
                    struct image_header *header, char **problem)
{
  const enum image_kind found = recognise (bytes, size);

  *header = (struct image_header) { .kind = expected != NULL ? *expected : found };
  *problem = NULL;
  if (!can_be (header->kind, found))
    return image_malformed (problem, "it is no %s image", image_kind_name (header->kind));
  if (header->kind != found || kinds[found].read == NULL)
    return 0;
  if (kinds[found].read (bytes, size, header, problem) == 0)
    return 0;
  const int saved = errno;
  image_header_free (header);
  errno = saved;
  return -1;
}

int
image_header_read (int fd, const enum image_kind *expected, struct image_header *header,
                   char **problem)
{
  CLEANUP_FREE unsigned char *bytes = NULL;
  size_t size = 0;
  ssize_t n;

  *problem = NULL;
  /* Nothing has to be known of a disk that is said to be raw. */
  if (expected != NULL && *expected == IMAGE_RAW) {
    *header = (struct image_header) IMAGE_HEADER_NONE;
    return 0;
  }
  bytes = malloc (IMAGE_HEADER_BYTES);
  if (bytes == NULL)
    return -1;
  while (size < IMAGE_HEADER_BYTES
         && (n = pread (fd, bytes + size, IMAGE_HEADER_BYTES - size, (off_t) size)) != 0) {
    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1)
      return -1;
    size += n;
    /* What is no image needs no more than its first piece. */
    if (size >= 4096 && recognise (bytes, size) == IMAGE_RAW)
      break;
  }
  return image_header_parse (bytes, size, expected, header, problem);
}
