/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Environment variables that set properties. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lib-test.h"
#include "settings/backend.h"

static int
parse (const char *variable)
{
  char *list[] = { (char *) variable, NULL };
  return guestfs_parse_environment_list (g, list);
}

static void
test_spellings_of_booleans (void **state)
{
  (void) state;
  static const char *const true_words[] = { "1", "true", "T", "yes", "Y", "On" };
  static const char *const false_words[] = { "0", "FALSE", "f", "no", "N", "off" };
  static const char *const bad_words[] = { "", "2", "tru", " 1", "enable" };
  for (size_t i = 0; i < 6; ++i) {
    assert_int_equal (parse_boolean (true_words[i]), 1);
    assert_int_equal (parse_boolean (false_words[i]), 0);
  }
  for (size_t i = 0; i < sizeof bad_words / sizeof bad_words[0]; ++i)
    assert_int_equal (parse_boolean (bad_words[i]), -1);
}

static void
test_flags (void **state)
{
  (void) state;
  assert_int_equal (guestfs_get_verbose (g), 0);
  assert_int_equal (guestfs_get_trace (g), 0);
  char *list[] = { "LIBGUESTFS_DEBUG=TRUE", NULL };
  capture_stderr ();
  assert_int_equal (guestfs_parse_environment_list (g, list), 0);
  assert_int_equal (guestfs_get_verbose (g), 1);
  assert_int_equal (parse ("LIBGUESTFS_TRACE=yes"), 0);
  assert_int_equal (guestfs_get_trace (g), 1);
  assert_int_equal (parse ("LIBGUESTFS_TRACE=0"), 0);
  assert_int_equal (parse ("LIBGUESTFS_DEBUG=0"), 0);
  CLEANUP_FREE char *text = captured_stderr ();
  assert_non_null (strstr (text, "libguestfs: trace: parse_environment_list"));
  assert_null (strstr (text, "set_trace"));
  assert_fails (parse ("LIBGUESTFS_TRACE="), EINVAL, "LIBGUESTFS_TRACE=: non-boolean value");
  assert_fails (parse ("LIBGUESTFS_DEBUG=2"), EINVAL, "LIBGUESTFS_DEBUG=2: non-boolean value");
}

/* A bad variable switches nothing off that another one asks for. */
static void
test_bad_variable_hides_no_other (void **state)
{
  (void) state;
  static const char *const bad[] = {
    "LIBGUESTFS_TRACE=bad",      "LIBGUESTFS_DEBUG=bad", "LIBGUESTFS_TMPDIR=/none",
    "LIBGUESTFS_CACHEDIR=/none", "TMPDIR=/none",         "LIBGUESTFS_MEMSIZE=x",
    "LIBGUESTFS_BACKEND=x",      "XDG_RUNTIME_DIR=/none"
  };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    CLEANUP_FREE char *hv = safe_asprintf (g, "LIBGUESTFS_HV=/hv%zu", i);
    char *list[] = { hv, (char *) bad[i], "LIBGUESTFS_BACKEND_SETTINGS=sandbox=required", NULL };
    assert_int_equal (guestfs_set_backend_settings (g, (char *[]) { NULL }), 0);
    const int result = guestfs_parse_environment_list (g, list);
    CLEANUP_FREE char *name = safe_strndup (g, bad[i], strcspn (bad[i], "="));
    assert_int_equal (result, -1);
    assert_non_null (strstr (guestfs_last_error (g), name));
    assert_string_equal (backend_setting (g, "sandbox"), "required");
    CLEANUP_FREE char *set = guestfs_get_hv (g);
    assert_string_equal (set, hv + strlen ("LIBGUESTFS_HV="));
  }
}

