/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sessions that live in a child: what travels, and how they end. */

#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/reply.h"
#include "cleanup.h"
#include "daemon-test.h"
#include "sessions/session-child.h"

/* The state is a number that counts calls. */
static void *
open_counter (void *data)
{
  static int64_t counter;

  counter = *(int64_t *) data;
  return counter >= 0 ? &counter : reply_error_null (ENOENT, "no counter");
}

static struct session_child *
start (int64_t first)
{
  return session_child_start ("the counter", open_counter, &first, -1);
}

static int
count (void *state, const struct session_arguments *arguments, FILE *out)
{
  int64_t *counter = state;

  *counter += session_number (arguments, 0);
  return session_put_number (out, *counter);
}

static int
describe (void *state, const struct session_arguments *arguments, FILE *out)
{
  (void) state;
  for (size_t i = 0; i < SESSION_ARGUMENTS; ++i) {
    const char *text = session_text (arguments, i);

    fprintf (out, "%s", text != NULL ? text : "none");
    putc ('\0', out);
  }
  return 0;
}

static int
write_much (void *state, const struct session_arguments *arguments, FILE *out)
{
  (void) state;
  for (int64_t i = session_number (arguments, 0); i > 0; --i)
    putc ('x', out);
  return 0;
}

static int
refuse (void *state, const struct session_arguments *arguments, FILE *out)
{
  (void) state;
  (void) out;
  return reply_error_text (ENOTDIR, "%s: refused", session_text (arguments, 0));
}

static int
crash (void *state, const struct session_arguments *arguments, FILE *out)
{
  (void) state;
  (void) arguments;
  (void) out;
  signal (SIGSEGV, SIG_DFL);
  return raise (SIGSEGV);
}

static int
write_nothing (void *state, const struct session_arguments *arguments, FILE *out)
{
  (void) state;
  (void) arguments;
  (void) out;
  return 0;
}

static void
state_lives_from_call_to_call (void **state)
{
  struct session_child *child = start (5);

  (void) state;
  assert_int_equal (session_ask_number (child, count, SESSION_NUMBER (1)), 6);
  assert_int_equal (session_ask_number (child, count, SESSION_NUMBER (2)), 8);
  session_child_end (child);
}

static void
arguments_and_results_travel (void **state)
{
  struct session_child *child = start (0);
  const char *missing = NULL;

  (void) state;
  CLEANUP_FREE_STRINGS char **list = session_ask_list (child, describe, SESSION_TEXT ("first"),
                                                       SESSION_TEXT (""), SESSION_TEXT (missing));
  assert_string_equal (list[0], "first");
  assert_string_equal (list[1], "");
  assert_string_equal (list[2], "none");
  assert_null (list[4]);
  CLEANUP_FREE char *text = session_ask_text (child, write_much, SESSION_NUMBER (1000000));
  assert_int_equal (strlen (text), 1000000);
  session_child_end (child);
}

static void
errors_come_back_and_do_not_end_it (void **state)
{
  struct session_child *child = start (0);

  (void) state;
  assert_int_equal (session_ask (child, refuse, SESSION_TEXT ("/dir")), -1);
  assert_error (ENOTDIR, "/dir: refused");
  assert_int_equal (session_ask_number (child, write_nothing), -1);
  assert_error (EPROTO, "the counter");
  assert_int_equal (session_ask_number (child, count, SESSION_NUMBER (1)), 1);
  session_child_end (child);
}

static void
failed_open_is_an_error (void **state)
{
  (void) state;
  assert_null (start (-1));
  assert_error (ENOENT, "no counter");
}

static void
crash_is_an_error_and_ends_it (void **state)
{
  struct session_child *child = start (0);

  (void) state;
  assert_int_equal (session_ask (child, crash), -1);
  assert_error (EIO, "the counter was killed by signal 11");
  assert_int_equal (session_ask_number (child, count, SESSION_NUMBER (1)), -1);
  assert_error (EIO, "open it again");
  session_child_end (child);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (state_lives_from_call_to_call),      daemon_test (arguments_and_results_travel),
    daemon_test (errors_come_back_and_do_not_end_it), daemon_test (failed_open_is_an_error),
    daemon_test (crash_is_an_error_and_ends_it),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
