/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Launches that succeed and launches that fail, with a fake hypervisor. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/machine-facts.h"
#include "clock.h"
#include "fake-world.h"
#include "machine/machine.h"
#include "qemu/appliance-files.h"
#include "qemu/kvm-probe.h"
#include "qemu/machine-plan.h"

static void
launch_and_shutdown (void **state)
{
  struct world *world = launched (state, "good");

  assert_int_equal (world->launch_events, 1);
  assert_int_equal (guestfs_get_state (world->g), STATE_READY);
  assert_works (world);
  assert_int_equal (guestfs_shutdown (world->g), 0);
  assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
  assert_int_equal (world->quit_events, 0);
  launched (state, "good");
  assert_works (world);
}

static void
launch_fails (void **state)
{
  static const struct {
    const char *behaviour;
    int err;
    const char *first, *second; /* parts of the message */
  } cases[] = {
    { "does-not-start", EIO, "exited with status 1", "invalid option" },
    { "talks-nonsense", EIO, "starting ", "exited" },
    { "panics", EPIPE, "kernel panicked", "not syncing: no root" },
    { "switches-itself-off", EPIPE, "exited with status 0", "guestfs-init: find root image" },
    { "is-of-another-build", EPROTO, "0.1-other", PACKAGE_VERSION },
    { "sends-garbage", EPROTO, "protocol error", "magic" },
  };
  struct world *world = *state;

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const int r = try_launch (world, cases[i].behaviour);

    assert_error (world, r, cases[i].err, "guestfs_launch failed: ");
    assert_error (world, r, cases[i].err, cases[i].first);
    assert_error (world, r, cases[i].err, cases[i].second);
    assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
    assert_int_equal (world->quit_events, 0);
  }
  launched (state, "good");
}

