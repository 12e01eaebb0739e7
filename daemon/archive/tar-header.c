/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decodes a header of a tar archive: POSIX.1-1988, "ustar Interchange Format" in
 * the manual of pax(1), and GNU tar's older format, in tar.h of its manual's
 * "Basic Tar Format".  What is not as most archives have it is left to
 * libarchive. */

#include <config.h>

#include <stdbool.h>
#include <string.h>

#include "archive/tar-header.h"

/* In the place of the prefix GNU's format has more; whether a sparse file has
 * another block of its map, is here. */
#define GNU_IS_EXTENDED 482

/* Digits, and after them nothing but spaces and NULs.  Any other form, among them
 * the binary one of large numbers, is not understood. */
static bool
octal (const char *field, size_t length, uint64_t *number)
{
  size_t i = 0;

  for (*number = 0; i < length && field[i] >= '0' && field[i] <= '7'; ++i)
    *number = *number << 3 | (field[i] - '0');
  if (i == 0)
    return false;
  while (i < length && (field[i] == ' ' || field[i] == '\0'))
    ++i;
  return i == length;
}

#define OCTAL(FIELD, NUMBER) octal (FIELD, sizeof FIELD, NUMBER)

/* Each byte is like the one before it. */
static bool
is_empty (const char *bytes, size_t size)
{
  return bytes[0] == '\0' && memcmp (bytes, bytes + 1, size - 1) == 0;
}

/* The sum of all bytes, eight at a time: an emulated processor takes long for each
 * turn of a loop.  The lanes of 16 bits cannot overflow. */
static uint64_t
sum (const char *bytes, size_t size)
{
  const uint64_t even = UINT64_C (0x00ff00ff00ff00ff);
  uint64_t lanes = 0, word;

  for (size_t i = 0; i < size; i += sizeof word) {
    memcpy (&word, bytes + i, sizeof word);
    lanes += (word & even) + (word >> 8 & even);
  }
  return (lanes & 0xffff) + (lanes >> 16 & 0xffff) + (lanes >> 32 & 0xffff) + (lanes >> 48);
}

/* The checksum counts as spaces in itself. */
static bool
is_intact (const struct tar_block *block)
{
  uint64_t expected;

  return OCTAL (block->checksum, &expected)
         && sum ((const char *) block, sizeof *block) - sum (block->checksum, 8) + 8 * ' '
              == expected;
}

static bool
is_posix (const struct tar_block *block)
{
  return memcmp (block->magic, TAR_POSIX_MAGIC, sizeof block->magic) == 0;
}

/* What follows the name in its field is of no interest. */
static char *
append (char *end, const char *field, size_t size)
{
  const size_t length = strnlen (field, size);

  memcpy (end, field, length);
  end[length] = '\0';
  return end + length;
}

static bool
decode_name (const struct tar_block *block, char *name)
{
  char *end = name;

  if (is_posix (block) && block->prefix[0] != '\0') {
    end = append (end, block->prefix, sizeof block->prefix);
    *end++ = '/';
  }
  end = append (end, block->name, sizeof block->name);
  return block->name[0] != '\0' && end[-1] != '/';
}

static bool
decode_file (const struct tar_block *block, struct tar_header *header)
{
  uint64_t mode, uid, gid, mtime;

  if (!OCTAL (block->mode, &mode) || !OCTAL (block->uid, &uid) || !OCTAL (block->gid, &gid)
      || !OCTAL (block->mtime, &mtime))
    return false;
  /* More than permissions, or fields that only some programs know. */
  if ((mode & 07777) > 0777 || !is_empty (block->unused, sizeof block->unused)
      || (!is_posix (block) && !is_empty (block->prefix, sizeof block->prefix)))
    return false;
  header->mode = mode & 0777;
  header->uid = uid;
  header->gid = gid;
  header->mtime = mtime;
  return decode_name (block, header->name);
}

static enum tar_kind
decode_kind (const struct tar_block *block, struct tar_header *header)
{
  const bool is_gnu = memcmp (block->magic, TAR_GNU_MAGIC, sizeof block->magic) == 0;

  if ((!is_gnu && !is_posix (block)) || !is_intact (block) || !OCTAL (block->size, &header->size))
    return TAR_REST;
  switch (block->type) {
  case '0':
    return decode_file (block, header) ? TAR_FILE : TAR_MEMBER;
  case 'K': /* the long name of a link, and of a member: the next one */
  case 'L':
    return TAR_MEMBER;
  case 'S':
    return is_gnu && ((const char *) block)[GNU_IS_EXTENDED] == 0 ? TAR_MEMBER : TAR_REST;
  case '1' ... '6': /* links, devices, directories: there are programs that give them a size,
                     * and no content */
    return header->size == 0 ? TAR_MEMBER : TAR_REST;
  default: /* of pax headers, too: they may have another size for the next member */
    return TAR_REST;
  }
}

struct tar_header
tar_header_decode (const char *bytes)
{
  struct tar_header header = { .kind = TAR_REST };
  struct tar_block block;

  memcpy (&block, bytes, sizeof block);
  header.kind = decode_kind (&block, &header);
  return header;
}
