/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* VMDK (VMware, Virtual Disk Format 5.0) and VHD (Microsoft, Virtual Hard Disk
 * Image Format Specification). */

#include <config.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "images/image-reference.h"
#include "images/image-vmdk.h"

#define SECTOR 512

/* ---- VMDK ---- */

/* "Hosted Sparse Extents": SparseExtentHeader, all little-endian, packed. */
#define CAPACITY 12
#define DESCRIPTOR_OFFSET 28
#define DESCRIPTOR_SIZE 36
#define SPARSE_HEADER_SIZE 79

/* "ESXi Host Sparse Extents": COWDisk_Header. */
#define ESX_CAPACITY 12

/* A description is a text of some lines. */
#define DESCRIPTION_MAX 65536

static uint64_t
little_endian (const unsigned char *bytes, size_t size)
{
  uint64_t value = 0;

  for (size_t i = size; i-- > 0;)
    value = value << 8 | bytes[i];
  return value;
}

/* The text between the first two quotes of LINE. */
static bool
find_quoted (const char *line, const char **start, size_t *size)
{
  const char *open = strchr (line, '"');
  const char *close = open != NULL ? strchr (open + 1, '"') : NULL;

  if (close == NULL)
    return false;
  *start = open + 1;
  *size = close - open - 1;
  return true;
}

/* RW 4192256 FLAT "disk-flat.vmdk" 0 ("Extent Description"). */
static int
read_extent (const char *line, struct image_header *header, char **problem)
{
  char access[16], type[16];
  unsigned long long sectors, offset = 0;
  const char *name;
  size_t size;

  if (sscanf (line, "%15s %llu %15s", access, &sectors, type) != 3)
    return 0;
  if (strcmp (type, "ZERO") == 0)
    return image_add_sectors (header, sectors, problem);
  if (!find_quoted (line, &name, &size))
    return image_malformed (problem, "an extent has no name");
  if (sscanf (name + size, "\" %llu", &offset) != 1)
    offset = 0;
  if (sectors > UINT64_MAX / SECTOR || offset > UINT64_MAX / SECTOR)
    return image_malformed (problem, "an extent is too large");
  if (image_add_sectors (header, sectors, problem) == -1
      || image_add_reference (header, LINK_EXTENT, name, size, problem) == -1)
    return -1;
  struct image_reference *extent = &header->references[header->nr_references - 1];
  if (strcmp (type, "FLAT") == 0 || strcmp (type, "VMFS") == 0) {
    extent->offset = offset * SECTOR;
    extent->size = sectors * SECTOR;
    extent->format = strdup ("raw");
    return extent->format != NULL ? 0 : -1;
  }
  return 0;
}

static bool
begins (const char *line, const char *word)
{
  return strncmp (line, word, strlen (word)) == 0;
}

static bool
is_extent (const char *line)
{
  static const char *const accesses[] = { "RW", "RDONLY", "NOACCESS" };
  const size_t length = strcspn (line, " \t");

  for (size_t i = 0; i < sizeof accesses / sizeof accesses[0]; ++i)
    if (length == strlen (accesses[i]) && begins (line, accesses[i]))
      return true;
  return false;
}

static int
read_line (const char *line, bool with_extents, struct image_header *header, char **problem)
{
  const char *name;
  size_t size;

  if (with_extents && is_extent (line))
    return read_extent (line, header, problem);
  if (!begins (line, "parentFileNameHint"))
    return 0;
  if (!find_quoted (line, &name, &size))
    return image_malformed (problem, "the name of its parent has no quotes");
  return image_add_reference (header, LINK_BACKING, name, size, problem);
}

static int
read_lines (const unsigned char *bytes, size_t size, bool with_extents, struct image_header *header,
            char **problem)
{
  if (size > DESCRIPTION_MAX)
    size = DESCRIPTION_MAX;
  CLEANUP_FREE char *text = strndup ((const char *) bytes, size);
  char *rest = text, *line;

  if (text == NULL)
    return -1;
  while ((line = strsep (&rest, "\r\n")) != NULL) {
    line += strspn (line, " \t");
    if (read_line (line, with_extents, header, problem) == -1)
      return -1;
  }
  return 0;
}

static bool
has_extent (const struct image_header *header)
{
  for (size_t i = 0; i < header->nr_references; ++i)
    if (header->references[i].link == LINK_EXTENT)
      return true;
  return false;
}

/* The extents of a description inside a sparse extent are that file itself.
 * One that stands alone has some, or the hypervisor would look for them
 * itself, and open what it finds. */
static int
read_description (const unsigned char *bytes, size_t size, bool with_extents,
                  struct image_header *header, char **problem)
{
  if (read_lines (bytes, size, with_extents, header, problem) == -1)
    return -1;
  if (with_extents && !has_extent (header))
    return image_malformed (problem, "its description names no extent");
  return 0;
}

/* That of ESX has its description, if any, in the second sector. */
static int
read_esx (const unsigned char *bytes, size_t size, struct image_header *header, char **problem)
{
  if (size < ESX_CAPACITY + 4)
    return image_malformed (problem, "it ends within its header");
  if (image_add_sectors (header, little_endian (bytes + ESX_CAPACITY, 4), problem) == -1)
    return -1;
  return size <= SECTOR ? 0
                        : read_description (bytes + SECTOR, size - SECTOR, false, header, problem);
}

int
image_read_vmdk (const unsigned char *bytes, size_t size, struct image_header *header,
                 char **problem)
{
  if (memcmp (bytes, "# D", 3) == 0)
    return read_description (bytes, size, true, header, problem);
  if (memcmp (bytes, "KDMV", 4) != 0)
    return read_esx (bytes, size, header, problem);
  if (size < SPARSE_HEADER_SIZE)
    return image_malformed (problem, "it ends within its header");

  const uint64_t capacity = little_endian (bytes + CAPACITY, 8);
  const uint64_t offset = little_endian (bytes + DESCRIPTOR_OFFSET, 8);
  const uint64_t sectors = little_endian (bytes + DESCRIPTOR_SIZE, 8);
  if (capacity != 0 && image_add_sectors (header, capacity, problem) == -1)
    return -1;
  if (offset == 0)
    return 0;
  if (offset > size / SECTOR || sectors > size / SECTOR)
    return image_malformed (problem, "its description is not where it could be read");
  size_t length = sectors * SECTOR;
  if (length > size - offset * SECTOR)
    length = size - offset * SECTOR;
  /* Without capacity it is no extent, only a description. */
  return read_description (bytes + offset * SECTOR, length, capacity == 0, header, problem);
}

/* ---- VHD ---- */

/* "Hard Disk Footer Format": Disk Type, big-endian; 4 is differencing. */
#define DISK_TYPE 60
#define FOOTER_SIZE 512
#define DIFFERENCING 4

/* The hypervisor would show only what is in the upper file. */
int
image_read_vpc (const unsigned char *bytes, size_t size, struct image_header *header,
                char **problem)
{
  (void) header;
  if (size < FOOTER_SIZE)
    return image_malformed (problem, "it ends within its header");
  if (bytes[DISK_TYPE + 3] == DIFFERENCING)
    return image_malformed (problem, "differencing VHD images are not supported; merge it with its "
                                     "parent first");
  return 0;
}
