/* SPDX-License-Identifier: GPL-2.0-or-later */
/* State that outlives a call: when it is missing, and when it ends. */

#include <config.h>

#include "daemon-test.h"
#include "sessions/guest-session.h"

#define FIRST (&guest_sessions[0])
#define SECOND (&guest_sessions[1])

static void
state_that_is_missing_is_an_error (void **state)
{
  int ends = 0;

  (void) state;
  guest_session_begin (SECOND, &ends);
  assert_null (guest_session_state (FIRST));
  assert_error (0, "open the first one first");
  assert_ptr_equal (guest_session_state (SECOND), &ends);
  guest_session_end (SECOND);
  assert_int_equal (ends, 1);
  assert_null (guest_session_state (SECOND));
  assert_error (0, "open the second one first");
}

static void
opening_again_ends_what_was_open (void **state)
{
  int ends = 0, other_ends = 0;

  (void) state;
  guest_session_begin (FIRST, &ends);
  guest_session_begin (FIRST, &other_ends);
  assert_int_equal (ends, 1);
  assert_int_equal (other_ends, 0);
  assert_ptr_equal (guest_session_state (FIRST), &other_ends);
  guest_session_end (FIRST);
  guest_session_end (FIRST);
  assert_int_equal (other_ends, 1);
}

static void
all_end_at_once (void **state)
{
  int ends = 0;

  (void) state;
  guest_sessions_end_all ();
  guest_session_begin (FIRST, &ends);
  guest_session_begin (SECOND, &ends);
  guest_sessions_end_all ();
  assert_int_equal (ends, 2);
  guest_sessions_end_all ();
  assert_int_equal (ends, 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (state_that_is_missing_is_an_error),
    daemon_test (opening_again_ends_what_was_open),
    daemon_test (all_end_at_once),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
