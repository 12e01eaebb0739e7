/* SPDX-License-Identifier: GPL-2.0-or-later */
/* File content in both directions, and the ways to stop it. */

#include <config.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "agreed.h"
#include "cleanup.h"
#include "library-side.h"

static void
send_pieces (unsigned count)
{
  char piece[65536];

  memset (piece, 'x', sizeof piece);
  for (unsigned i = 0; i < count; ++i)
    send_frame (FRAME_CHUNK, piece, sizeof piece);
}

static void
send_values (enum frame_kind kind, xdrproc_t encode, const void *value)
{
  char bytes[64];
  XDR xdr;

  xdrmem_create (&xdr, bytes, sizeof bytes, XDR_ENCODE);
  assert_true (encode (&xdr, (void *) value));
  send_frame (kind, bytes, xdr_getpos (&xdr));
  xdr_destroy (&xdr);
}

static void
send_part (unsigned number, unsigned size)
{
  const struct wire_part part = { number, size };
  CLEANUP_FREE char *bytes = malloc (size + 1);

  memset (bytes, 'x', size);
  assert_int_equal (pwrite (window, bytes, size, (off_t) number * WINDOW_PART_SIZE), size);
  send_values (FRAME_PART, (xdrproc_t) xdr_wire_part, &part);
}

static void
send_extent (bool is_hole, uint64_t length)
{
  const struct wire_extent extent = { is_hole, length };

  send_values (FRAME_EXTENT, (xdrproc_t) xdr_wire_extent, &extent);
}

static void
expect_taken (u_int size)
{
  u_int total = 0;

  expect_ok (CALL_TAKE);
  decode_payload ((xdrproc_t) xdr_u_int, &total);
  assert_int_equal (total, size);
}

static void
content_is_received (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_pieces (20);
  send_frame (FRAME_CHUNK, "xxx", 3);
  send_frame (FRAME_CHUNK, NULL, 0);
  expect_taken (20 * 65536 + 3);

  send_call (CALL_TAKE, 0, 0, NULL);
  send_frame (FRAME_CHUNK, NULL, 0);
  expect_taken (0);
  expect_echo ("in step");
}

static void
parts_are_received (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_extent (false, 2 * WINDOW_PART_SIZE);
  send_part (0, WINDOW_PART_SIZE);
  send_part (1, WINDOW_PART_SIZE);
  assert_int_equal (read_frame (), FRAME_TAKEN);
  assert_int_equal (read_frame (), FRAME_TAKEN);
  send_part (0, 1);
  assert_int_equal (read_frame (), FRAME_TAKEN);
  send_frame (FRAME_CHUNK, "xxx", 3);
  send_frame (FRAME_CHUNK, NULL, 0);
  expect_taken (2 * WINDOW_PART_SIZE + 4);
  expect_echo ("in step");
}

/* The call of the test accepts 'x' only. */
static void
hole_is_zeros_for_who_knows_no_holes (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_extent (true, 100000);
  assert_int_equal (read_frame (), FRAME_CANCEL);
  send_part (0, 5); /* it was on its way */
  assert_int_equal (read_frame (), FRAME_TAKEN);
  send_frame (FRAME_CANCEL, NULL, 0);
  expect_error (CALL_TAKE, "EILSEQ", "wrong byte");
  expect_echo ("in step");
}

static void
part_outside_of_the_window_ends_it (void **state)
{
  const struct wire_part part = { WINDOW_PARTS, 1 };

  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_values (FRAME_PART, (xdrproc_t) xdr_wire_part, &part);
  assert_int_equal (end_of_daemon (), EXIT_FAILURE);
}

static void
part_larger_than_it_can_be_ends_it (void **state)
{
  const struct wire_part part = { 0, WINDOW_PART_SIZE + 1 };

  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_values (FRAME_PART, (xdrproc_t) xdr_wire_part, &part);
  assert_int_equal (end_of_daemon (), EXIT_FAILURE);
}

enum { LARGE = 13000000, TAIL = 16 };

/* All but the tail of BYTES, each part when the one before was taken. */
static void
send_in_parts (const char *bytes, size_t size)
{
  const uint32_t next_serial = serial;

  for (unsigned number = 0; size > 0; number = !number) {
    const struct wire_part part = { number, size < WINDOW_PART_SIZE ? size : WINDOW_PART_SIZE };

    assert_int_equal (pwrite (window, bytes, part.size, (off_t) number * WINDOW_PART_SIZE),
                      part.size);
    send_values (FRAME_PART, (xdrproc_t) xdr_wire_part, &part);
    serial = 0; /* between calls */
    assert_int_equal (read_frame (), FRAME_TAKEN);
    serial = next_serial;
    bytes += part.size;
    size -= part.size;
  }
}

