/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The headers of qcow2 (docs/interop/qcow2.txt in qemu), of its predecessor
 * qcow, and of QED (docs/interop/qed_spec.txt). */

#include <config.h>

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "images/image-qcow.h"
#include "images/image-reference.h"

/* qcow2, "Header": offsets of fields, and sizes of the two versions. */
#define FORMAT_VERSION 4
#define BACKING_OFFSET 8
#define BACKING_SIZE 16
#define VIRTUAL_SIZE 24
#define INCOMPATIBLE_FEATURES 72
#define HEADER_LENGTH 100
#define SIZE_V2 72
#define SIZE_V3 104

/* "Length of the backing file name in bytes. Must not be longer than 1023
 * bytes." */
#define BACKING_MAX 1023

/* Bit 2: "External data file bit". */
#define EXTERNAL_DATA_FILE 4

/* "Header extension type". */
#define EXTENSION_END 0
#define EXTENSION_BACKING_FORMAT 0xe2792acaU
#define EXTENSION_DATA_FILE 0x44415441U

/* Name of a format: qemu's longest driver names have 16 letters. */
#define FORMAT_MAX 64

static uint64_t
big_endian (const unsigned char *bytes, size_t size)
{
  uint64_t value = 0;

  for (size_t i = 0; i < size; ++i)
    value = value << 8 | bytes[i];
  return value;
}

static uint64_t
little_endian (const unsigned char *bytes, size_t size)
{
  uint64_t value = 0;

  for (size_t i = size; i-- > 0;)
    value = value << 8 | bytes[i];
  return value;
}

static int
add_backing (const unsigned char *bytes, size_t size, uint64_t offset, uint64_t length,
             struct image_header *header, char **problem)
{
  if (offset == 0)
    return 0;
  if (length == 0 || length > BACKING_MAX)
    return image_malformed (problem, "the name of its backing file has %llu bytes",
                            (unsigned long long) length);
  if (offset > size || length > size - offset)
    return image_malformed (problem, "the name of its backing file is beyond its header");
  return image_add_reference (header, LINK_BACKING, bytes + offset, length, problem);
}

static int
take_size (struct image_header *header, uint64_t size, char **problem)
{
  if (size > INT64_MAX)
    return image_malformed (problem, "its size is more than a disk can have");
  header->has_size = true;
  header->virtual_size = size;
  return 0;
}

/* ---- qcow2 ---- */

struct extensions {
  const unsigned char *backing_format, *data_file;
  size_t backing_format_size, data_file_size;
};

static int
read_extensions (struct cursor *cursor, struct extensions *found, char **problem)
{
  for (;;) {
    const uint32_t type = cursor_u32 (cursor), length = cursor_u32 (cursor);

    if (cursor->overrun || type == EXTENSION_END)
      return 0;
    const unsigned char *data = cursor_take (cursor, length);
    if (data == NULL)
      return image_malformed (problem, "an extension of its header is beyond the header's end");
    cursor_take (cursor, -(size_t) length & 7); /* "padded to the next multiple of 8" */
    if (type == EXTENSION_BACKING_FORMAT) {
      found->backing_format = data;
      found->backing_format_size = length;
    } else if (type == EXTENSION_DATA_FILE) {
      found->data_file = data;
      found->data_file_size = length;
    }
  }
}

/* Extensions end where the name of the backing file begins. */
static int
find_extensions (const unsigned char *bytes, size_t size, size_t header_length, uint64_t backing,
                 struct extensions *found, char **problem)
{
  const size_t end = backing >= header_length && backing < size ? backing : size;
  struct cursor cursor = cursor_over (bytes + header_length, end - header_length);

  return read_extensions (&cursor, found, problem);
}

