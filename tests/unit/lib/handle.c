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
#include "drives/drives.h"
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

/* A child has temporary files of its own: names of new files in the parent's
 * directory would be those of the parent. */
static void
test_forked_child_has_files_of_its_own (void **state)
{
  (void) state;
  CLEANUP_FREE char *parents = safe_strdup (g, handle_tmpdir (g));
  assert_int_equal (guestfs_add_drive_scratch (g, 4096, -1), 0);
  CLEANUP_FREE char *disk = safe_strdup (g, g->drives.list[0]->path);
  pid_t pid = fork ();
  assert_true (pid >= 0);
  if (pid == 0) {
    if (strcmp (handle_tmpdir (g), parents) == 0 || guestfs_add_drive_scratch (g, 4096, -1) == -1)
      _exit (1);
    exit (0);
  }
  int status;
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_int_equal (status, 0);
  assert_int_equal (access (disk, F_OK), 0);
  assert_int_equal (remove_tree (disk), 0);
  assert_int_equal (rmdir (parents), 0); /* nothing of the child is in it */
  assert_int_equal (rmdir ("tmp"), 0);   /* nor beside it */
  assert_int_equal (mkdir ("tmp", 0755), 0);
  assert_int_equal (mkdir (parents, 0700), 0);
}

static void
test_closing_in_a_child_leaves_scratch_disks (void **state)
{
  (void) state;
  assert_int_equal (guestfs_add_drive_scratch (g, 4096, -1), 0);
  for (enum ending ending = WITHOUT_HANDLERS; ending <= WITH_CLOSE; ++ending) {
    end_in_child (ending);
    assert_int_equal (access (g->drives.list[0]->path, F_OK), 0);
  }
}

/* A callback that holds the handle until it is told to go on. */
struct hold {
  int entered[2], go[2];
};

static void
hold_the_handle (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags,
                 const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) handle, (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len;
  (void) array, (void) array_len;
  struct hold *hold = opaque;
  char byte = 0;
  assert_int_equal (write (hold->entered[1], &byte, 1), 1);
  assert_int_equal (read (hold->go[0], &byte, 1), 1);
}

static void *
call_and_be_held (void *unused)
{
  (void) unused;
  guestfs_set_smp (g, 2);
  return NULL;
}

/* In the child nobody would ever give the lock back. */
static void
test_fork_during_a_call_of_another_thread (void **state)
{
  (void) state;
  struct hold hold;
  pthread_t thread;
  char byte;
  assert_int_equal (pipe (hold.entered), 0);
  assert_int_equal (pipe (hold.go), 0);
  int event = guestfs_set_event_callback (g, hold_the_handle, GUESTFS_EVENT_ENTER, 0, &hold);
  assert_int_equal (pthread_create (&thread, NULL, call_and_be_held, NULL), 0);
  assert_int_equal (read (hold.entered[0], &byte, 1), 1);
  pid_t pid = fork ();
  assert_true (pid >= 0);
  if (pid == 0) {
    alarm (10); /* if it hangs */
    if (guestfs_set_smp (g, 3) != -1 || guestfs_last_errno (g) != EPERM
        || strstr (guestfs_last_error (g), "fork") == NULL)
      _exit (1);
    guestfs_set_private (g, "key", g);
    guestfs_close (g);
    exit (0);
  }
  int status;
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_int_equal (status, 0);
  assert_int_equal (write (hold.go[1], &byte, 1), 1);
  pthread_join (thread, NULL);
  guestfs_delete_event_callback (g, event);
  assert_int_equal (guestfs_get_smp (g), 2);
  for (size_t i = 0; i < 2; ++i) {
    close (hold.entered[i]);
    close (hold.go[i]);
  }
}

static void
note_close (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags,
            const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) handle, (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len;
  (void) array, (void) array_len;
  *(bool *) opaque = true;
}

struct forked {
  pid_t pid;      /* -1: not yet */
  bool is_closed; /* the child's copy of the handle */
};

static void
fork_and_close (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags,
                const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len, (void) array;
  (void) array_len;
  struct forked *forked = opaque;
  if (forked->pid != -1)
    return;
  forked->pid = fork ();
  if (forked->pid != 0)
    return;
  guestfs_close (handle);
  if (forked->is_closed) /* the call that runs still needs it */
    _exit (1);
}

static void
test_close_in_a_callback_that_forked (void **state)
{
  (void) state;
  struct forked forked = { .pid = -1 };
  guestfs_set_event_callback (g, note_close, GUESTFS_EVENT_CLOSE, 0, &forked.is_closed);
  int event = guestfs_set_event_callback (g, fork_and_close, GUESTFS_EVENT_ENTER, 0, &forked);
  guestfs_set_smp (g, 2);
  if (forked.pid == 0)
    _exit (forked.is_closed ? 0 : 2);
  guestfs_delete_event_callback (g, event);
  int status;
  assert_int_equal (waitpid (forked.pid, &status, 0), forked.pid);
  assert_int_equal (status, 0);
  assert_false (forked.is_closed);
  assert_int_equal (guestfs_get_smp (g), 2);
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
    lib_test (test_forked_child_has_files_of_its_own),
    lib_test (test_closing_in_a_child_leaves_scratch_disks),
    lib_test (test_fork_during_a_call_of_another_thread),
    lib_test (test_close_in_a_callback_that_forked),
    lib_test (test_exit_closes_handles),
    lib_test (test_callback_may_call),
    lib_test (test_threads_share_a_handle),
    lib_test (test_features_need_an_appliance),
    lib_test (test_output_of_binding_tests),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
