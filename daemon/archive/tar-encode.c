/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers of tar archives as GNU tar writes them ("Basic Tar Format" in its manual,
 * "pax Interchange Format" in POSIX). */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/tar-encode.h"
#include "archive/tar-header.h"

/* Where GNU tar's own format has, in place of the prefix, where the data of a file with
 * holes are; what does not fit is in further blocks, with the note that there is one
 * more. */
struct sparse_entry {
  char offset[12], size[12];
};
#define SPARSE_IN_HEADER 4
#define SPARSE_IN_BLOCK 21
enum { SPARSE_START = 386, SPARSE_EXTENDED = 482, SPARSE_REAL_SIZE = 483, BLOCK_EXTENDED = 504 };

/* The header's NAME of a member that only says the name of the next one. */
#define LONG_NAME "././@LongLink"
enum { TYPE_LONG_NAME = 'L', TYPE_LONG_LINK = 'K', TYPE_SPARSE = 'S', TYPE_RECORDS = 'x' };

/* ---- bytes ---- */

int
tar_bytes_add (struct tar_bytes *bytes, const void *more, size_t size)
{
  if (size == 0)
    return 0;
  if (bytes->allocated - bytes->size < size) {
    const size_t wanted = 2 * bytes->allocated + size;
    char *grown = realloc (bytes->bytes, wanted);

    if (grown == NULL)
      return -1;
    bytes->bytes = grown;
    bytes->allocated = wanted;
  }
  memcpy (bytes->bytes + bytes->size, more, size);
  bytes->size += size;
  return 0;
}

int
tar_bytes_pad (struct tar_bytes *bytes)
{
  static const char zeros[TAR_BLOCK];

  return tar_bytes_add (bytes, zeros, -bytes->size % TAR_BLOCK);
}

/* ---- fields ---- */

/* In octal digits, or, what these cannot say, in binary: the first byte says so, and
 * has the sign. */
static void
set_number (char *field, size_t size, int64_t number)
{
  if (number >= 0 && (uint64_t) number < UINT64_C (1) << 3 * (size - 1)) {
    char digits[16];

    snprintf (digits, sizeof digits, "%0*" PRIo64, (int) size - 1, (uint64_t) number);
    memcpy (field, digits, size);
    return;
  }
  const bool negative = number < 0;
  for (size_t i = size - 1; i > 0; --i) {
    field[i] = number & 0xff;
    number >>= 8;
  }
  field[0] = negative ? '\xff' : '\x80';
}

#define SET_NUMBER(FIELD, NUMBER) set_number (FIELD, sizeof FIELD, NUMBER)

static void
set_text (char *field, size_t size, const char *text)
{
  memcpy (field, text, strnlen (text, size));
}

#define SET_TEXT(FIELD, TEXT) set_text (FIELD, sizeof FIELD, TEXT)

/* The sum of all bytes, with blanks in its own place. */
static void
set_checksum (struct tar_block *header)
{
  const unsigned char *bytes = (const unsigned char *) header;
  unsigned sum = 0;

  memset (header->checksum, ' ', sizeof header->checksum);
  for (size_t i = 0; i < sizeof *header; ++i)
    sum += bytes[i];
  snprintf (header->checksum, sizeof header->checksum, "%06o", sum);
}

static int
add_header (struct tar_bytes *bytes, struct tar_block *header)
{
  set_checksum (header);
  return tar_bytes_add (bytes, header, sizeof *header);
}

static struct tar_block
header_of (const struct tar_member *member, const char *magic)
{
  struct tar_block header = { .type = (char) member->type };
  const bool is_device =
    member->type == TAR_TYPE_CHARACTER_DEVICE || member->type == TAR_TYPE_BLOCK_DEVICE;

  SET_TEXT (header.name, member->name);
  SET_NUMBER (header.mode, member->mode);
  SET_NUMBER (header.uid, member->uid);
  SET_NUMBER (header.gid, member->gid);
  SET_NUMBER (header.size, member->size);
  SET_NUMBER (header.mtime, member->modified.tv_sec);
  SET_TEXT (header.link_name, member->link != NULL ? member->link : "");
  memcpy (header.magic, magic, sizeof header.magic);
  SET_TEXT (header.user, member->user != NULL ? member->user : "");
  SET_TEXT (header.group, member->group != NULL ? member->group : "");
  if (is_device) {
    SET_NUMBER (header.device[0], member->major);
    SET_NUMBER (header.device[1], member->minor);
  }
  return header;
}

static int64_t
size_of_data (const struct tar_member *member)
{
  int64_t size = 0;

  for (size_t i = 0; i < member->extent_count; ++i)
    size += member->extents[i].size;
  return size;
}

/* ---- GNU tar's own format ---- */

