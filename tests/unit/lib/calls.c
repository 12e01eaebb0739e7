/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls to a daemon that does as it is told, which is mostly wrong. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake-world.h"

static void
progress_is_reported_and_kept_in_bounds (void **state)
{
  struct world *world = launched (state, "good");

  assert_works (world);
  assert_int_equal (world->progress_events, 2);
  assert_int_equal (world->last_progress[1], 0x00123400);
  assert_int_equal (world->last_progress[2], 10); /* the daemon said 11 of 10 */
  assert_int_equal (world->last_progress[3], 10);
}

static void
assert_lists_devices (struct world *world)
{
  char **devices = guestfs_list_devices (world->g);

  assert_non_null (devices);
  assert_string_equal (devices[0], "/dev/sda");
  assert_string_equal (devices[1], "/dev/sdb");
  assert_null (devices[2]);
  free_string_array (devices);
}

static void
result_is_decoded (void **state)
{
  assert_lists_devices (launched (state, "good"));
}

static void
hypervisor_that_dies_ends_the_call (void **state)
{
  struct world *world = launched (state, "dies-in-call");
  const int r = guestfs_ping_daemon (world->g);

  assert_error (world, r, EPIPE, "ping_daemon: ");
  assert_error (world, r, EPIPE, "killed by signal");
  assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
  assert_int_equal (world->quit_events, 1);
  assert_int_equal (guestfs_ping_daemon (world->g), -1);
  launched (state, "good");
  assert_works (world);
}

static void
daemon_that_breaks_the_protocol_is_stopped (void **state)
{
  static const struct {
    const char *behaviour, *part;
  } cases[] = {
    { "wrong-serial", "serial number" },  { "wrong-procedure", "wrong header" },
    { "trailing-bytes", "result" },       { "unknown-frame", "kind" },
    { "chunk-before-reply", "no reply" }, { "part-of-no-result", "that the call has not" },
    { "short-reply", "wrong header" },    { "progress-of-another-call", "belongs to no call" },
  };

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    struct world *world = launched (state, cases[i].behaviour);
    const int r = guestfs_ping_daemon (world->g);

    assert_error (world, r, EPROTO, "ping_daemon: protocol error: ");
    assert_error (world, r, EPROTO, cases[i].part);
    assert_int_equal (guestfs_get_state (world->g), STATE_CONFIG);
    assert_int_equal (world->quit_events, i + 1);
  }
}

static void
result_can_come_in_parts (void **state)
{
  struct world *world = launched (state, "result-in-parts");
  assert_lists_devices (world);
  assert_works (world);
}

/* A guest can have such a file, and the appliance list its lines: only the call
 * fails. */
static void
list_that_would_take_too_much_memory (void **state)
{
  struct world *world = launched (state, "many-empty-texts");

  assert_null (guestfs_list_devices (world->g));
  assert_error (world, -1, E2BIG, "list_devices: the answer");
  assert_works (world);
}

static void
first_part_can_be_empty (void **state)
{
  struct world *world = launched (state, "empty-part");
  assert_lists_devices (world);
}

/* Neither is memory taken for what a message only claims. */
static void
result_that_cannot_be_is_refused (void **state)
{
  static const struct {
    const char *behaviour, *part;
  } cases[] = {
    { "huge-count", "malformed" },
    { "result-part-outside", "not in the window" },
    { "result-without-end", "longer than a message may be" },
  };

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    struct world *world = launched (state, cases[i].behaviour);

    assert_null (guestfs_list_devices (world->g));
    assert_error (world, -1, EPROTO, cases[i].part);
  }
}

static void
late_cancel_of_an_earlier_call_means_nothing (void **state)
{
  struct world *world = launched (state, "stray-cancel");

  assert_works (world);
  assert_works (world);
}

static void
call_from_a_callback (guestfs_h *g, void *result, uint64_t event, int handle, int flags,
                      const char *text, size_t size, const uint64_t *array, size_t count)
{
  (void) event, (void) handle, (void) flags, (void) text, (void) size, (void) array, (void) count;
  *(int *) result = guestfs_ping_daemon (g) == -1 && guestfs_shutdown (g) == -1 ? 1 : 0;
}

static void
callback_cannot_call_the_daemon (void **state)
{
  struct world *world = launched (state, "good");
  int refused = -1;

  guestfs_set_event_callback (world->g, call_from_a_callback, GUESTFS_EVENT_PROGRESS, 0, &refused);
  assert_works (world);
  assert_int_equal (refused, 1);
  assert_int_equal (guestfs_get_state (world->g), STATE_READY);
}

static void
forked_copy_cannot_use_or_end_the_machine (void **state)
{
  struct world *world = launched (state, "good");
  int status;
  const pid_t pid = fork ();

  if (pid == 0) {
    const int r = guestfs_ping_daemon (world->g) == -1 && guestfs_last_errno (world->g) == EPERM;
    guestfs_shutdown (world->g);
    _exit (r ? 0 : 1);
  }
  assert_int_equal (waitpid (pid, &status, 0), pid);
  assert_int_equal (status, 0);
  assert_works (world);
}

int
main (void)
{
  const char *behaviour = getenv (FAKE_BEHAVIOUR);

  if (behaviour != NULL)
    fake_hypervisor (behaviour);

  const struct CMUnitTest tests[] = {
    world_test (progress_is_reported_and_kept_in_bounds),
    world_test (result_is_decoded),
    world_test (hypervisor_that_dies_ends_the_call),
    world_test (daemon_that_breaks_the_protocol_is_stopped),
    world_test (result_can_come_in_parts),
    world_test (list_that_would_take_too_much_memory),
    world_test (first_part_can_be_empty),
    world_test (result_that_cannot_be_is_refused),
    world_test (late_cancel_of_an_earlier_call_means_nothing),
    world_test (callback_cannot_call_the_daemon),
    world_test (forked_copy_cannot_use_or_end_the_machine),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
