/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The frame reader is given what a hostile daemon could send. */

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/cursor.h"
#include "bounded-xdr.h"
#include "protocol/frames.h"
#include "machine/frames.h"

struct link {
  int ours, theirs;
  struct frame_reader reader;
};

static int
set_up (void **state)
{
  struct link *link = calloc (1, sizeof *link);
  int fds[2];

  if (link == NULL || socketpair (AF_UNIX, SOCK_STREAM, 0, fds) == -1)
    return -1;
  link->ours = fds[0];
  link->theirs = fds[1];
  *state = link;
  return 0;
}

static int
tear_down (void **state)
{
  struct link *link = *state;

  frame_reader_free (&link->reader);
  close (link->ours);
  close (link->theirs);
  free (link);
  return 0;
}

static void
put (struct link *link, const void *bytes, size_t size)
{
  assert_int_equal (send (link->theirs, bytes, size, 0), size);
  assert_int_equal (frame_reader_fill (&link->reader, link->ours), size);
}

static void
put_header (struct link *link, uint32_t magic, uint32_t kind, uint32_t serial, uint32_t size)
{
  unsigned char header[FRAME_HEADER_SIZE];

  store_u32 (header, magic);
  store_u32 (header + 4, kind);
  store_u32 (header + 8, serial);
  store_u32 (header + 12, size);
  put (link, header, sizeof header);
}

static void
assert_refused (struct link *link, const char *part)
{
  struct frame frame;
  const char *problem = NULL;

  assert_int_equal (frame_reader_next (&link->reader, &frame, &problem), -1);
  assert_non_null (strstr (problem, part));
}

static void
assert_incomplete (struct link *link)
{
  struct frame frame;
  const char *problem;

  assert_int_equal (frame_reader_next (&link->reader, &frame, &problem), 0);
}

static struct frame
next (struct link *link)
{
  struct frame frame;
  const char *problem;

  assert_int_equal (frame_reader_next (&link->reader, &frame, &problem), 1);
  return frame;
}

static void
header_has_the_documented_layout (void **state)
{
  static const unsigned char expected[] = { 'G', 'F',  'S',  '1', 0, 0, 0, 4,
                                            0,   0x12, 0x34, 5,   0, 0, 1, 2 };
  unsigned char header[FRAME_HEADER_SIZE];

  (void) state;
  frame_header (header, FRAME_CHUNK, 0x123405, 258);
  assert_memory_equal (header, expected, sizeof expected);
}

static void
frame_arrives_byte_by_byte (void **state)
{
  struct link *link = *state;
  unsigned char bytes[FRAME_HEADER_SIZE + 3];

  frame_header (bytes, FRAME_REPLY, 7, 3);
  memcpy (bytes + FRAME_HEADER_SIZE, "abc", 3);
  for (size_t i = 0; i < sizeof bytes; ++i) {
    assert_incomplete (link);
    put (link, bytes + i, 1);
  }

  const struct frame frame = next (link);
  assert_int_equal (frame.kind, FRAME_REPLY);
  assert_int_equal (frame.serial, 7);
  assert_int_equal (frame.size, 3);
  assert_memory_equal (frame.payload, "abc", 3);
  assert_incomplete (link);
}

static void
several_frames_in_one_piece (void **state)
{
  struct link *link = *state;
  unsigned char bytes[3 * FRAME_HEADER_SIZE];

  for (size_t i = 0; i < 3; ++i)
    frame_header (bytes + i * FRAME_HEADER_SIZE, FRAME_CANCEL, i, 0);
  put (link, bytes, sizeof bytes);
  for (uint32_t i = 0; i < 3; ++i)
    assert_int_equal (next (link).serial, i);
  assert_int_equal (frame_reader_pending (&link->reader), 0);
}

static void
wrong_magic_is_refused (void **state)
{
  put_header (*state, FRAME_MAGIC + 1, FRAME_REPLY, 0, 0);
  assert_refused (*state, "magic");
}

