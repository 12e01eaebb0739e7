/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers of tar archives: which are understood, and that all others are left to
 * libarchive. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon-test.h"
#include "archive/tar-encode.h"
#include "archive/tar-header.h"

/* Places in a header: POSIX.1-1988. */
#define NAME 0
#define MODE 100
#define UID 108
#define SIZE 124
#define MTIME 136
#define CHECKSUM 148
#define TYPE 156
#define MAGIC 257
#define PREFIX 345
#define UNUSED 500

static char block[TAR_BLOCK];

static void
put (size_t place, const char *bytes, size_t size)
{
  memcpy (block + place, bytes, size);
}

static void
put_text (size_t place, const char *text)
{
  put (place, text, strlen (text));
}

static void
put_checksum (void)
{
  unsigned sum = 0;
  char text[9];

  memset (block + CHECKSUM, ' ', 8);
  for (size_t i = 0; i < sizeof block; ++i)
    sum += (unsigned char) block[i];
  snprintf (text, sizeof text, "%06o", sum);
  put (CHECKSUM, text, 7);
}

/* As GNU tar writes it. */
static void
make_file (void)
{
  memset (block, 0, sizeof block);
  put_text (NAME, "directory/file");
  put_text (MODE, "0000640");
  put_text (UID, "0001750");
  put_text (UID + 8, "0003641");
  put_text (SIZE, "00000012345");
  put_text (MTIME, "07346545000");
  put_text (TYPE, "0");
  put (MAGIC, "ustar  ", 8);
}

static struct tar_header
decoded (void)
{
  put_checksum ();
  return tar_header_decode (block);
}

static void
all_of_a_file (void **state)
{
  (void) state;
  make_file ();
  const struct tar_header header = decoded ();

  assert_int_equal (header.kind, TAR_FILE);
  assert_string_equal (header.name, "directory/file");
  assert_int_equal (header.mode, 0640);
  assert_int_equal (header.uid, 1000);
  assert_int_equal (header.gid, 1953);
  assert_int_equal (header.size, 012345);
  assert_int_equal (header.mtime, 1000000000);
}

static void
longest_names (void **state)
{
  char expected[256 + 1] = "";

  (void) state;
  make_file ();
  put (MAGIC, "ustar\00000", 8);
  memset (block + NAME, 'n', 100);
  memset (block + PREFIX, 'p', 155);
  memset (expected, 'p', 155);
  expected[155] = '/';
  memset (expected + 156, 'n', 100);
  const struct tar_header header = decoded ();
  assert_int_equal (header.kind, TAR_FILE);
  assert_string_equal (header.name, expected);
}

static void
fields_end_with_spaces_too (void **state)
{
  (void) state;
  make_file ();
  put (MODE, "000644 ", 8);
  put (SIZE, "00000000012 ", 12);
  const struct tar_header header = decoded ();
  assert_int_equal (header.kind, TAR_FILE);
  assert_int_equal (header.mode, 0644);
  assert_int_equal (header.size, 012);
}

struct change {
  size_t place;
  const char *bytes;
  size_t size;
};

#define CHANGE(PLACE, BYTES)       \
  {                                \
    PLACE, BYTES, sizeof BYTES - 1 \
  }

static void
assert_kind (const struct change *change, enum tar_kind kind)
{
  make_file ();
  put (change->place, change->bytes, change->size);
  const struct tar_header header = decoded ();
  if (header.kind != kind)
    fail_msg ("\"%s\" at %zu: %u, not %u", change->bytes, change->place, header.kind, kind);
}

