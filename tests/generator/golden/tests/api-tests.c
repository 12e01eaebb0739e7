/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The tests that stand beside each declaration.
 * Made by generator/emit/c_tests.ml from the declarations in generator/api/. */

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

static int
test_all_arguments_0 (struct test_run *t)
{
  {
    int r = guestfs_all_arguments (t->g, "a", "/b", "/dev/sda", "/dev/sda1", "/c", "/d", "secret", "01234567-0123-0123-0123-0123456789ab", NULL, (char *[]) { "x", "y", NULL }, (char *[]) { "/dev/sda", NULL }, (char *[]) { "n", NULL }, (char *[]) { "/p", NULL }, "a\000b", 3, 1, INT64_C (2), 1);
    if (r == -1)
      return call_failed (t, "all_arguments a /b /dev/sda /dev/sda1 /c /d secret 01234567-0123-0123-0123-0123456789ab %null [x y] [/dev/sda] [n] [/p] \"a\\x00b\" 1 2 true");
  }
  return 0;
}

static int
test_all_options_0 (struct test_run *t)
{
  {
    int r = guestfs_all_options_opts (t->g, "x", GUESTFS_ALL_OPTIONS_OPTS_QUICK, 1, GUESTFS_ALL_OPTIONS_OPTS_DEPTH, 3, GUESTFS_ALL_OPTIONS_OPTS_OFFSET, INT64_C (4), GUESTFS_ALL_OPTIONS_OPTS_LABEL, "L", GUESTFS_ALL_OPTIONS_OPTS_SERVERS, (char *[]) { "a", "b", NULL }, -1);
    if (r == -1)
      return call_failed (t, "all_options x quick:true depth:3 offset:4 label:L servers:[a b]");
  }
  {
    int r = guestfs_all_options (t->g, "x");
    if (r == -1)
      return call_failed (t, "all_options x");
  }
  return 0;
}