static void
unknown_kind_is_refused (void **state)
{
  put_header (*state, FRAME_MAGIC, 99, 0, 0);
  assert_refused (*state, "kind");
}

static void
call_from_the_daemon_is_refused (void **state)
{
  put_header (*state, FRAME_MAGIC, FRAME_CALL, 0, 0);
  assert_refused (*state, "kind");
}

/* Refused from the header alone, before anything is allocated for it. */
static void
frame_above_the_limit_of_its_kind_is_refused (void **state)
{
  static const struct {
    enum frame_kind kind;
    uint32_t size;
  } cases[] = {
    { FRAME_HELLO, 257 },        { FRAME_PROGRESS, 257 },   { FRAME_CHUNK, CHUNK_FROM_DAEMON + 1 },
    { FRAME_PART, 257 },         { FRAME_CANCEL, 1 << 20 }, { FRAME_REPLY, MESSAGE_MAX + 1 },
    { FRAME_REPLY, UINT32_MAX },
  };
  struct link *link = *state;

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    frame_reader_free (&link->reader);
    put_header (link, FRAME_MAGIC, cases[i].kind, 0, cases[i].size);
    assert_refused (link, "longer");
  }
}

static void
memory_grows_with_what_arrives_not_with_what_is_claimed (void **state)
{
  struct link *link = *state;

  put_header (link, FRAME_MAGIC, FRAME_REPLY, 0, MESSAGE_MAX);
  assert_incomplete (link);
  put (link, "abcd", 4);
  assert_incomplete (link);
  assert_true (link->reader.allocated < 2 * 1024 * 1024);
}

static void
large_reply_is_put_together (void **state)
{
  enum { SIZE = 3 * 1024 * 1024 };
  struct link *link = *state;
  unsigned char *piece = malloc (65536);
  struct frame frame;
  const char *problem;

  assert_non_null (piece);
  put_header (link, FRAME_MAGIC, FRAME_REPLY, 9, SIZE);
  for (size_t sent = 0; sent < SIZE; sent += 65536) {
    memset (piece, sent / 65536, 65536);
    put (link, piece, 65536);
  }
  free (piece);
  assert_int_equal (frame_reader_next (&link->reader, &frame, &problem), 1);
  assert_int_equal (frame.size, SIZE);
  for (size_t at = 0; at < SIZE; at += 65536)
    assert_int_equal (frame.payload[at], at / 65536);
}

static void
end_of_stream_is_told (void **state)
{
  struct link *link = *state;

  shutdown (link->theirs, SHUT_WR);
  assert_int_equal (frame_reader_fill (&link->reader, link->ours), 0);
}

static void
cursor_does_not_pass_its_end (void **state)
{
  static const unsigned char bytes[] = { 1, 2, 3, 4, 5 };
  struct cursor cursor = cursor_over (bytes, sizeof bytes);

  (void) state;
  assert_int_equal (cursor_u32 (&cursor), 0x01020304);
  assert_false (cursor.overrun);
  assert_int_equal (cursor_u32 (&cursor), 0);
  assert_true (cursor.overrun);
  assert_null (cursor_take (&cursor, 1));
}

int
main (void)
{
#define IN_LINK(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (header_has_the_documented_layout),
    IN_LINK (frame_arrives_byte_by_byte),
    IN_LINK (several_frames_in_one_piece),
    IN_LINK (wrong_magic_is_refused),
    IN_LINK (unknown_kind_is_refused),
    IN_LINK (call_from_the_daemon_is_refused),
    IN_LINK (frame_above_the_limit_of_its_kind_is_refused),
    IN_LINK (memory_grows_with_what_arrives_not_with_what_is_claimed),
    IN_LINK (large_reply_is_put_together),
    IN_LINK (end_of_stream_is_told),
    cmocka_unit_test (cursor_does_not_pass_its_end),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
