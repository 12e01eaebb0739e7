/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The last lines of an unbounded text. */

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text-ring.h"

static int
set_up (void **state)
{
  *state = calloc (1, sizeof (struct text_ring));
  return *state != NULL ? 0 : -1;
}

static int
tear_down (void **state)
{
  free (*state);
  return 0;
}

static void
add (struct text_ring *ring, const char *text)
{
  text_ring_add (ring, text, strlen (text));
}

static void
assert_last_lines (const struct text_ring *ring, size_t count, const char *expected)
{
  char *lines = text_ring_last_lines (ring, count);

  assert_non_null (lines);
  assert_string_equal (lines, expected);
  free (lines);
}

static void
nothing_was_said (void **state)
{
  assert_last_lines (*state, 5, "");
}

static void
fewer_lines_than_asked_for (void **state)
{
  add (*state, "one\ntwo\n");
  assert_last_lines (*state, 5, "  one\n  two\n");
}

static void
only_the_last_lines (void **state)
{
  add (*state, "one\ntwo\nthree\nfour");
  assert_last_lines (*state, 2, "  three\n  four\n");
}

static void
empty_lines_do_not_count (void **state)
{
  add (*state, "one\r\n\r\n\ntwo\r\n\r\n");
  assert_last_lines (*state, 2, "  one\n  two\n");
}

static void
control_characters_are_made_harmless (void **state)
{
  add (*state, "\033[2Jred\x9b\tend\n");
  assert_last_lines (*state, 1, "  ?[2Jred? end\n");
}

static void
long_line_is_cut (void **state)
{
  char text[1000];

  memset (text, 'a', sizeof text);
  text_ring_add (*state, text, sizeof text);
  char *lines = text_ring_last_lines (*state, 1);
  assert_non_null (lines);
  assert_int_equal (strlen (lines), 2 + 300 + 1);
  free (lines);
}

static void
old_text_is_forgotten (void **state)
{
  char line[32];

  for (int i = 0; i < 10000; ++i) {
    snprintf (line, sizeof line, "line %d\n", i);
    add (*state, line);
  }
  assert_last_lines (*state, 2, "  line 9998\n  line 9999\n");
  assert_false (text_ring_contains (*state, "line 0\n"));
  assert_true (text_ring_contains (*state, "line 9000\n"));
}

static void
piece_larger_than_the_ring (void **state)
{
  const size_t size = 3 * TEXT_RING_SIZE + 5;
  char *text = malloc (size);

  assert_non_null (text);
  memset (text, 'x', size);
  memcpy (text + size - 5, "\nend\n", 5);
  text_ring_add (*state, text, size);
  free (text);
  assert_last_lines (*state, 1, "  end\n");
}

int
main (void)
{
#define TEST(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (nothing_was_said),
    TEST (fewer_lines_than_asked_for),
    TEST (only_the_last_lines),
    TEST (empty_lines_do_not_count),
    TEST (control_characters_are_made_harmless),
    TEST (long_line_is_cut),
    TEST (old_text_is_forgotten),
    TEST (piece_larger_than_the_ring),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
