/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Structs and lists of them: fields from text, growing, memory that ends. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "daemon-structures.h"
#include "daemon-test.h"
#include "protocol/directories.h"
#include "protocol/lvm.h"

static const struct structure_field *
field (const struct structure_type *type, const char *name)
{
  for (size_t i = 0; i < type->field_count; ++i)
    if (strcmp (type->fields[i].name, name) == 0)
      return &type->fields[i];
  fail_msg ("no field %s", name);
  return NULL;
}

static int
set_pv (wire_lvm_pv *pv, const char *name, const char *text)
{
  return structure_set (field (&structure_lvm_pv, name), pv, text);
}

static void
fields_are_read_strictly (void **state)
{
  wire_lvm_pv pv = { 0 };

  (void) state;
  assert_int_equal (set_pv (&pv, "pv_name", "/dev/sda"), 0);
  assert_string_equal (pv.pv_name, "/dev/sda");
  assert_int_equal (set_pv (&pv, "pv_size", "18446744073709551615"), 0);
  assert_true (pv.pv_size == UINT64_MAX);
  assert_int_equal (set_pv (&pv, "pv_pe_count", "-5"), 0);
  assert_int_equal (pv.pv_pe_count, -5);
  assert_int_equal (set_pv (&pv, "pv_pe_count", ""), 0);
  assert_int_equal (pv.pv_pe_count, -1);
  assert_int_equal (set_pv (&pv, "pv_uuid", "01234567-89ab-cdef-0123-456789abcdef"), 0);
  assert_memory_equal (pv.pv_uuid, "0123456789abcdef0123456789abcdef", 32);

  const char *const bad[][2] = { { "pv_size", "1x" },
                                 { "pv_size", "-1" },
                                 { "pv_pe_count", "1.5" },
                                 { "pv_size", "18446744073709551616" },
                                 { "pv_uuid", "0123" },
                                 { "pv_pe_count", "9223372036854775808" },
                                 { "pv_uuid", "0123456789abcdef0123456789abcdef0" } };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    assert_int_equal (set_pv (&pv, bad[i][0], bad[i][1]), -1);
    assert_int_equal (errno, EPROTO);
  }
  structure_clear (&structure_lvm_pv, &pv);
}

static void
percent_may_be_missing (void **state)
{
  const struct structure_field *percent = field (&structure_lvm_lv, "snap_percent");
  wire_lvm_lv lv = { 0 };

  (void) state;
  assert_int_equal (structure_set (percent, &lv, "7.5"), 0);
  assert_true (lv.snap_percent == 7.5f);
  assert_int_equal (structure_set (percent, &lv, ""), 0);
  assert_true (lv.snap_percent == -1);
  assert_int_equal (structure_set (percent, &lv, "nan"), -1);
}

static void
list_grows (void **state)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (dirent);
  wire_dirent_list *result;

  (void) state;
  for (int i = 0; i < 1000; ++i) {
    wire_dirent *dirent = structure_list_add (&list);

    assert_null (dirent->name);
    dirent->ino = i;
    dirent->name = structure_list_text (&list, "name");
  }
  result = structure_list_take (&list);
  assert_non_null (result);
  assert_int_equal (result->wire_dirent_list_len, 1000);
  assert_int_equal (result->wire_dirent_list_val[999].ino, 999);
  assert_string_equal (result->wire_dirent_list_val[0].name, "name");
  xdr_free ((xdrproc_t) xdr_wire_dirent_list, result);
  free (result);
}

static void
missing_memory_is_told_once (void **state)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (dirent);

  (void) state;
  for (int i = 0; i < 3; ++i) {
    wire_dirent *dirent = structure_list_add (&list);

    dirent->name = structure_list_text (&list, "name");
    list.failed = true;
  }
  assert_int_equal (list.count, 1);
  assert_null (structure_list_take (&list));
  assert_error (ENOMEM, "dirent");
}

static void
strings_that_lack_one_are_an_error (void **state)
{
  CLEANUP_STRING_LIST struct string_list table = STRING_LIST_EMPTY;
  CLEANUP_FREE_STRINGS char **strings = NULL;

  (void) state;
  table_add (&table, "key", "%d", 5);
  strings = strings_take (&table, "table");
  assert_string_equal (strings[0], "key");
  assert_string_equal (strings[1], "5");
  assert_null (strings[2]);

  string_list_add (&table, "one");
  string_list_add_owned (&table, NULL);
  string_list_add (&table, "three");
  assert_null (strings_take (&table, "names of things"));
  assert_error (ENOMEM, "names of things");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (fields_are_read_strictly),
    daemon_test (percent_may_be_missing),
    daemon_test (list_grows),
    daemon_test (missing_memory_is_told_once),
    daemon_test (strings_that_lack_one_are_an_error),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
