/* SPDX-License-Identifier: GPL-2.0-or-later */
/* File content in both directions, and the ways to stop it. */

#include <config.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

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

/* Reads chunks until an empty one (true) or a CANCEL. */
static bool
read_content (size_t *size)
{
  enum frame_kind kind;

  for (*size = 0; (kind = read_frame ()) == FRAME_CHUNK && payload.size > 0;
       *size += payload.size) {
    assert_true (payload.size <= CHUNK_MAX);
    for (size_t i = 0; i < payload.size; ++i)
      if (payload.bytes[i] != 'y')
        fail_msg ("wrong byte at %zu", *size + i);
  }
  assert_true (kind == FRAME_CHUNK || kind == FRAME_CANCEL);
  return kind == FRAME_CHUNK;
}

static void
content_is_sent (void **state)
{
  static const size_t sizes[] = { 0, 1, CHUNK_MAX - 1, CHUNK_MAX, CHUNK_MAX + 1, 3000000 };
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

  send_call (CALL_GIVE, 1000000, FAIL_AT_END, NULL);
  expect_ok (CALL_GIVE);
  assert_false (read_content (&received));
  assert_true (received < 1000000);
  assert_wire_error ("EIO", "read: Input/output error");
  expect_echo ("in step");
}

static void
library_can_stop_receiving (void **state)
{
  size_t received;

  (void) state;
  /* More than the socket holds, so that the daemon has to see the CANCEL. */
  send_call (CALL_GIVE, 100000000, 0, NULL);
  expect_ok (CALL_GIVE);
  assert_int_equal (read_frame (), FRAME_CHUNK);
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
                             htonl (CHUNK_MAX + 1) };

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
