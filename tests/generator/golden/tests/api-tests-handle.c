/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the tests that stand beside each declaration.
 * Made by generator/emit/tests/c_tests.ml from the declarations in generator/api/. */

/* Deprecated and internal calls are tested too. */
#define GUESTFS_NO_WARN_DEPRECATED 1
#define GUESTFS_PRIVATE 1

#include <config.h>

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "fixtures.h"
#include "harness.h"

#include "guestfs-api/handle.h"

extern const struct fixture blank_fixture;
extern const struct fixture handle_fixture;

static int
test_find_thing_0 (struct test_run *t)
{
  {
    const char *r = guestfs_find_thing (t->g);
    (void) r;
  }
  return 0;
}

static int
test_get_thing_0 (struct test_run *t)
{
  {
    const char *r = guestfs_get_thing (t->g);
    if (r == NULL)
      return call_failed (t, "get_thing");
    if (expect_text (t, "get_thing", string_text (r), "x", 1) == -1)
      return -1;
  }
  return 0;
}

static int
test_odd_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_odd_thing (t->g);
    if (r == -1)
      return call_failed (t, "odd_thing");
  }
  return 0;
}

static int
test_old_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_old_thing (t->g, "x");
    if (r == -1)
      return call_failed (t, "old_thing x");
  }
  return 0;
}

static int
test_older_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_older_thing (t->g);
    if (r == -1)
      return call_failed (t, "older_thing");
  }
  return 0;
}

static int
test_set_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_set_thing (t->g, "x");
    if (r == -1)
      return call_failed (t, "set_thing x");
  }
  return 0;
}

extern const struct declared_test handle_tests[];

const struct declared_test handle_tests[] = {
  { "find_thing_0", &handle_fixture, NULL, test_find_thing_0 },
  { "get_thing_0", &handle_fixture, NULL, test_get_thing_0 },
  { "odd_thing_0", &blank_fixture, "odd", test_odd_thing_0 },
  { "old_thing_0", &handle_fixture, NULL, test_old_thing_0 },
  { "older_thing_0", &handle_fixture, NULL, test_older_thing_0 },
  { "set_thing_0", &handle_fixture, NULL, test_set_thing_0 },
  { NULL, NULL, NULL, NULL },
};