static int
add_long_text (struct tar_bytes *bytes, char type, const char *text)
{
  const size_t size = strlen (text) + 1;
  struct tar_block header = { .name = LONG_NAME, .type = type, .magic = TAR_GNU_MAGIC };

  SET_NUMBER (header.mode, 0644);
  SET_NUMBER (header.uid, 0);
  SET_NUMBER (header.gid, 0);
  SET_NUMBER (header.size, (int64_t) size);
  SET_NUMBER (header.mtime, 0);
  return add_header (bytes, &header) == -1 || tar_bytes_add (bytes, text, size) == -1
           ? -1
           : tar_bytes_pad (bytes);
}

/* Up to COUNT of the extents from FIRST on. */
static void
set_sparse_entries (char *place, const struct tar_member *member, size_t first, size_t count)
{
  for (size_t i = first; i < member->extent_count && i - first < count; ++i) {
    struct sparse_entry entry;

    SET_NUMBER (entry.offset, member->extents[i].offset);
    SET_NUMBER (entry.size, member->extents[i].size);
    memcpy (place + (i - first) * sizeof entry, &entry, sizeof entry);
  }
}

static int
add_sparse_header (struct tar_bytes *bytes, const struct tar_member *member,
                   struct tar_block *header)
{
  char *block = (char *) header;
  size_t done = SPARSE_IN_HEADER;

  header->type = TYPE_SPARSE;
  SET_NUMBER (header->size, size_of_data (member));
  set_sparse_entries (block + SPARSE_START, member, 0, SPARSE_IN_HEADER);
  block[SPARSE_EXTENDED] = member->extent_count > done;
  set_number (block + SPARSE_REAL_SIZE, 12, member->size);
  if (add_header (bytes, header) == -1)
    return -1;
  for (; done < member->extent_count; done += SPARSE_IN_BLOCK) {
    char more[TAR_BLOCK] = "";

    set_sparse_entries (more, member, done, SPARSE_IN_BLOCK);
    more[BLOCK_EXTENDED] = member->extent_count > done + SPARSE_IN_BLOCK;
    if (tar_bytes_add (bytes, more, sizeof more) == -1)
      return -1;
  }
  return 0;
}

static int
encode_gnu (struct tar_bytes *bytes, const struct tar_member *member)
{
  struct tar_block header = header_of (member, TAR_GNU_MAGIC);

  if (member->link != NULL && strlen (member->link) > sizeof header.link_name
      && add_long_text (bytes, TYPE_LONG_LINK, member->link) == -1)
    return -1;
  if (strlen (member->name) > sizeof header.name
      && add_long_text (bytes, TYPE_LONG_NAME, member->name) == -1)
    return -1;
  return member->has_holes ? add_sparse_header (bytes, member, &header)
                           : add_header (bytes, &header);
}

/* ---- the format of POSIX ---- */

/* The length counts its own digits. */
int
tar_record_add (struct tar_bytes *records, const char *key, const void *value, size_t size)
{
  const size_t rest = strlen (key) + size + 3; /* blank, '=' and newline */
  size_t length = rest;
  char digits[24];

  while (length != rest + (size_t) snprintf (digits, sizeof digits, "%zu", length))
    length = rest + strlen (digits);
  return tar_bytes_add (records, digits, strlen (digits)) == -1
             || tar_bytes_add (records, " ", 1) == -1
             || tar_bytes_add (records, key, strlen (key)) == -1
             || tar_bytes_add (records, "=", 1) == -1 || tar_bytes_add (records, value, size) == -1
           ? -1
           : tar_bytes_add (records, "\n", 1);
}

static int
add_text_record (struct tar_bytes *records, const char *key, const char *text)
{
  return tar_record_add (records, key, text, strlen (text));
}

static int
add_number_record (struct tar_bytes *records, const char *key, int64_t number)
{
  char text[24];

  snprintf (text, sizeof text, "%" PRId64, number);
  return add_text_record (records, key, text);
}

/* Parts of a second count upwards also before 1970; a decimal fraction does not. */
static int
add_time_record (struct tar_bytes *records, const char *key, struct timespec time)
{
  const bool negative = time.tv_sec < 0;
  int64_t seconds = time.tv_sec;
  long part = time.tv_nsec;
  char text[40];

  if (negative && part > 0) {
    ++seconds;
    part = 1000000000 - part;
  }
  const int length = snprintf (text, sizeof text, "%s%" PRId64 ".%09ld", negative ? "-" : "",
                               negative ? -seconds : seconds, part);
  size_t end = length;
  while (text[end - 1] == '0')
    --end;
  if (text[end - 1] == '.')
    --end;
  return tar_record_add (records, key, text, end);
}

