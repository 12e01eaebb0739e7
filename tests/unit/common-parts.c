/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the library and the daemon share: errno names, string lists, GUIDs. */

#include <config.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "cleanup.h"
#include "errno-names.h"
#include "guid.h"
#include "string-list.h"

static void
errno_values_travel_by_name (void **state)
{
  (void) state;
  assert_string_equal (errno_to_name (ENOENT), "ENOENT");
  assert_string_equal (errno_to_name (EAGAIN), "EAGAIN");
  assert_string_equal (errno_to_name (EOPNOTSUPP), "EOPNOTSUPP");
  assert_string_equal (errno_to_name (0), "");
  assert_string_equal (errno_to_name (-1), "");
  assert_string_equal (errno_to_name (100000), "");
  assert_int_equal (errno_from_name ("ENOTSUP"), ENOTSUP);
  assert_int_equal (errno_from_name ("EWOULDBLOCK"), EAGAIN);
  assert_int_equal (errno_from_name (""), 0);
  assert_int_equal (errno_from_name ("enoent"), EINVAL);
  assert_int_equal (errno_from_name ("ENOENT "), EINVAL);
}

/* The machine's own names for all values that it has. */
static void
all_errno_values_have_names (void **state)
{
  (void) state;
  for (int err = 1; err < 200; ++err) {
    const char *name = strerrorname_np (err);

    if (name != NULL) {
      assert_string_not_equal (errno_to_name (err), "");
      assert_int_equal (errno_from_name (name), err);
      assert_int_equal (errno_from_name (errno_to_name (err)), err);
      assert_true (strlen (name) <= 32);
    }
  }
}

static void
list_grows (void **state)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_FREE_STRINGS char **strings = NULL;

  (void) state;
  for (int i = 0; i < 1000; ++i)
    assert_int_equal (string_list_add_format (&list, "string %d", i), 0);
  assert_int_equal (string_list_add_bytes (&list, "bytes and more", 5), 0);
  assert_int_equal (string_list_add_bytes (&list, NULL, 0), 0);
  assert_int_equal (string_list_add_owned (&list, strdup ("owned")), 0);
  assert_true (string_list_has (&list, "string 999"));
  assert_true (string_list_has (&list, "bytes"));
  assert_false (string_list_has (&list, "string 1000"));

  strings = string_list_take (&list);
  assert_non_null (strings);
  assert_int_equal (list.count, 0);
  assert_int_equal (count_strings (strings), 1003);
  assert_string_equal (strings[0], "string 0");
  assert_string_equal (strings[1001], "");
  assert_string_equal (strings[1002], "owned");
}

static void
empty_list_is_an_array (void **state)
{
  struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_FREE_STRINGS char **strings = string_list_take (&list);

  (void) state;
  assert_non_null (strings);
  assert_null (strings[0]);
}

static void
missing_memory_is_an_error (void **state)
{
  struct string_list list = STRING_LIST_EMPTY;

  (void) state;
  errno = 0;
  assert_int_equal (string_list_add_owned (&list, NULL), -1);
  assert_int_equal (errno, ENOMEM);
  assert_int_equal (list.count, 0);
}

static void
list_is_sorted_by_bytes (void **state)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  (void) state;
  string_list_sort (&list);
  string_list_add (&list, "b");
  string_list_add (&list, "\xc3\xa4");
  string_list_add (&list, "B");
  string_list_add (&list, "");
  string_list_sort (&list);
  assert_string_equal (list.items[0], "");
  assert_string_equal (list.items[1], "B");
  assert_string_equal (list.items[2], "b");
  assert_string_equal (list.items[3], "\xc3\xa4");
}

static void
assert_split (const char *text, size_t size, const char *const *expected)
{
  CLEANUP_FREE_STRINGS char **parts = split_bytes (text, size, '\n');
  size_t i;

  assert_non_null (parts);
  for (i = 0; expected[i] != NULL; ++i) {
    assert_non_null (parts[i]);
    assert_string_equal (parts[i], expected[i]);
  }
  assert_null (parts[i]);
}

static void
lines_are_split (void **state)
{
  (void) state;
  assert_split ("", 0, (const char *const[]) { NULL });
  assert_split ("\n", 1, (const char *const[]) { "", NULL });
  assert_split ("a", 1, (const char *const[]) { "a", NULL });
  assert_split ("a\n", 2, (const char *const[]) { "a", NULL });
  assert_split ("\n\nb\n\n", 5, (const char *const[]) { "", "", "b", "", NULL });
  assert_split ("ab\ncd", 3, (const char *const[]) { "ab", NULL });
}

static void
guids_may_have_braces (void **state)
{
  (void) state;
  assert_true (is_guid ("01234567-89AB-cdef-0123-456789abcdef"));
  assert_true (is_guid ("{01234567-89ab-cdef-0123-456789abcdef}"));
  assert_false (is_guid (""));
  assert_false (is_guid ("{}"));
  assert_false (is_guid ("{01234567-89ab-cdef-0123-456789abcdef"));
  assert_false (is_guid ("01234567-89ab-cdef-0123-456789abcdef}"));
  assert_false (is_guid ("01234567-89ab-cdef-0123-456789abcdeg"));
  assert_false (is_guid ("0123456789abcdef0123456789abcdef0123"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (errno_values_travel_by_name),
    cmocka_unit_test (all_errno_values_have_names),
    cmocka_unit_test (list_grows),
    cmocka_unit_test (empty_list_is_an_array),
    cmocka_unit_test (missing_memory_is_an_error),
    cmocka_unit_test (list_is_sorted_by_bytes),
    cmocka_unit_test (lines_are_split),
    cmocka_unit_test (guids_may_have_braces),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
