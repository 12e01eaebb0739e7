/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The fixtures of the tests.
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

#include "guestfs-api/things.h"
#include "guestfs-api/handle.h"

extern const struct fixture handle_fixture;
extern const struct fixture blank_fixture;
extern const struct fixture filesystem_fixture;
extern const struct declared_test fixture_tests[];

static int
show_handle (struct test_run *t)
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

const struct fixture handle_fixture = {
  .name = "handle",
  .base = NULL,
  .launched = false,
  .disks = NULL,
  .needs = NULL,
  .make = NULL,
  .enter = NULL,
};

static int
show_blank (struct test_run *t)
{
  {
    int r = guestfs_returns_nothing (t->g);
    if (r == -1)
      return call_failed (t, "returns_nothing");
  }
  return 0;
}

const struct fixture blank_fixture = {
  .name = "blank",
  .base = NULL,
  .launched = true,
  .disks = (const unsigned[]) { 1024, 512, 0 },
  .needs = NULL,
  .make = NULL,
  .enter = NULL,
};

static int
make_filesystem (struct test_run *t)
{
  {
    int r = guestfs_upload_thing (t->g, fixture_file (t, "tree"), "/");
    if (r == -1)
      return call_failed (t, "upload_thing <<tree /");
  }
  {
    int r = guestfs_returns_nothing (t->g);
    if (r == -1)
      return call_failed (t, "returns_nothing");
  }
  return 0;
}

static int
enter_filesystem (struct test_run *t)
{
  {
    int r = guestfs_returns_int (t->g);
    if (r == -1)
      return call_failed (t, "returns_int");
  }
  return 0;
}

static int
show_filesystem (struct test_run *t)
{
  {
    int r = guestfs_returns_int (t->g);
    if (r == -1)
      return call_failed (t, "returns_int");
    if (expect_at_least (t, "returns_int", r, INT64_C (2)) == -1)
      return -1;
  }
  return 0;
}

const struct fixture filesystem_fixture = {
  .name = "filesystem",
  .base = &blank_fixture,
  .launched = true,
  .disks = NULL,
  .needs = (char *const[]) { "thing", "odd", NULL },
  .make = make_filesystem,
  .enter = enter_filesystem,
};

const struct declared_test fixture_tests[] = {
  { "fixture_handle", &handle_fixture, NULL, show_handle },
  { "fixture_blank", &blank_fixture, NULL, show_blank },
  { "fixture_filesystem", &filesystem_fixture, NULL, show_filesystem },
  { NULL, NULL, NULL, NULL },
};