static int
state_format (struct image_header *header, const struct extensions *found, char **problem)
{
  if (header->nr_references == 0 || found->backing_format_size == 0)
    return 0;
  if (found->backing_format_size > FORMAT_MAX
      || memchr (found->backing_format, '\0', found->backing_format_size) != NULL)
    return image_malformed (problem, "the format of its backing file is no name");
  header->references[0].format =
    strndup ((const char *) found->backing_format, found->backing_format_size);
  return header->references[0].format != NULL ? 0 : -1;
}

int
image_read_qcow2 (const unsigned char *bytes, size_t size, struct image_header *header,
                  char **problem)
{
  struct extensions found = { .backing_format = NULL };
  const bool is_v3 = size >= SIZE_V2 && big_endian (bytes + FORMAT_VERSION, 4) == 3;

  if (size < (is_v3 ? SIZE_V3 : SIZE_V2))
    return image_malformed (problem, "it ends within its header");
  const uint64_t backing = big_endian (bytes + BACKING_OFFSET, 8);
  const uint64_t backing_size = big_endian (bytes + BACKING_SIZE, 4);
  const uint64_t features = is_v3 ? big_endian (bytes + INCOMPATIBLE_FEATURES, 8) : 0;
  const size_t length = is_v3 ? big_endian (bytes + HEADER_LENGTH, 4) : SIZE_V2;

  if (length < (is_v3 ? SIZE_V3 : SIZE_V2) || length > size)
    return image_malformed (problem, "its header has %zu bytes", length);
  if (take_size (header, big_endian (bytes + VIRTUAL_SIZE, 8), problem) == -1
      || add_backing (bytes, size, backing, backing_size, header, problem) == -1
      || find_extensions (bytes, size, length, backing, &found, problem) == -1
      || state_format (header, &found, problem) == -1)
    return -1;
  if (!(features & EXTERNAL_DATA_FILE))
    return 0;
  if (found.data_file == NULL)
    return image_malformed (problem, "its data is in another file that it does not name");
  return image_add_reference (header, LINK_DATA_FILE, found.data_file, found.data_file_size,
                              problem);
}

/* ---- qcow ---- */

/* Version 1 has the same first fields, and a header of 48 bytes. */
#define SIZE_V1 48

int
image_read_qcow (const unsigned char *bytes, size_t size, struct image_header *header,
                 char **problem)
{
  if (size < SIZE_V1)
    return image_malformed (problem, "it ends within its header");
  if (take_size (header, big_endian (bytes + VIRTUAL_SIZE, 8), problem) == -1)
    return -1;
  return add_backing (bytes, size, big_endian (bytes + BACKING_OFFSET, 8),
                      big_endian (bytes + BACKING_SIZE, 4), header, problem);
}

/* ---- QED ---- */

#define QED_SIZE 64
#define QED_FEATURES 16
#define QED_VIRTUAL_SIZE 48
#define QED_BACKING_OFFSET 56
#define QED_BACKING_SIZE 60

/* QED_F_BACKING_FILE, QED_F_BACKING_FORMAT_NO_PROBE. */
#define QED_HAS_BACKING 1
#define QED_BACKING_IS_RAW 4

int
image_read_qed (const unsigned char *bytes, size_t size, struct image_header *header,
                char **problem)
{
  if (size < QED_SIZE)
    return image_malformed (problem, "it ends within its header");
  const uint64_t features = little_endian (bytes + QED_FEATURES, 8);
  if (take_size (header, little_endian (bytes + QED_VIRTUAL_SIZE, 8), problem) == -1)
    return -1;
  if (!(features & QED_HAS_BACKING))
    return 0;
  const uint64_t offset = little_endian (bytes + QED_BACKING_OFFSET, 4);
  if (offset == 0)
    return image_malformed (problem, "it has a backing file without a name");
  if (add_backing (bytes, size, offset, little_endian (bytes + QED_BACKING_SIZE, 4), header,
                   problem)
      == -1)
    return -1;
  if (!(features & QED_BACKING_IS_RAW))
    return 0;
  header->references[0].format = strdup ("raw");
  return header->references[0].format != NULL ? 0 : -1;
}