/* What the header has no room for. */
static int
add_large_fields (struct tar_bytes *records, const struct tar_member *member)
{
  const struct tar_block *header = NULL; /* for sizes */
  const int64_t id_end = INT64_C (1) << 21, size_end = INT64_C (1) << 33;

  if ((strlen (member->name) > sizeof header->name
       && add_text_record (records, "path", member->name) == -1)
      || (member->link != NULL && strlen (member->link) > sizeof header->link_name
          && add_text_record (records, "linkpath", member->link) == -1)
      || (member->uid >= id_end && add_number_record (records, "uid", member->uid) == -1)
      || (member->gid >= id_end && add_number_record (records, "gid", member->gid) == -1)
      || (!member->has_holes && member->size >= size_end
          && add_number_record (records, "size", member->size) == -1))
    return -1;
  return 0;
}

/* Version 1.0 of how GNU tar says where data are: at their begin. */
static int
add_sparse_records (struct tar_bytes *records, const struct tar_member *member)
{
  return add_number_record (records, "GNU.sparse.major", 1) == -1
             || add_number_record (records, "GNU.sparse.minor", 0) == -1
             || add_text_record (records, "GNU.sparse.name", member->name) == -1
           ? -1
           : add_number_record (records, "GNU.sparse.realsize", member->size);
}

static int
make_sparse_map (struct tar_bytes *map, const struct tar_member *member)
{
  char line[64];
  int length = snprintf (line, sizeof line, "%zu\n", member->extent_count);

  for (size_t i = 0; i <= member->extent_count; ++i) {
    if (tar_bytes_add (map, line, length) == -1)
      return -1;
    if (i < member->extent_count)
      length = snprintf (line, sizeof line, "%" PRId64 "\n%" PRId64 "\n", member->extents[i].offset,
                         member->extents[i].size);
  }
  return tar_bytes_pad (map);
}

static int
add_records (struct tar_bytes *bytes, const struct tar_member *member,
             const struct tar_bytes *records)
{
  struct tar_block header = { .name = "./PaxHeaders", .type = TYPE_RECORDS };

  SET_NUMBER (header.mode, 0644);
  SET_NUMBER (header.uid, 0);
  SET_NUMBER (header.gid, 0);
  SET_NUMBER (header.size, (int64_t) records->size);
  SET_NUMBER (header.mtime, member->modified.tv_sec >= 0 ? member->modified.tv_sec : 0);
  memcpy (header.magic, TAR_POSIX_MAGIC, sizeof header.magic);
  return add_header (bytes, &header) == -1
             || tar_bytes_add (bytes, records->bytes, records->size) == -1
           ? -1
           : tar_bytes_pad (bytes);
}

/* Digits say less than the records, which count. */
static int64_t
bounded (int64_t number, int64_t end)
{
  return number < 0 ? 0 : number < end ? number : end - 1;
}

static struct tar_block
posix_header (const struct tar_member *member, size_t map_size)
{
  struct tar_member told = *member;

  told.uid = bounded (member->uid, INT64_C (1) << 21);
  told.gid = bounded (member->gid, INT64_C (1) << 21);
  told.modified.tv_sec = bounded (member->modified.tv_sec, INT64_C (1) << 33);
  told.size =
    bounded (member->has_holes ? (int64_t) map_size + size_of_data (member) : member->size,
             INT64_C (1) << 33);
  return header_of (&told, TAR_POSIX_MAGIC);
}

static int
encode_posix (struct tar_bytes *bytes, const struct tar_member *member)
{
  struct tar_bytes records = { 0 }, map = { 0 };
  int r = 0;

  if (member->has_holes
      && (make_sparse_map (&map, member) == -1 || add_sparse_records (&records, member) == -1))
    r = -1;
  const int64_t stored = (int64_t) map.size + size_of_data (member);
  struct tar_block header = posix_header (member, map.size);
  if (r == -1 || add_large_fields (&records, member) == -1
      || (member->has_holes && stored >= INT64_C (1) << 33
          && add_number_record (&records, "size", stored) == -1)
      || add_time_record (&records, "mtime", member->modified) == -1
      || add_time_record (&records, "atime", member->accessed) == -1
      || add_time_record (&records, "ctime", member->changed) == -1
      || tar_bytes_add (&records, member->records->bytes, member->records->size) == -1
      || add_records (bytes, member, &records) == -1 || add_header (bytes, &header) == -1
      || tar_bytes_add (bytes, map.bytes, map.size) == -1)
    r = -1;
  free (records.bytes);
  free (map.bytes);
  return r;
}

int
tar_encode (struct tar_bytes *bytes, const struct tar_member *member)
{
  return member->records != NULL ? encode_posix (bytes, member) : encode_gnu (bytes, member);
}
