/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A handle's life: flags, closing, the lock, exit. */

#include <config.h>

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/memory.h"
#include "calls/test-output.h"
#include "lib-test.h"

static void
test_defaults (void **state)
{
  (void) state;
  assert_int_equal (guestfs_is_config (g), 1);
  assert_int_equal (guestfs_get_state (g), 0);
  assert_int_equal (guestfs_get_autosync (g), 1);
  assert_int_equal (guestfs_get_recovery_proc (g), 1);
  assert_int_equal (guestfs_get_memsize (g), 1280);
  assert_int_equal (guestfs_get_smp (g), 1);
  assert_int_equal (guestfs_get_verbose (g), 0);
  assert_int_equal (guestfs_get_network (g), 0);
  assert_int_equal (guestfs_get_pgroup (g), 0);
  assert_null (guestfs_get_append (g));
  assert_string_equal (guestfs_get_identifier (g), "");
  assert_string_equal (guestfs_get_program (g), "handle");
  assert_int_equal (guestfs_c_pointer (g), (intptr_t) g);
}

static void
test_version_is_that_of_the_build (void **state)
{
  (void) state;
  struct guestfs_version *version = guestfs_version (g);
  assert_non_null (version);
  CLEANUP_FREE char *text =
    safe_asprintf (g, "%d.%d.%d%s", (int) version->major, (int) version->minor,
                   (int) version->release, version->extra);
  assert_string_equal (text, PACKAGE_VERSION);
  guestfs_free_version (version);
}

static void
test_unknown_flag (void **state)
{
  (void) state;
  errno = 0;
  assert_null (guestfs_create_flags (1 << 7));
  assert_int_equal (errno, EINVAL);
}

static void
test_closing_twice_is_noticed (void **state)
{
  (void) state;
  guestfs_close (g);
  capture_stderr ();
  guestfs_close (g);
  CLEANUP_FREE char *text = captured_stderr ();
  assert_string_equal (text, "guestfs_close: called twice on the same handle\n");
  g = NULL;
}

/* More handles than a process can have thread-specific keys cannot be made;
 * this many must be possible. */
static void
test_many_handles (void **state)
{
  (void) state;
  enum { COUNT = 500 };
  static guestfs_h *many[COUNT];
  for (size_t i = 0; i < COUNT; ++i) {
    many[i] = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);
    assert_non_null (many[i]);
  }
  for (size_t i = 0; i < COUNT; ++i)
    guestfs_close (many[i]);
}

enum ending { WITHOUT_HANDLERS, WITH_EXIT_HANDLERS, WITH_CLOSE };

/* A child process ends in one of the ways. */
static void
end_in_child (enum ending ending)
{
  pid_t pid = fork ();
  assert_true (pid >= 0);
  if (pid == 0) {
    if (ending == WITH_EXIT_HANDLERS)
      exit (0);
    if (ending == WITH_CLOSE)
      guestfs_close (g);
    _exit (0);
  }
  int status;
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_int_equal (status, 0);
}

static void
test_end_of_a_forked_child_leaves_the_files (void **state)
{
  (void) state;
  const char *directory = handle_tmpdir (g);
  for (enum ending ending = WITHOUT_HANDLERS; ending <= WITH_CLOSE; ++ending) {
    end_in_child (ending);
    assert_int_equal (access (directory, F_OK), 0);
  }
}

/* A handle that a process leaves open is closed at its exit, unless it was
 * created with the flag that says no. */
static void
make_and_exit (unsigned flags)
{
  pid_t pid = fork ();
  assert_true (pid >= 0);
  if (pid == 0) {
    guestfs_h *own = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT | flags);
    char *tmpdir = safe_asprintf (own, "%s/tmp", test_directory);
    guestfs_set_tmpdir (own, tmpdir);
    free (tmpdir);
    exit (handle_tmpdir (own) ? 0 : 1);
  }
  int status;
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_int_equal (status, 0);
}

