/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program's data in the handle. */

#include <config.h>

#include <string.h>

#include "lib-test.h"

static int one, two, three;

static void
test_set_and_get (void **state)
{
  (void) state;
  assert_null (guestfs_get_private (g, "key"));
  char key[] = "key";
  guestfs_set_private (g, key, &one);
  key[0] = 'x'; /* the key was copied */
  assert_ptr_equal (guestfs_get_private (g, "key"), &one);
  assert_null (guestfs_get_private (g, "other"));
  guestfs_set_private (g, "key", &two);
  assert_ptr_equal (guestfs_get_private (g, "key"), &two);
  guestfs_set_private (g, "key", NULL);
  assert_null (guestfs_get_private (g, "key"));
}

static void
test_iteration_sees_each_once (void **state)
{
  (void) state;
  const char *key;
  assert_null (guestfs_first_private (g, &key));
  assert_null (guestfs_next_private (g, &key));

  guestfs_set_private (g, "one", &one);
  guestfs_set_private (g, "two", &two);
  guestfs_set_private (g, "three", &three);
  guestfs_set_private (g, "two", NULL);

  int seen_one = 0, seen_three = 0;
  for (void *data = guestfs_first_private (g, &key); data != NULL;
       data = guestfs_next_private (g, &key)) {
    if (data == &one) {
      assert_string_equal (key, "one");
      ++seen_one;
    } else {
      assert_ptr_equal (data, &three);
      assert_string_equal (key, "three");
      ++seen_three;
    }
  }
  assert_int_equal (seen_one, 1);
  assert_int_equal (seen_three, 1);
  assert_null (guestfs_next_private (g, &key));
}

static void
test_setting_ends_an_iteration (void **state)
{
  (void) state;
  const char *key;
  guestfs_set_private (g, "one", &one);
  guestfs_set_private (g, "two", &two);
  assert_non_null (guestfs_first_private (g, &key));
  guestfs_set_private (g, "three", &three);
  assert_null (guestfs_next_private (g, &key));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_set_and_get),
    lib_test (test_iteration_sees_each_once),
    lib_test (test_setting_ends_an_iteration),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
