/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the tests that stand beside each declaration.
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

extern const struct fixture blank_fixture;
extern const struct fixture filesystem_fixture;

static int
test_about_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_about_thing (t->g) == NULL;
    if (expect_error (t, "about_thing", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

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
test_check_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_check_thing (t->g, "1") == -1;
    if (expect_error (t, "check_thing 1", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_close_memory_0 (struct test_run *t)
{
  {
    bool failed = guestfs_close_memory (t->g) == -1;
    if (expect_error (t, "close_memory", failed, 0, "call open_memory first") == -1)
      return -1;
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
test_image_of_thing_0 (struct test_run *t)
{
  {
    size_t size = 0;
    bool failed = guestfs_image_of_thing (t->g, &size) == NULL;
    if (expect_error (t, "image_of_thing", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_is_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_is_thing (t->g, "1") == -1;
    if (expect_error (t, "is_thing 1", failed, 0, "") == -1)
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
test_make_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_make_thing (t->g, "/dev/sda", (char *[]) { "/dev/sdb", NULL }, "/log", "key", "new", 1, NULL, GUESTFS_MAKE_THING_LABEL, "C", -1) == -1;
    if (expect_error (t, "make_thing /dev/sda [/dev/sdb] /log key new true %null label:C", failed, 0, "must be one of") == -1)
      return -1;
  }
  return 0;
}

static int
test_name_of_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_name_of_thing (t->g) == NULL;
    if (expect_error (t, "name_of_thing", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_names_of_things_0 (struct test_run *t)
{
  {
    bool failed = guestfs_names_of_things (t->g) == NULL;
    if (expect_error (t, "names_of_things", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_number_of_things_0 (struct test_run *t)
{
  {
    bool failed = guestfs_number_of_things (t->g) == -1;
    if (expect_error (t, "number_of_things", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_old_options_0 (struct test_run *t)
{
  {
    int r = guestfs_old_options (t->g, "old", 1, GUESTFS_OLD_OPTIONS_LABEL, "x", -1);
    if (r == -1)
      return call_failed (t, "old_options old 1 label:x");
  }
  return 0;
}

static int
test_older_options_0 (struct test_run *t)
{
  {
    int r = guestfs_older_options (t->g);
    if (r == -1)
      return call_failed (t, "older_options");
  }
  return 0;
}

static int
test_oldest_options_0 (struct test_run *t)
{
  {
    int r = guestfs_oldest_options (t->g, "x", "/dev/sda");
    if (r == -1)
      return call_failed (t, "oldest_options x /dev/sda");
  }
  return 0;
}

static int
test_open_memory_0 (struct test_run *t)
{
  {
    int r = guestfs_open_memory (t->g, "x");
    if (r == -1)
      return call_failed (t, "open_memory x");
  }
  return 0;
}

static int
test_remember_0 (struct test_run *t)
{
  {
    bool failed = guestfs_remember (t->g, "x") == NULL;
    if (expect_error (t, "remember x", failed, 0, "call open_memory first") == -1)
      return -1;
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
test_send_thing_0 (struct test_run *t)
{
  {
    int r = guestfs_send_thing (t->g, "/x", output_file (t, "copy"));
    if (r == -1)
      return call_failed (t, "send_thing /x >copy");
  }
  return 0;
}

static int
test_size_of_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_size_of_thing (t->g, "1") == -1;
    if (expect_error (t, "size_of_thing 1", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_thing_as_struct_0 (struct test_run *t)
{
  {
    bool failed = guestfs_thing_as_struct (t->g) == NULL;
    if (expect_error (t, "thing_as_struct", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

static int
test_things_as_structs_0 (struct test_run *t)
{
  {
    bool failed = guestfs_things_as_structs (t->g) == NULL;
    if (expect_error (t, "things_as_structs", failed, 0, "") == -1)
      return -1;
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
test_uuid_of_thing_0 (struct test_run *t)
{
  {
    bool failed = guestfs_uuid_of_thing (t->g) == NULL;
    if (expect_error (t, "uuid_of_thing", failed, 0, "") == -1)
      return -1;
  }
  return 0;
}

extern const struct declared_test things_tests[];

const struct declared_test things_tests[] = {
  { "about_thing_0", &blank_fixture, NULL, test_about_thing_0 },
  { "all_arguments_0", &blank_fixture, "thing", test_all_arguments_0 },
  { "all_options_0", &filesystem_fixture, "thingfs", test_all_options_0 },
  { "check_thing_0", &blank_fixture, NULL, test_check_thing_0 },
  { "close_memory_0", &blank_fixture, NULL, test_close_memory_0 },
  { "download_thing_0", &filesystem_fixture, NULL, test_download_thing_0 },
  { "image_of_thing_0", &blank_fixture, NULL, test_image_of_thing_0 },
  { "is_thing_0", &blank_fixture, NULL, test_is_thing_0 },
  { "list_thing_0", &filesystem_fixture, NULL, test_list_thing_0 },
  { "make_thing_0", &blank_fixture, NULL, test_make_thing_0 },
  { "name_of_thing_0", &blank_fixture, NULL, test_name_of_thing_0 },
  { "names_of_things_0", &blank_fixture, NULL, test_names_of_things_0 },
  { "number_of_things_0", &blank_fixture, NULL, test_number_of_things_0 },
  { "old_options_0", &blank_fixture, NULL, test_old_options_0 },
  { "older_options_0", &blank_fixture, NULL, test_older_options_0 },
  { "oldest_options_0", &blank_fixture, NULL, test_oldest_options_0 },
  { "open_memory_0", &blank_fixture, NULL, test_open_memory_0 },
  { "remember_0", &blank_fixture, NULL, test_remember_0 },
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
  { "send_thing_0", &filesystem_fixture, NULL, test_send_thing_0 },
  { "size_of_thing_0", &blank_fixture, NULL, test_size_of_thing_0 },
  { "thing_as_struct_0", &blank_fixture, NULL, test_thing_as_struct_0 },
  { "things_as_structs_0", &blank_fixture, NULL, test_things_as_structs_0 },
  { "upload_thing_0", &filesystem_fixture, NULL, test_upload_thing_0 },
  { "uuid_of_thing_0", &blank_fixture, NULL, test_uuid_of_thing_0 },
  { NULL, NULL, NULL, NULL },
};
