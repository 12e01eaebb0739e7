/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first and the last lines of files, also of those larger than what is read at
 * once. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sysroot.h"
#include "cleanup.h"
#include "daemon-test.h"
#include "guest/file-lines.h"
#include "string-list.h"

static char *root;

static int
begin_with_guest (void **state)
{
  root = make_test_directory ();
  sysroot_use_directory (root);
  return test_begin (state);
}

static int
end_with_guest (void **state)
{
  const int result = test_end (state);

  sysroot_use_directory (SYSROOT);
  remove_test_directory (root);
  free (root);
  return result;
}

/* LINES are separated by commas. */
static void
assert_lines (char **lines, const char *expected)
{
  CLEANUP_FREE_STRINGS char **owned = lines;
  CLEANUP_FREE_STRINGS char **wanted = split_bytes (expected, strlen (expected), ',');

  assert_non_null (owned);
  assert_int_equal (count_strings (owned), count_strings (wanted));
  for (size_t i = 0; wanted[i] != NULL; ++i)
    assert_string_equal (owned[i], wanted[i]);
}

static void
a_file_may_end_without_newline (void **state)
{
  (void) state;
  write_test_file (root, "file", "one\ntwo\n\nfour");
  assert_lines (first_lines ("/file", 2), "one,two");
  assert_lines (first_lines ("/file", 9), "one,two,,four");
  assert_lines (last_lines ("/file", 1), "four");
  assert_lines (last_lines ("/file", 9), "one,two,,four");
  assert_lines (first_lines ("/file", 0), "");
  assert_lines (last_lines ("/file", 0), "");
}

static void
a_newline_at_the_end_is_no_line (void **state)
{
  (void) state;
  write_test_file (root, "file", "one\ntwo\n");
  assert_lines (last_lines ("/file", 1), "two");
  assert_lines (last_lines ("/file", 2), "one,two");
  write_test_file (root, "file", "\n\n");
  assert_lines (last_lines ("/file", 1), ",");
  assert_lines (last_lines ("/file", 2), ",,");
  write_test_file (root, "file", "");
  assert_lines (first_lines ("/file", 2), "");
  assert_lines (last_lines ("/file", 2), "");
}

/* Lines of every length around a piece, so that newlines stand on both of its ends. */
static void
lines_cross_pieces (void **state)
{
  enum { PIECE = 64 * 1024 };
  CLEANUP_FREE char *content = malloc (PIECE + 20);

  (void) state;
  assert_non_null (content);
  for (size_t length = PIECE - 5; length < PIECE + 5; ++length) {
    memset (content, 'x', length);
    strcpy (content + length, "\nlast\n");
    write_test_file (root, "file", content);
    assert_lines (last_lines ("/file", 1), "last");
    CLEANUP_FREE_STRINGS char **first = first_lines ("/file", 1);
    assert_non_null (first);
    assert_int_equal (strlen (first[0]), length);
    CLEANUP_FREE_STRINGS char **both = last_lines ("/file", 2);
    assert_non_null (both);
    assert_int_equal (strlen (both[0]), length);
  }
}

static void
a_huge_hole_ends_the_search (void **state)
{
  CLEANUP_FREE char *path = NULL;

  (void) state;
  write_test_file (root, "file", "one\n");
  assert_int_not_equal (asprintf (&path, "%s/file", root), -1);
  assert_int_equal (truncate (path, INT64_C (1) << 42), 0);
  assert_lines (first_lines ("/file", 1), "one");
  assert_null (last_lines ("/file", 1));
  assert_error (EFBIG, "/file: the lines are larger than");
}

#define guest_test(f) cmocka_unit_test_setup_teardown (f, begin_with_guest, end_with_guest)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    guest_test (a_file_may_end_without_newline),
    guest_test (a_newline_at_the_end_is_no_line),
    guest_test (lines_cross_pieces),
    guest_test (a_huge_hole_ends_the_search),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