static void
drives_stay_after_a_launch_that_failed (void **state)
{
  struct world *world = *state;

  make_file (world, "disk", 4096);
  assert_int_equal (guestfs_add_drive_opts (world->g, file (world, "disk"),
                                            GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw", -1),
                    0);
  const int r = try_launch (world, "refuses-drive");
  assert_error (world, r, EIO, "adding drive /dev/sda");
  assert_error (world, r, EIO, "Failed to get lock");
  assert_int_equal (world->g->drives.count, 1);
  launched (state, "good");
  assert_int_equal (guestfs_shutdown (world->g), 0);
  assert_int_equal (world->g->drives.count, 0);
}

static void
launch_ends_at_its_deadline (void **state)
{
  struct world *world = *state;

  guestfs_set_backend_setting (world->g, "launch_timeout", "1");
  assert_error (world, try_launch (world, "hangs"), ETIMEDOUT, "appliance launch timed out");
  guestfs_set_backend_setting (world->g, "launch_timeout", "soon");
  assert_error (world, try_launch (world, "good"), EINVAL, "launch_timeout=soon");
}

static void
missing_parts_are_named (void **state)
{
  struct world *world = *state;

  unlink (file (world, "initrd"));
  const int r = try_launch (world, "good");
  assert_error (world, r, ENOENT, "/initrd: No such file");
  assert_error (world, r, ENOENT, "LIBGUESTFS_PATH");
  assert_null (strstr (guestfs_last_error (world->g), "/root.erofs:"));

  guestfs_set_hv (world->g, "/does/not/exist");
  assert_error (world, try_launch (world, "good"), ENOENT, "/does/not/exist");
}

static void
launch_can_be_cancelled (void **state)
{
  struct world *world = *state;
  pthread_t thread;

  pthread_create (&thread, NULL, cancel_soon, world->g);
  const int r = try_launch (world, "hangs");
  pthread_join (thread, NULL);
  assert_error (world, r, EINTR, "cancelled by user");
}

/* ---- cancelling when there is nothing to cancel ---- */

static int
add_disk (struct world *world)
{
  make_file (world, "disk", 4096);
  return guestfs_add_drive_opts (world->g, file (world, "disk"), GUESTFS_ADD_DRIVE_OPTS_FORMAT,
                                 "raw", -1);
}

static void
cancel_of_an_idle_handle_does_nothing (void **state)
{
  struct world *world = *state;

  guestfs_user_cancel (world->g);
  launched (state, "good");
  guestfs_user_cancel (world->g);
  if (add_disk (world) == -1)
    fail_msg ("add_drive: %s", guestfs_last_error (world->g));
  assert_works (world);
  guestfs_user_cancel (world->g);
  const int64_t start = monotonic_ms ();
  assert_int_equal (guestfs_shutdown (world->g), 0);
  assert_in_range (monotonic_ms () - start, 0, 5000);
  assert_int_equal (world->quit_events, 0);
}

static void
cancel_at_enter (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
                 const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) opaque, (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len;
  (void) array, (void) array_len;
  guestfs_user_cancel (g);
}

/* It would break the connection with the hypervisor, which has the images
 * open. */
static void
cancel_during_a_call_that_cannot_be_cancelled_does_nothing (void **state)
{
  struct world *world = launched (state, "good");

  guestfs_set_event_callback (world->g, cancel_at_enter, GUESTFS_EVENT_ENTER, 0, NULL);
  if (add_disk (world) == -1)
    fail_msg ("add_drive: %s", guestfs_last_error (world->g));
  assert_works (world);
  assert_int_equal (guestfs_shutdown (world->g), 0);
  assert_int_equal (world->quit_events, 0);
}

/* ---- forks ---- */

/* The child's answer is its exit status. */
static int
in_child (int (*run) (struct world *world), struct world *world)
{
  const pid_t pid = fork ();
  int status;

  assert_true (pid >= 0);
  if (pid == 0)
    exit (run (world));
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
note_close (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
            const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) g, (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len;
  (void) array, (void) array_len;
  make_file (opaque, "out", 1);
}

static int
launch_and_work (struct world *world)
{
  guestfs_set_event_callback (world->g, note_close, GUESTFS_EVENT_CLOSE, 0, world);
  return try_launch (world, "good") == 0 && guestfs_ping_daemon (world->g) == 0 ? 0 : 1;
}

/* What it wrote would be lost otherwise: the watcher only kills. */
static void
exit_of_a_child_that_launched_shuts_down (void **state)
{
  struct world *world = *state;

  assert_int_equal (in_child (launch_and_work, world), 0);
  assert_int_equal (access (file (world, "out"), F_OK), 0);
}

static int
use_parents_machine (struct world *world)
{
  if (guestfs_ping_daemon (world->g) == 0 || guestfs_last_errno (world->g) != EPERM)
    return 1;
  return guestfs_shutdown (world->g) == 0 ? 0 : 2;
}

static void
machine_stays_with_the_process_that_launched_it (void **state)
{
  struct world *world = launched (state, "good");

  assert_int_equal (in_child (use_parents_machine, world), 0);
  assert_works (world);
}

/* A callback that holds the call of its thread. */
struct hold {
  sem_t held, go;
};

static void
hold_the_call (guestfs_h *g, void *opaque, uint64_t event, int event_handle, int flags,
               const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) event, (void) flags, (void) buf, (void) buf_len, (void) array, (void) array_len;
  struct hold *hold = opaque;

  guestfs_delete_event_callback (g, event_handle);
  sem_post (&hold->held);
  sem_wait (&hold->go);
}

static void *
ping (void *g)
{
  guestfs_ping_daemon (g);
  return NULL;
}

static int
close_the_copy (struct world *world)
{
  const int channel = world->g->machine->channel_fd;

  alarm (10); /* if it hangs */
  guestfs_close (world->g);
  return fcntl (channel, F_GETFD) == -1 ? 0 : 1;
}

/* The call never ends in the child, which does not wait for it. */
static void
fork_during_a_call_can_close_its_copy_of_the_machine (void **state)
{
  struct world *world = launched (state, "good");
  struct hold hold;
  pthread_t thread;

  sem_init (&hold.held, 0, 0);
  sem_init (&hold.go, 0, 0);
  guestfs_set_event_callback (world->g, hold_the_call, GUESTFS_EVENT_PROGRESS, 0, &hold);
  assert_int_equal (pthread_create (&thread, NULL, ping, world->g), 0);
  sem_wait (&hold.held);
  const int result = in_child (close_the_copy, world);
  sem_post (&hold.go);
  pthread_join (thread, NULL);
  assert_int_equal (result, 0);
  assert_works (world);
}

/* ---- the probe of an accelerator ---- */

#define PROBE_PLAN(world, appliance)                                           \
  {                                                                            \
    .facts = machine_facts_for ("x86_64"), .hypervisor = world->g->backend.hv, \
    .appliance = &appliance                                                    \
  }

static bool
ask_about_kvm (struct world *world, const char *kernel, const char *behaviour, char **reason)
{
  const struct appliance appliance = { .kernel = (char *) kernel };
  const struct machine_plan plan = PROBE_PLAN (world, appliance);

  setenv (FAKE_BEHAVIOUR, behaviour, 1);
  *reason = NULL;
  const bool yes = kvm_boots (world->g, &plan, reason);
  unsetenv (FAKE_BEHAVIOUR);
  return yes;
}

static enum probe_outcome
probe (struct world *world, const char *behaviour, char **reason)
{
  const struct appliance appliance = { .kernel = (char *) "vmlinuz" };
  const struct machine_plan plan = PROBE_PLAN (world, appliance);

  setenv (FAKE_BEHAVIOUR, behaviour, 1);
  *reason = NULL;
  const enum probe_outcome outcome = probe_accelerator (world->g, &plan, "kvm", reason);
  unsetenv (FAKE_BEHAVIOUR);
  return outcome;
}

static void
kernel_that_reaches_its_root_proves_the_accelerator (void **state)
{
  char *reason;

  assert_int_equal (probe (*state, "probe-boots", &reason), PROBE_BOOTED);
  assert_null (reason);
}

static void
accelerator_that_fails_gives_the_hypervisors_reason (void **state)
{
  char *reason;

  assert_int_equal (probe (*state, "probe-fails", &reason), PROBE_FAILED);
  assert_non_null (strstr (reason, "exited with status 1: ioctl(KVM_CREATE_VM) failed"));
  free (reason);
}

static void
accelerator_that_hangs_is_given_up (void **state)
{
  const int64_t start = monotonic_ms ();
  char *reason;

  assert_int_equal (probe (*state, "probe-hangs", &reason), PROBE_TOO_SLOW);
  assert_in_range (monotonic_ms () - start, 1500, 5000);
  assert_non_null (strstr (reason, "said nothing any more"));
  free (reason);
}

static void
remove_answer (const char *directory)
{
  CLEANUP_FREE char *folder = NULL, *pattern = NULL;
  glob_t found;

  assert_true (asprintf (&folder, "%s/.guestfs-%u", directory, (unsigned) geteuid ()) > 0);
  assert_true (asprintf (&pattern, "%s/kvm-*.json", folder) > 0);
  assert_int_equal (glob (pattern, 0, NULL, &found), 0);
  assert_int_equal (found.gl_pathc, 1);
  assert_int_equal (unlink (found.gl_pathv[0]), 0);
  globfree (&found);
  assert_int_equal (rmdir (folder), 0);
  assert_int_equal (rmdir (directory), 0);
}

/* What one appliance's kernel has shown holds for all that start with the same
 * hypervisor. */
static void
answer_about_kvm_is_remembered_for_all_appliances (void **state)
{
  struct world *world = *state;
  char *reason;

  char directory[] = "/tmp/kvm-answer-XXXXXX";
  assert_non_null (mkdtemp (directory));
  assert_int_equal (guestfs_set_cachedir (world->g, directory), 0);
  assert_true (ask_about_kvm (world, "first/vmlinuz", "probe-boots", &reason));
  assert_true (ask_about_kvm (world, "second/vmlinuz", "probe-fails", &reason));
  assert_true (ask_about_kvm (world, "first/vmlinuz", "probe-fails", &reason));
  assert_null (reason);
  remove_answer (directory);
}

int
main (void)
{
  const char *behaviour = getenv (FAKE_BEHAVIOUR);

  if (behaviour != NULL)
    fake_hypervisor (behaviour);

  const struct CMUnitTest tests[] = {
    world_test (launch_and_shutdown),
    world_test (launch_fails),
    world_test (drives_stay_after_a_launch_that_failed),
    world_test (launch_ends_at_its_deadline),
    world_test (missing_parts_are_named),
    world_test (launch_can_be_cancelled),
    world_test (cancel_of_an_idle_handle_does_nothing),
    world_test (cancel_during_a_call_that_cannot_be_cancelled_does_nothing),
    world_test (exit_of_a_child_that_launched_shuts_down),
    world_test (machine_stays_with_the_process_that_launched_it),
    world_test (fork_during_a_call_can_close_its_copy_of_the_machine),
    world_test (kernel_that_reaches_its_root_proves_the_accelerator),
    world_test (accelerator_that_fails_gives_the_hypervisors_reason),
    world_test (accelerator_that_hangs_is_given_up),
    world_test (answer_about_kvm_is_remembered_for_all_appliances),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