/* Collects a reply of SIZE bytes, all but the last ones from parts. */
static void
read_from_parts (char *bytes, size_t size)
{
  size_t have = 0;

  while (read_frame () == FRAME_PART) {
    struct wire_part part;

    decode_payload ((xdrproc_t) xdr_wire_part, &part);
    assert_true (part.size <= WINDOW_PART_SIZE && part.size <= size - have);
    assert_int_equal (
      pread (window, bytes + have, part.size, (off_t) part.number * WINDOW_PART_SIZE), part.size);
    send_frame (FRAME_TAKEN, NULL, 0);
    have += part.size;
  }
  assert_int_equal (payload.size, TAIL);
  assert_int_equal (have + TAIL, size);
  memcpy (bytes + have, payload.bytes, TAIL);
}

/* All but their last bytes are in the window. */
static void
large_call_and_large_reply (void **state)
{
  const struct wire_call_header header = { CALL_ECHO, 0, 0 };
  CLEANUP_FREE char *bytes = malloc (LARGE + 100);
  CLEANUP_FREE char *word = malloc (LARGE + 1);
  wire_string result = NULL;
  XDR xdr;

  (void) state;
  for (size_t i = 0; i < LARGE; ++i)
    word[i] = 'a' + i % 23;
  word[LARGE] = '\0';
  xdrmem_create (&xdr, bytes, LARGE + 100, XDR_ENCODE);
  assert_true (xdr_wire_call_header (&xdr, (struct wire_call_header *) &header));
  assert_true (xdr_wire_string (&xdr, (wire_string *) &word));
  const size_t all = xdr_getpos (&xdr);
  ++serial;
  send_in_parts (bytes, all - TAIL);
  send_frame (FRAME_CALL, bytes + all - TAIL, TAIL);

  const size_t reply_size = 8 + 4 + LARGE;
  read_from_parts (bytes, reply_size);
  xdrmem_create (&xdr, bytes + 8, reply_size - 8, XDR_DECODE);
  assert_true (xdr_wire_string (&xdr, &result));
  assert_string_equal (result, word);
  free (result);
  expect_echo ("in step");
}

static void
library_can_stop_sending (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_pieces (2);
  send_frame (FRAME_CANCEL, NULL, 0);
  expect_error (CALL_TAKE, "EINTR", "transfer was cancelled by the library");
  expect_echo ("in step");
}

static void
daemon_can_refuse_content (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, REFUSE, NULL);
  send_pieces (1);
  assert_int_equal (read_frame (), FRAME_CANCEL);
  send_pieces (10); /* these were on their way */
  send_frame (FRAME_CANCEL, NULL, 0);
  expect_error (CALL_TAKE, "ENOSPC", "write: No space left on device");

  /* The refusal comes when all has been sent. */
  send_call (CALL_TAKE, 0, REFUSE, NULL);
  send_pieces (1);
  send_frame (FRAME_CHUNK, NULL, 0);
  assert_int_equal (read_frame (), FRAME_CANCEL);
  expect_error (CALL_TAKE, "ENOSPC", "write: No space left on device");
  expect_echo ("in step");
}

static void
assert_content (const char *bytes, size_t size)
{
  for (size_t i = 0; i < size; ++i)
    if (bytes[i] != 'y')
      fail_msg ("wrong byte at %zu", i);
}

/* Content of the part that is announced by the frame just read. */
static size_t
read_part (void)
{
  static char bytes[WINDOW_PART_SIZE];
  struct wire_part part;

  decode_payload ((xdrproc_t) xdr_wire_part, &part);
  assert_true (part.size <= WINDOW_PART_SIZE);
  assert_int_equal (pread (window, bytes, part.size, (off_t) part.number * WINDOW_PART_SIZE),
                    part.size);
  assert_content (bytes, part.size);
  send_frame (FRAME_TAKEN, NULL, 0);
  return part.size;
}

/* Reads chunks and parts until an empty chunk (true) or a CANCEL. */
static bool
read_content (size_t *size)
{
  enum frame_kind kind;

  for (*size = 0;
       (kind = read_frame ()) == FRAME_PART || (kind == FRAME_CHUNK && payload.size > 0);)
    if (kind == FRAME_PART)
      *size += read_part ();
    else {
      assert_true (payload.size <= CHUNK_FROM_DAEMON);
      assert_content (payload.bytes, payload.size);
      *size += payload.size;
    }
  assert_true (kind == FRAME_CHUNK || kind == FRAME_CANCEL);
  return kind == FRAME_CHUNK;
}