static void
test_exit_closes_handles (void **state)
{
  (void) state;
  make_and_exit (0);
  assert_int_equal (rmdir ("tmp"), 0); /* nothing is in it */
  assert_int_equal (mkdir ("tmp", 0755), 0);
  make_and_exit (GUESTFS_CREATE_NO_CLOSE_ON_EXIT);
  assert_int_equal (rmdir ("tmp"), -1);
  assert_int_equal (remove_tree ("tmp"), 0);
  assert_int_equal (mkdir ("tmp", 0755), 0);
}

static void
call_again (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags,
            const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len, (void) array;
  (void) array_len;
  int *memsize = opaque;
  if (*memsize == 0) {
    *memsize = 1; /* not for the ENTER of the next call */
    *memsize = guestfs_get_memsize (handle);
  }
}

static void
test_callback_may_call (void **state)
{
  (void) state;
  int memsize = 0;
  guestfs_set_event_callback (g, call_again, GUESTFS_EVENT_ENTER, 0, &memsize);
  assert_int_equal (guestfs_set_smp (g, 2), 0);
  assert_int_equal (memsize, 1280);
}

static void *
change_settings (void *name)
{
  for (int i = 0; i < 500; ++i) {
    char value[16];
    snprintf (value, sizeof value, "%d", i);
    if (guestfs_set_backend_setting (g, name, value) == -1)
      return name;
    CLEANUP_FREE char *read = guestfs_get_backend_setting (g, name);
    if (read == NULL || strcmp (read, value) != 0)
      return name;
  }
  return NULL;
}

static void
test_threads_share_a_handle (void **state)
{
  (void) state;
  static char *const names[] = { "a", "b", "c" };
  pthread_t threads[3];
  for (size_t i = 0; i < 3; ++i)
    assert_int_equal (pthread_create (&threads[i], NULL, change_settings, names[i]), 0);
  for (size_t i = 0; i < 3; ++i) {
    void *failed;
    assert_int_equal (pthread_join (threads[i], &failed), 0);
    assert_null (failed);
  }
}

static void
test_features_need_an_appliance (void **state)
{
  (void) state;
  char *groups[] = { "lvm2", NULL }, *none[] = { NULL };
  assert_fails (guestfs_available (g, groups), 0, "call launch before using this function");
  assert_fails (guestfs_feature_available (g, groups), 0, "call launch before");
  assert_int_equal (guestfs_available (g, none), 0);
  assert_int_equal (guestfs_feature_available (g, none), 1);
}

static void
test_output_of_binding_tests (void **state)
{
  (void) state;
  assert_fails (guestfs_internal_test_close_output (g), EBADF, "no output file");
  assert_fails (guestfs_internal_test_set_output (g, "/nosuch/file"), ENOENT, "/nosuch/file");
  assert_int_equal (guestfs_internal_test_set_output (g, "first"), 0);
  assert_int_equal (test_output_write (g, "one\n", 4), 0);
  assert_int_equal (guestfs_internal_test_set_output (g, "second"), 0);
  assert_int_equal (test_output_write (g, "two\n", 4), 0);
  assert_int_equal (guestfs_internal_test_close_output (g), 0);
  FILE *file = fopen ("second", "r");
  assert_non_null (file);
  char text[16] = "";
  assert_int_equal (fread (text, 1, sizeof text - 1, file), 4);
  fclose (file);
  assert_string_equal (text, "two\n");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_defaults),
    lib_test (test_version_is_that_of_the_build),
    lib_test (test_unknown_flag),
    lib_test (test_closing_twice_is_noticed),
    lib_test (test_many_handles),
    lib_test (test_end_of_a_forked_child_leaves_the_files),
    lib_test (test_exit_closes_handles),
    lib_test (test_callback_may_call),
    lib_test (test_threads_share_a_handle),
    lib_test (test_features_need_an_appliance),
    lib_test (test_output_of_binding_tests),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