static int
test_download_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_download_thing (t->g, "/x", output_file (t, "copy"));
    if (r == -1)
      return call_failed (t, "download_thing /x >copy");
  }
  {
    if (expect_host_file (t, "copy", "hello\n", 6) == -1)
      return -1;
  }
  return 0;
}

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
test_list_thing_0 (struct test_run *t)
{
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_list_thing (t->g, "/", INT64_C (1), (char *[]) { "a", NULL });
    if (r == NULL)
      return call_failed (t, "list_thing / 1 [a]");
    if (expect_list (t, "list_thing / 1 [a]", r, (char *[]) { NULL }) == -1)
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
test_returns_bool_0 (struct test_run *t)
{
  {
    int r = guestfs_returns_bool (t->g);
    if (r == -1)
      return call_failed (t, "returns_bool");
    if (expect_text (t, "returns_bool", bool_text (r), "true", 4) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_buffer_0 (struct test_run *t)
{
  {
    size_t size = 0;
    CLEANUP_FREE char *r = guestfs_returns_buffer (t->g, &size);
    if (r == NULL)
      return call_failed (t, "returns_buffer");
    if (expect_text (t, "returns_buffer", bytes_text (r, size), "a\000b", 3) == -1)
      return -1;
  }
  {
    size_t size = 0;
    CLEANUP_FREE char *r = guestfs_returns_buffer (t->g, &size);
    if (r == NULL)
      return call_failed (t, "returns_buffer");
    const size_t length = size;
    if (expect_length (t, "returns_buffer", length, 3) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_device_0 (struct test_run *t)
{
  {
    CLEANUP_FREE char *r = guestfs_returns_device (t->g);
    if (r == NULL)
      return call_failed (t, "returns_device");
    if (expect_text (t, "returns_device", string_text (r), "/dev/sda", 8) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_device_list_0 (struct test_run *t)
{
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_device_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_device_list");
    if (expect_list (t, "returns_device_list", r, (char *[]) { NULL }) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_int_0 (struct test_run *t)
{
  {
    int r = guestfs_returns_int (t->g);
    if (r == -1)
      return call_failed (t, "returns_int");
    if (expect_text (t, "returns_int", number_text (t, r), "42", 2) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_int64_0 (struct test_run *t)
{
  {
    int64_t r = guestfs_returns_int64 (t->g);
    if (r == -1)
      return call_failed (t, "returns_int64");
    if (expect_text (t, "returns_int64", number_text (t, r), "42", 2) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_mountable_0 (struct test_run *t)
{
  {
    CLEANUP_FREE char *r = guestfs_returns_mountable (t->g);
    if (r == NULL)
      return call_failed (t, "returns_mountable");
    if (expect_text (t, "returns_mountable", string_text (r), "/dev/sda", 8) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_mountable_list_0 (struct test_run *t)
{
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_mountable_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_mountable_list");
    if (expect_list (t, "returns_mountable_list", r, (char *[]) { NULL }) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_nothing_0 (struct test_run *t)
{
  {
    int r = guestfs_returns_nothing (t->g);
    if (r == -1)
      return call_failed (t, "returns_nothing");
  }
  return 0;
}

static int
test_returns_struct_0 (struct test_run *t)
{
  {
    struct guestfs_item *r = guestfs_returns_struct (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct");
    int order = expect_text (t, "returns_struct -> item_text", string_text (r->item_text), "t", 1);
    guestfs_free_item (r);
    if (order == -1)
      return -1;
  }
  {
    struct guestfs_item *r = guestfs_returns_struct (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct");
    int order = expect_text (t, "returns_struct -> item_percent", percent_text (t, r->item_percent), "1", 1);
    guestfs_free_item (r);
    if (order == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_struct_list_0 (struct test_run *t)
{
  {
    struct guestfs_item_list *r = guestfs_returns_struct_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct_list");
    int order = expect_text (t, "returns_struct_list -> len", number_text (t, r->len), "1", 1);
    guestfs_free_item_list (r);
    if (order == -1)
      return -1;
  }
  {
    struct guestfs_item_list *r = guestfs_returns_struct_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct_list");
    if (r->len <= 0)
      return missing_element (t, "returns_struct_list", 0, r->len);
    int order = expect_text (t, "returns_struct_list -> 0.item_uuid", bytes_text (r->val[0].item_uuid, 32), "u", 1);
    guestfs_free_item_list (r);
    if (order == -1)
      return -1;
  }
  {
    struct guestfs_item_list *r = guestfs_returns_struct_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct_list");
    bool found = has_struct (r->val, r->len, sizeof *r->val, offsetof (struct guestfs_item, item_text), "t");
    guestfs_free_item_list (r);
    if (expect_found (t, "returns_struct_list", "t", found, true) == -1)
      return -1;
  }
  {
    struct guestfs_item_list *r = guestfs_returns_struct_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct_list");
    const size_t length = r->len;
    guestfs_free_item_list (r);
    if (expect_length (t, "returns_struct_list", length, 1) == -1)
      return -1;
  }
  {
    struct guestfs_item_list *r = guestfs_returns_struct_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_struct_list");
    int order = missing_key;
    for (uint32_t i = 0; i < r->len && order == missing_key; ++i)
      if (same_text (string_text (r->val[i].item_text), "t", 1))
        order = expect_text (t, "returns_struct_list -> item_text t -> item_bytes", number_text (t, r->val[i].item_bytes), "7", 1);
    guestfs_free_item_list (r);
    if (order == missing_key)
      return no_such_key (t, "returns_struct_list", "item_text", "t");
    if (order == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_table_0 (struct test_run *t)
{
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_table (t->g);
    if (r == NULL)
      return call_failed (t, "returns_table");
    if (expect_entry (t, "returns_table", r, "k", "v") == -1)
      return -1;
  }
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_table (t->g);
    if (r == NULL)
      return call_failed (t, "returns_table");
    const size_t length = list_length (r) / 2;
    if (expect_length (t, "returns_table", length, 1) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_text_0 (struct test_run *t)
{
  {
    CLEANUP_FREE char *r = guestfs_returns_text (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text");
    if (expect_text (t, "returns_text", string_text (r), "x", 1) == -1)
      return -1;
  }
  {
    CLEANUP_FREE char *r = guestfs_returns_text (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text");
    bool found = has_part (r, strlen (r), "x", 1);
    if (expect_found (t, "returns_text", "x", found, true) == -1)
      return -1;
  }
  {
    CLEANUP_FREE char *r = guestfs_returns_text (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text");
    if (expect_other (t, "returns_text", string_text (r), "y", 1) == -1)
      return -1;
  }
  {
    CLEANUP_FREE char *r = guestfs_returns_text (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text");
    if (expect_match (t, "returns_text", (char *[]) { (char *) r, NULL }, "^x\?$") == -1)
      return -1;
  }
  {
    CLEANUP_FREE char *r = guestfs_returns_text (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text");
    const size_t length = strlen (r);
    if (expect_length (t, "returns_text", length, 1) == -1)
      return -1;
  }
  return 0;
}

static int
test_returns_text_list_0 (struct test_run *t)
{
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_text_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text_list");
    if (expect_list (t, "returns_text_list", r, (char *[]) { "a", "b", NULL }) == -1)
      return -1;
  }
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_text_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text_list");
    bool found = has_element (r, 1, "a");
    if (expect_found (t, "returns_text_list", "a", found, true) == -1)
      return -1;
  }
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_text_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text_list");
    bool found = has_element (r, 1, "c");
    if (expect_found (t, "returns_text_list", "c", found, false) == -1)
      return -1;
  }
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_text_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text_list");
    if (expect_match (t, "returns_text_list", r, "[ab]") == -1)
      return -1;
  }
  {
    CLEANUP_FREE_STRINGS char **r = guestfs_returns_text_list (t->g);
    if (r == NULL)
      return call_failed (t, "returns_text_list");
    const size_t length = list_length (r);
    if (expect_length (t, "returns_text_list", length, 2) == -1)
      return -1;
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

static int
test_upload_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_upload_thing (t->g, input_file (t, "hello\n", 6), "/x");
    if (r == -1)
      return call_failed (t, "upload_thing <\"hello\\n\" /x");
  }
  {
    bool failed = guestfs_upload_thing (t->g, "/missing", "/x") == -1;
    if (expect_error (t, "upload_thing /missing /x", failed, ENOENT, "/missing") == -1)
      return -1;
  }
  return 0;
}

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

static const struct fixture handle_fixture = {
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

static const struct fixture blank_fixture = {
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

static const struct fixture filesystem_fixture = {
  .name = "filesystem",
  .base = &blank_fixture,
  .launched = true,
  .disks = NULL,
  .needs = (char *const[]) { "thing", "odd", NULL },
  .make = make_filesystem,
  .enter = enter_filesystem,
};

const struct declared_test declared_tests[] = {
  { "all_arguments_0", &blank_fixture, "thing", test_all_arguments_0 },
  { "all_options_0", &filesystem_fixture, "thingfs", test_all_options_0 },
  { "download_thing_0", &filesystem_fixture, NULL, test_download_thing_0 },
  { "find_thing_0", &handle_fixture, NULL, test_find_thing_0 },
  { "get_thing_0", &handle_fixture, NULL, test_get_thing_0 },
  { "list_thing_0", &filesystem_fixture, NULL, test_list_thing_0 },
  { "odd_thing_0", &blank_fixture, "odd", test_odd_thing_0 },
  { "old_thing_0", &handle_fixture, NULL, test_old_thing_0 },
  { "older_thing_0", &handle_fixture, NULL, test_older_thing_0 },
  { "returns_bool_0", &blank_fixture, NULL, test_returns_bool_0 },
  { "returns_buffer_0", &blank_fixture, NULL, test_returns_buffer_0 },
  { "returns_device_0", &blank_fixture, NULL, test_returns_device_0 },
  { "returns_device_list_0", &blank_fixture, NULL, test_returns_device_list_0 },
  { "returns_int_0", &blank_fixture, NULL, test_returns_int_0 },
  { "returns_int64_0", &blank_fixture, NULL, test_returns_int64_0 },
  { "returns_mountable_0", &blank_fixture, NULL, test_returns_mountable_0 },
  { "returns_mountable_list_0", &blank_fixture, NULL, test_returns_mountable_list_0 },
  { "returns_nothing_0", &blank_fixture, NULL, test_returns_nothing_0 },
  { "returns_struct_0", &blank_fixture, NULL, test_returns_struct_0 },
  { "returns_struct_list_0", &blank_fixture, NULL, test_returns_struct_list_0 },
  { "returns_table_0", &blank_fixture, NULL, test_returns_table_0 },
  { "returns_text_0", &blank_fixture, NULL, test_returns_text_0 },
  { "returns_text_list_0", &blank_fixture, NULL, test_returns_text_list_0 },
  { "set_thing_0", &handle_fixture, NULL, test_set_thing_0 },
  { "upload_thing_0", &filesystem_fixture, NULL, test_upload_thing_0 },
  { "fixture_handle", &handle_fixture, NULL, show_handle },
  { "fixture_blank", &blank_fixture, NULL, show_blank },
  { "fixture_filesystem", &filesystem_fixture, NULL, show_filesystem },
  { NULL, NULL, NULL, NULL },
};