static void
content_is_sent (void **state)
{
  static const size_t sizes[] = { 0,
                                  1,
                                  CHUNK_FROM_DAEMON - 1,
                                  CHUNK_FROM_DAEMON,
                                  CHUNK_FROM_DAEMON + 1,
                                  WINDOW_PART_SIZE,
                                  3 * WINDOW_PART_SIZE + 1 };
  size_t received;

  (void) state;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
    send_call (CALL_GIVE, sizes[i], 0, NULL);
    expect_ok (CALL_GIVE);
    assert_true (read_content (&received));
    assert_int_equal (received, sizes[i]);
  }
  expect_echo ("in step");
}

static void
sending_can_fail (void **state)
{
  size_t received;

  (void) state;
  send_call (CALL_GIVE, 100, FAIL_AT_END, NULL); /* before anything was sent */
  expect_error (CALL_GIVE, "EIO", "read: Input/output error");

  send_call (CALL_GIVE, 10000000, FAIL_AT_END, NULL);
  expect_ok (CALL_GIVE);
  assert_false (read_content (&received));
  assert_true (received < 10000000);
  assert_wire_error ("EIO", "read: Input/output error");
  expect_echo ("in step");
}

static void
library_can_stop_receiving (void **state)
{
  size_t received;

  (void) state;
  /* More than the window holds, so that the daemon has to see the CANCEL. */
  send_call (CALL_GIVE, 100000000, 0, NULL);
  expect_ok (CALL_GIVE);
  assert_int_equal (read_frame (), FRAME_PART);
  send_frame (FRAME_CANCEL, NULL, 0);
  assert_false (read_content (&received));
  assert_true (received < 100000000);
  assert_wire_error ("EINTR", "transfer was cancelled by the library");
  expect_echo ("in step");
}

static void
late_cancel_is_ignored (void **state)
{
  size_t received;

  (void) state;
  expect_echo ("one");
  send_frame (FRAME_CANCEL, NULL, 0); /* between two calls */
  expect_echo ("two");

  send_call (CALL_TAKE, 0, 0, NULL);
  --serial; /* of the call before */
  send_frame (FRAME_CANCEL, NULL, 0);
  ++serial;
  send_pieces (1);
  send_frame (FRAME_CHUNK, NULL, 0);
  expect_taken (65536);

  send_call (CALL_GIVE, 1000000, 0, NULL);
  --serial;
  send_frame (FRAME_CANCEL, NULL, 0);
  ++serial;
  expect_ok (CALL_GIVE);
  assert_true (read_content (&received));
  assert_int_equal (received, 1000000);
  expect_echo ("in step");
}

static void
large_chunk_ends_it (void **state)
{
  const uint32_t words[] = { htonl (FRAME_MAGIC), htonl (FRAME_CHUNK), htonl (serial + 1),
                             htonl (CHUNK_FROM_DAEMON + 1) };

  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  assert_int_equal (write (library.fd, words, sizeof words), sizeof words);
  assert_int_equal (end_of_daemon (), EXIT_FAILURE);
}

static void
call_within_a_transfer_ends_it (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  hangs_up_after (FRAME_CALL, 20);
}

static void
hanging_up_in_a_transfer_is_no_crash (void **state)
{
  (void) state;
  send_call (CALL_TAKE, 0, 0, NULL);
  send_pieces (1);
  assert_int_equal (end_of_daemon (), EXIT_SUCCESS);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    conversation (content_is_received),
    conversation (parts_are_received),
    conversation (hole_is_zeros_for_who_knows_no_holes),
    conversation (part_outside_of_the_window_ends_it),
    conversation (part_larger_than_it_can_be_ends_it),
    conversation (large_call_and_large_reply),
    conversation (library_can_stop_sending),
    conversation (daemon_can_refuse_content),
    conversation (content_is_sent),
    conversation (sending_can_fail),
    conversation (library_can_stop_receiving),
    conversation (late_cancel_is_ignored),
    conversation (large_chunk_ends_it),
    conversation (call_within_a_transfer_ends_it),
    conversation (hanging_up_in_a_transfer_is_no_crash),
  };

  signal (SIGPIPE, SIG_IGN);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
