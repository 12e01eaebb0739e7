/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls, their errors and their progress messages, and a library that does
 * not keep to the protocol. */

#include <config.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cleanup.h"
#include "library-side.h"

static void
calls_are_answered (void **state)
{
  (void) state;
  expect_echo ("hello");
  expect_echo ("");
  expect_echo ("again");
}

static void
errors_keep_their_errno (void **state)
{
  (void) state;
  send_call (CALL_FAIL, 0, 0, NULL);
  expect_error (CALL_FAIL, "ENOENT", "/file: No such file or directory");
  expect_echo ("and on it goes");
}

static void
bad_calls_are_refused (void **state)
{
  char header_and_more[20 + 12] = "";

  (void) state;
  /* Outside of a topic's table, its empty entry, no topic, none of that number. */
  const unsigned unknown[] = { 0x1ff, 0x100, 0, 0x200, UINT32_MAX };

  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; ++i) {
    send_call (unknown[i], 0, 0, NULL);
    assert_int_equal (read_frame (), FRAME_REPLY);
    assert_int_equal (reply_status (unknown[i]), 1);
  }

  send_call (CALL_ECHO, 0, 0, NULL); /* no argument */
  expect_error (CALL_ECHO, "EBADMSG", "daemon failed to decode procedure arguments");

  header_and_more[2] = CALL_ECHO >> 8;
  header_and_more[3] = CALL_ECHO & 0xff; /* the empty string and 8 bytes too many */
  ++serial;
  send_frame (FRAME_CALL, header_and_more, sizeof header_and_more);
  expect_error (CALL_ECHO, "EBADMSG", "daemon failed to decode procedure arguments");

  send_call (CALL_ECHO, 0, 4, "x"); /* an option that there is not */
  assert_int_equal (read_frame (), FRAME_REPLY);
  assert_int_equal (reply_status (CALL_ECHO), 1);
  expect_echo ("in step");
}

static void
too_large_result_is_an_error (void **state)
{
  (void) state;
  send_call (CALL_TOO_LARGE, 0, 0, NULL);
  expect_error (CALL_TOO_LARGE, "EMSGSIZE",
                "guestfsd: failed to encode reply body\n(maybe the reply exceeds the maximum "
                "message size in the protocol?)");
  expect_echo ("in step");
}

static void
long_error_needs_no_memory (void **state)
{
  CLEANUP_FREE char *message = malloc (LONG_ERROR + 1);

  (void) state;
  assert_non_null (message);
  memset (message, '0', LONG_ERROR);
  message[LONG_ERROR] = '\0';
  send_call (CALL_EXHAUST, 0, 0, NULL);
  expect_error (CALL_EXHAUST, "ENOMEM", message);
}

static void
chunk_without_call_ends_it (void **state)
{
  (void) state;
  hangs_up_after (FRAME_CHUNK, 1);
}

static void
reply_from_library_ends_it (void **state)
{
  (void) state;
  hangs_up_after (FRAME_REPLY, 8);
}

static void
unknown_frame_ends_it (void **state)
{
  (void) state;
  hangs_up_after (4711, 0);
}

static void
short_call_ends_it (void **state)
{
  (void) state;
  hangs_up_after (FRAME_CALL, 19);
}

static double
seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* The rules of the API: nothing in the first 2 seconds, at least a third of a
 * second between two messages, and the last one says that all is done.  A
 * loaded machine lets the work take longer and delivers messages closer together
 * than they were sent, so what counts is how many there are for the time. */
static void
expect_progress (uint64_t options, uint64_t total)
{
  struct wire_progress progress = { 0, 0, 0 };
  const double start = seconds ();
  unsigned count = 0;

  send_call (CALL_WORK, 0, options, NULL);
  while (read_frame () == FRAME_PROGRESS) {
    decode_payload ((xdrproc_t) xdr_wire_progress, &progress);
    assert_int_equal (progress.procedure, CALL_WORK);
    assert_int_equal (progress.total, total);
    if (++count == 1)
      assert_true (seconds () - start > 1.9);
  }
  assert_int_equal (reply_status (CALL_WORK), 0);
  assert_int_equal (progress.position, total);
  assert_in_range (count, 2, 2 + (seconds () - start - 1.9) / 0.33);
}

static void
progress_keeps_the_rules (void **state)
{
  (void) state;
  expect_progress (0, 300);
}

static void
pulses_keep_the_rules (void **state)
{
  (void) state;
  expect_progress (PULSE, 1);
  expect_echo ("without progress");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    conversation (calls_are_answered),         conversation (errors_keep_their_errno),
    conversation (bad_calls_are_refused),      conversation (too_large_result_is_an_error),
    conversation (long_error_needs_no_memory), conversation (chunk_without_call_ends_it),
    conversation (reply_from_library_ends_it), conversation (unknown_frame_ends_it),
    conversation (short_call_ends_it),         conversation (progress_keeps_the_rules),
    conversation (pulses_keep_the_rules),
  };

  signal (SIGPIPE, SIG_IGN);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