/* Nothing is launched with settings that are not those that were meant. */
static void
test_launch_fails_after_a_bad_variable (void **state)
{
  (void) state;
  assert_int_equal (parse ("TMPDIR=/none"), -1);
  assert_fails (guestfs_launch (g), ENOENT, "guestfs_launch failed: TMPDIR: ");
  assert_fails (guestfs_launch (g), ENOENT, "/none");
  assert_int_equal (parse ("LIBGUESTFS_MEMSIZE=512M"), -1);
  assert_fails (guestfs_launch (g), EINVAL, "LIBGUESTFS_MEMSIZE=512M");
  assert_int_equal (parse ("LIBGUESTFS_HV=/does/not/exist"), 0);
  assert_fails (guestfs_launch (g), ENOENT, "guestfs_launch failed: the hypervisor");
  assert_int_equal (parse ("XDG_RUNTIME_DIR=/none"), -1);
  assert_fails (guestfs_launch (g), ENOENT, "guestfs_launch failed: the hypervisor");
}

static void
test_old_names (void **state)
{
  (void) state;
  char *old[] = { "LIBGUESTFS_QEMU=/old", "LIBGUESTFS_ATTACH_METHOD=libvirt", NULL };
  assert_int_equal (guestfs_parse_environment_list (g, old), 0);
  CLEANUP_FREE char *hv = guestfs_get_hv (g);
  CLEANUP_FREE char *backend = guestfs_get_backend (g);
  assert_string_equal (hv, "/old");
  assert_string_equal (backend, "libvirt");

  char *both[] = { "LIBGUESTFS_QEMU=/old", "LIBGUESTFS_HV=/new", NULL };
  assert_int_equal (guestfs_parse_environment_list (g, both), 0);
  CLEANUP_FREE char *new_hv = guestfs_get_hv (g);
  assert_string_equal (new_hv, "/new");

  /* An empty new one is like none. */
  char *empty[] = { "LIBGUESTFS_QEMU=/older", "LIBGUESTFS_HV=", NULL };
  assert_int_equal (guestfs_parse_environment_list (g, empty), 0);
  CLEANUP_FREE char *old_hv = guestfs_get_hv (g);
  assert_string_equal (old_hv, "/older");
}

static void
test_memsize (void **state)
{
  (void) state;
  static const char *const bad[] = { "LIBGUESTFS_MEMSIZE=x", "LIBGUESTFS_MEMSIZE=512M",
                                     "LIBGUESTFS_MEMSIZE=99999999999999999999" };
  for (size_t i = 0; i < 3; ++i)
    assert_fails (parse (bad[i]), EINVAL, "non-numeric value for LIBGUESTFS_MEMSIZE");
  assert_fails (parse ("LIBGUESTFS_MEMSIZE=255"), EINVAL, "too small value for memsize");
  assert_int_equal (parse ("LIBGUESTFS_MEMSIZE=2048"), 0);
  assert_int_equal (guestfs_get_memsize (g), 2048);
  assert_int_equal (parse ("LIBGUESTFS_MEMSIZE="), 0);
  assert_int_equal (guestfs_get_memsize (g), 2048);
}

static void
test_names_match_exactly (void **state)
{
  (void) state;
  char *list[] = { "LIBGUESTFS_MEMSIZEX=512",
                   "XLIBGUESTFS_MEMSIZE=512",
                   "LIBGUESTFS_MEMSIZE",
                   "libguestfs_memsize=512",
                   "",
                   "=",
                   NULL };
  int before = guestfs_get_memsize (g);
  assert_int_equal (guestfs_parse_environment_list (g, list), 0);
  assert_int_equal (guestfs_get_memsize (g), before);
}

