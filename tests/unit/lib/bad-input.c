/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mistakes that only a program in C can make, and the helper functions of
 * structs.  No appliance is needed: all of this is found out before. */

#include <config.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <guestfs.h>

static int
setup (void **state)
{
  guestfs_h *g = guestfs_create ();

  assert_non_null (g);
  guestfs_set_error_handler (g, NULL, NULL);
  *state = g;
  return 0;
}

static int
teardown (void **state)
{
  guestfs_close (*state);
  return 0;
}

static void
assert_error (guestfs_h *g, int err, const char *part)
{
  assert_non_null (guestfs_last_error (g));
  if (strstr (guestfs_last_error (g), part) == NULL)
    fail_msg ("expected \"%s\" in \"%s\"", part, guestfs_last_error (g));
  assert_int_equal (guestfs_last_errno (g), err);
}

static void
null_arguments (void **state)
{
  guestfs_h *g = *state;

  assert_int_equal (guestfs_add_drive_ro (g, NULL), -1);
  assert_error (g, EINVAL, "add_drive_ro: filename: parameter cannot be NULL");
  assert_int_equal (guestfs_vgcreate (g, "VG", NULL), -1);
  assert_error (g, EINVAL, "vgcreate: physvols: parameter cannot be NULL");
  assert_int_equal (guestfs_write (g, "/file", NULL, 0), -1);
  assert_error (g, EINVAL, "write: content: parameter cannot be NULL");
  assert_null (guestfs_cat (g, NULL));
  assert_error (g, EINVAL, "cat: path: parameter cannot be NULL");
}

static void
null_options (void **state)
{
  guestfs_h *g = *state;

  assert_int_equal (
    guestfs_add_drive_opts (g, "/dev/null", GUESTFS_ADD_DRIVE_OPTS_FORMAT, (char *) NULL, -1), -1);
  assert_error (g, EINVAL, "format: optional parameter cannot be NULL");
  assert_int_equal (
    guestfs_add_drive_opts (g, "/dev/null", GUESTFS_ADD_DRIVE_OPTS_SERVER, (char **) NULL, -1), -1);
  assert_error (g, EINVAL, "server: optional list cannot be NULL");
}

static void
unknown_options (void **state)
{
  guestfs_h *g = *state;
  struct guestfs_add_drive_opts_argv options = { .bitmask = UINT64_C (1) << 60 };

  assert_int_equal (guestfs_add_drive_opts_argv (g, "/dev/null", &options), -1);
  assert_error (g, EINVAL, "unknown option in guestfs_add_drive_opts_argv->bitmask");
  assert_int_equal (guestfs_add_drive_opts (g, "/dev/null", 60, 1, -1), -1);
  assert_error (g, EINVAL, "unknown option 60");
  assert_int_equal (guestfs_add_drive_opts (g, "/dev/null", GUESTFS_ADD_DRIVE_OPTS_READONLY, 1,
                                            GUESTFS_ADD_DRIVE_OPTS_READONLY, 0, -1),
                    -1);
  assert_error (g, EINVAL, "same optional argument specified more than once");
}

static void
no_options (void **state)
{
  guestfs_h *g = *state;

  assert_int_equal (guestfs_add_drive_opts_argv (g, "/dev/null", NULL), 0);
  assert_int_equal (guestfs_add_drive_opts (g, "/dev/null", -1), 0);
  assert_int_equal (guestfs_add_drive (g, "/dev/null"), 0);
}

static void
wrong_state (void **state)
{
  guestfs_h *g = *state;

  assert_int_equal (guestfs_ping_daemon (g), -1);
  assert_error (g, 0, "ping_daemon: call launch before using this function");
  assert_int_equal (guestfs_get_pid (g), -1);
  assert_error (g, 0, "get-pid can only be called after launch");
}

static void
oversized_buffer (void **state)
{
  guestfs_h *g = *state;

  /* The size is refused before anything is read. */
  assert_int_equal (guestfs_write (g, "/file", "", (size_t) 1 << 30), -1);
  assert_error (g, EFBIG, "write: content:");
  assert_int_equal (guestfs_write (g, "/file", "", SIZE_MAX), -1);
  assert_error (g, EFBIG, "write: content:");
}

static void
keys_and_names (void **state)
{
  guestfs_h *g = *state;
  char *const names[] = { "good", "bad/name", NULL };

  assert_null (guestfs_lstatnslist (g, "/", names));
  assert_error (g, EINVAL, "lstatnslist: names: 'bad/name' is not a file name");
}

static void
struct_functions (void **state)
{
  guestfs_h *g = *state;

  guestfs_free_lvm_pv (NULL);
  guestfs_free_lvm_pv_list (NULL);

  struct guestfs_lvm_pv_list *list = guestfs_internal_test_rstructlist (g, "3");
  assert_non_null (list);
  assert_int_equal (list->len, 3);
  struct guestfs_lvm_pv_list *copy = guestfs_copy_lvm_pv_list (list);
  assert_non_null (copy);
  assert_int_equal (guestfs_compare_lvm_pv_list (list, copy), 0);
  assert_ptr_not_equal (list->val[0].pv_name, copy->val[0].pv_name);

  copy->val[2].pv_size++;
  assert_true (guestfs_compare_lvm_pv_list (list, copy) < 0);
  assert_true (guestfs_compare_lvm_pv (&list->val[1], &list->val[0]) > 0);
  guestfs_free_lvm_pv_list (copy);
  guestfs_free_lvm_pv_list (list);
}

static void
version_of_the_header (void **state)
{
  guestfs_h *g = *state;
  struct guestfs_version *version = guestfs_version (g);

  assert_non_null (version);
  assert_int_equal (version->major, 1);
  assert_int_equal (version->minor, 62);
  guestfs_free_version (version);
#if !defined(GUESTFS_HAVE_MKFS) || !defined(LIBGUESTFS_HAVE_MKFS_OPTS) \
  || !defined(GUESTFS_HAVE_STRUCT_LVM_PV) || !defined(GUESTFS_HAVE_CREATE_FLAGS)
  fail_msg ("macros for the presence of calls are missing");
#endif
}

static void
api_as_data (void **state)
{
  (void) state;
  const char *json = guestfs_api_json ();

  assert_non_null (strstr (json, "\"name\": \"mkfs\""));
  assert_int_equal (json[strlen (json) - 2], '}');
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (null_arguments, setup, teardown),
    cmocka_unit_test_setup_teardown (null_options, setup, teardown),
    cmocka_unit_test_setup_teardown (unknown_options, setup, teardown),
    cmocka_unit_test_setup_teardown (no_options, setup, teardown),
    cmocka_unit_test_setup_teardown (wrong_state, setup, teardown),
    cmocka_unit_test_setup_teardown (oversized_buffer, setup, teardown),
    cmocka_unit_test_setup_teardown (keys_and_names, setup, teardown),
    cmocka_unit_test_setup_teardown (struct_functions, setup, teardown),
    cmocka_unit_test_setup_teardown (version_of_the_header, setup, teardown),
    cmocka_unit_test (api_as_data),
  };

  cmocka_set_message_output (CM_OUTPUT_TAP);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