/* Where the next member begins is known, but there is more to this one. */
static void
members_for_libarchive (void **state)
{
  static const struct change changes[] = {
    CHANGE (NAME, "directory/\0\0\0\0"),
    CHANGE (NAME, "\0"),
    CHANGE (MODE, "0004755"),
    CHANGE (MODE, "0001644"),
    CHANGE (UID, "\x80\0\0\0\0\0\0\1"),
    CHANGE (UID, "   1750"),
    CHANGE (MTIME, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
    CHANGE (MTIME, "\0\0\0\0\0\0\0\0\0\0\0"),
    CHANGE (PREFIX, "07346545000"), /* a time of access, of GNU tar */
    CHANGE (UNUSED, "x"),
    CHANGE (UNUSED + 8, "tar"), /* star's mark */
    CHANGE (TYPE, "L"),
    CHANGE (TYPE, "K"),
    CHANGE (TYPE, "S"),
  };

  (void) state;
  for (size_t i = 0; i < sizeof changes / sizeof changes[0]; ++i)
    assert_kind (&changes[i], TAR_MEMBER);
}

static void
members_without_content (void **state)
{
  (void) state;
  for (const char *type = "123456"; *type != '\0'; ++type) {
    make_file ();
    block[TYPE] = *type;
    put_text (SIZE, "00000000000");
    assert_int_equal (decoded ().kind, TAR_MEMBER);
    /* Some programs write the size of a link's target. */
    put_text (SIZE, "00000000001");
    assert_int_equal (decoded ().kind, TAR_REST);
  }
}

static void
what_is_not_understood (void **state)
{
  static const struct change changes[] = {
    CHANGE (TYPE, "x"), /* may give the next member another size */
    CHANGE (TYPE, "g"),
    CHANGE (TYPE, "\0"),
    CHANGE (TYPE, "7"),
    CHANGE (TYPE, "V"),
    CHANGE (MAGIC, "\0\0\0\0\0\0\0\0"),
    CHANGE (MAGIC, "ustar\0  "),
    CHANGE (SIZE, "\x80\0\0\0\0\0\0\0\0\0\1\0"),
    CHANGE (SIZE, "00000012348"),
    CHANGE (SIZE, "0000-012345"),
    CHANGE (SIZE, "0000 012345"),
    CHANGE (SIZE, "\0\0\0\0\0\0\0\0\0\0\0"),
  };

  (void) state;
  for (size_t i = 0; i < sizeof changes / sizeof changes[0]; ++i)
    assert_kind (&changes[i], TAR_REST);
}

/* The map of a sparse file goes on in the next block. */
static void
sparse_file_with_a_long_map (void **state)
{
  (void) state;
  make_file ();
  block[TYPE] = 'S';
  block[482] = 1;
  assert_int_equal (decoded ().kind, TAR_REST);
}

static void
damage_is_seen (void **state)
{
  (void) state;
  make_file ();
  put_checksum ();
  for (size_t i = 0; i < sizeof block; ++i) {
    block[i] ^= 1;
    assert_int_equal (tar_header_decode (block).kind, TAR_REST);
    block[i] ^= 1;
  }
  assert_int_equal (tar_header_decode (block).kind, TAR_FILE);
  memset (block, 0, sizeof block);
  assert_int_equal (tar_header_decode (block).kind, TAR_REST);
  memset (block, 0xff, sizeof block);
  assert_int_equal (tar_header_decode (block).kind, TAR_REST);
}

/* Whatever is there, nothing is read or written beside it, and the size is one that
 * the field can hold. */
static void
any_bytes (void **state)
{
  (void) state;
  srandom (1);
  for (int i = 0; i < 100000; ++i) {
    make_file ();
    for (int j = 0; j < 3; ++j)
      block[random () % sizeof block] = random ();
    const struct tar_header header = decoded ();
    assert_true (header.size < UINT64_C (1) << 36);
    assert_true (strnlen (header.name, sizeof header.name) < sizeof header.name);
  }
}

/* ---- headers that are made here ---- */

static struct tar_header
made_and_decoded (const struct tar_member *member, size_t size)
{
  struct tar_bytes bytes = { 0 };

  assert_int_equal (tar_encode (&bytes, member), 0);
  assert_int_equal (bytes.size, size);
  memcpy (block, bytes.bytes, TAR_BLOCK);
  free (bytes.bytes);
  return tar_header_decode (block);
}

static void
made_headers_are_understood (void **state)
{
  struct tar_member member = { .type = TAR_TYPE_FILE,
                               .name = "./file",
                               .mode = 0640,
                               .uid = 1000,
                               .gid = 07777777,
                               .size = 077777777777,
                               .modified = { .tv_sec = 077777777777 } };
  const struct tar_header header = made_and_decoded (&member, TAR_BLOCK);

  (void) state;
  assert_int_equal (header.kind, TAR_FILE);
  assert_string_equal (header.name, "./file");
  assert_int_equal (header.mode, 0640);
  assert_int_equal (header.uid, 1000);
  assert_int_equal (header.gid, 07777777);
  assert_int_equal (header.size, 077777777777);
  assert_int_equal (header.mtime, 077777777777);
}

/* In the binary form of GNU tar's manual. */
static void
made_numbers_can_be_large_or_negative (void **state)
{
  struct tar_member member = {
    .type = TAR_TYPE_FILE, .name = "x", .gid = 010000000, .modified = { .tv_sec = -2 }
  };

  (void) state;
  assert_int_not_equal (made_and_decoded (&member, TAR_BLOCK).kind, TAR_FILE);
  assert_memory_equal (block + UID + 8, "\x80\0\0\0\0\x20\0\0", 8);
  assert_memory_equal (block + MTIME, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe", 12);
}

/* The length of a record counts its own digits. */
static void
lengths_of_records (void **state)
{
  static const char value[1200];

  (void) state;
  for (size_t size = 0; size < sizeof value; ++size) {
    struct tar_bytes records = { 0 };

    assert_int_equal (tar_record_add (&records, "key", value, size), 0);
    assert_int_equal (strtoul (records.bytes, NULL, 10), records.size);
    assert_int_equal (records.bytes[records.size - 1], '\n');
    free (records.bytes);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (all_of_a_file),
    daemon_test (longest_names),
    daemon_test (fields_end_with_spaces_too),
    daemon_test (members_for_libarchive),
    daemon_test (members_without_content),
    daemon_test (what_is_not_understood),
    daemon_test (sparse_file_with_a_long_map),
    daemon_test (damage_is_seen),
    daemon_test (any_bytes),
    daemon_test (made_headers_are_understood),
    daemon_test (made_numbers_can_be_large_or_negative),
    daemon_test (lengths_of_records),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