static void
test_directories (void **state)
{
  (void) state;
  guestfs_set_tmpdir (g, NULL);
  CLEANUP_FREE char *variable = safe_asprintf (g, "TMPDIR=%s/tmp", test_directory);
  assert_int_equal (parse (variable), 0);
  CLEANUP_FREE char *tmpdir = guestfs_get_tmpdir (g);
  CLEANUP_FREE char *cachedir = guestfs_get_cachedir (g);
  assert_string_equal (tmpdir, variable + strlen ("TMPDIR="));
  assert_string_equal (cachedir, tmpdir);

  CLEANUP_FREE char *explicit = safe_asprintf (g, "LIBGUESTFS_CACHEDIR=%s", test_directory);
  assert_int_equal (parse (explicit), 0);
  CLEANUP_FREE char *new_cachedir = guestfs_get_cachedir (g);
  assert_string_equal (new_cachedir, test_directory);

  assert_fails (parse ("TMPDIR="), ENOENT, "TMPDIR");
  assert_fails (parse ("TMPDIR=/etc/passwd"), ENOTDIR, "‘/etc/passwd’ is not a directory");
  assert_fails (parse ("LIBGUESTFS_TMPDIR=/nosuch"), ENOENT, "set_tmpdir: /nosuch");
  assert_fails (parse ("XDG_RUNTIME_DIR=/nosuch"), ENOENT, "XDG_RUNTIME_DIR: /nosuch");
}

static void
test_backend_settings (void **state)
{
  (void) state;
  assert_int_equal (parse ("LIBGUESTFS_BACKEND_SETTINGS=a:b=1::c"), 0);
  CLEANUP_FREE_STRINGS char **settings = guestfs_get_backend_settings (g);
  assert_non_null (settings);
  assert_string_equal (settings[0], "a");
  assert_string_equal (settings[1], "b=1");
  assert_string_equal (settings[2], "");
  assert_string_equal (settings[3], "c");
  assert_null (settings[4]);

  assert_int_equal (backend_setting_bool (g, "a"), 1);
  assert_int_equal (backend_setting_bool (g, "nosuch"), 0);
  assert_int_equal (parse ("LIBGUESTFS_BACKEND_SETTINGS=a=maybe"), 0);
  assert_fails (backend_setting_bool (g, "a"), EINVAL, "a=maybe");
}

/* A bad variable is reported, and the handle is made all the same. */
static void
test_process_environment (void **state)
{
  (void) state;
  setenv ("LIBGUESTFS_MEMSIZE", "600", 1);
  setenv ("LIBGUESTFS_BACKEND", "bogus", 1);
  capture_stderr ();
  guestfs_h *other = guestfs_create ();
  guestfs_h *plain = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);
  CLEANUP_FREE char *text = captured_stderr ();
  unsetenv ("LIBGUESTFS_MEMSIZE");
  unsetenv ("LIBGUESTFS_BACKEND");
  assert_non_null (other);
  assert_non_null (plain);
  assert_string_equal (text, "libguestfs: error: LIBGUESTFS_BACKEND: invalid backend: bogus\n");
  assert_int_equal (guestfs_get_memsize (other), 600);
  assert_int_not_equal (guestfs_get_memsize (plain), 600);
  guestfs_close (other);
  guestfs_close (plain);
}

/* What a machine is made of is read while it starts. */
static void
test_properties_of_a_machine_stay_while_it_is_there (void **state)
{
  static const char *const variables[] = { "LIBGUESTFS_PATH=/", "LIBGUESTFS_APPEND=x",
                                           "LIBGUESTFS_MEMSIZE=500",
                                           "LIBGUESTFS_BACKEND_SETTINGS=x=1" };

  (void) state;
  g->state = STATE_LAUNCHING;
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; ++i)
    assert_fails (parse (variables[i]), 0, "can only be called in the config state");
  assert_int_equal (parse ("LIBGUESTFS_TRACE=0"), 0);
  g->state = STATE_CONFIG;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_properties_of_a_machine_stay_while_it_is_there),
    lib_test (test_spellings_of_booleans),
    lib_test (test_flags),
    lib_test (test_bad_variable_hides_no_other),
    lib_test (test_launch_fails_after_a_bad_variable),
    lib_test (test_old_names),
    lib_test (test_memsize),
    lib_test (test_names_match_exactly),
    lib_test (test_directories),
    lib_test (test_backend_settings),
    lib_test (test_process_environment),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
