/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a program may do to the handle in a callback, while a call runs. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake-world.h"

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* What a callback does, and how often it was called. */
struct plan {
  struct world *world;
  void (*act) (struct plan *plan);
  unsigned calls;
};

static void
on_event (guestfs_h *g, void *opaque, uint64_t event, int handle, int flags, const char *text,
          size_t size, const uint64_t *array, size_t count)
{
  struct plan *plan = opaque;

  (void) g, (void) event, (void) handle, (void) flags, (void) text, (void) size, (void) array;
  (void) count;
  plan->calls++;
  plan->act (plan);
}

static void
on_error (guestfs_h *g, void *opaque, const char *message)
{
  struct plan *plan = opaque;

  (void) g, (void) message;
  plan->calls++;
  plan->act (plan);
}

/* In each line of debug output: there are some in each step of a launch. */
static void
act_on (struct plan *plan, uint64_t events)
{
  guestfs_set_verbose (plan->world->g, 1);
  guestfs_set_event_callback (plan->world->g, on_event, events, 0, plan);
}

static void
assert_busy (struct world *world, int r, const char *part)
{
  assert_error (world, r, EBUSY, part);
}

static void
close_once (struct plan *plan)
{
  guestfs_h *g = plan->world->g;

  plan->world->g = NULL;
  if (g != NULL)
    guestfs_close (g);
}

/* PLAN ends before the world does. */
static void
finish (struct plan *plan)
{
  plan->act = close_once;
  close_once (plan);
}

/* ---- during a launch ---- */

static void
shut_down (struct plan *plan)
{
  if (guestfs_get_state (plan->world->g) != STATE_LAUNCHING)
    return;
  assert_busy (plan->world, guestfs_shutdown (plan->world->g), "launch is running");
  assert_busy (plan->world, guestfs_kill_subprocess (plan->world->g), "launch is running");
}

static void
launch_cannot_be_shut_down_by_its_callbacks (void **state)
{
  struct plan plan = { .world = *state, .act = shut_down };

  act_on (&plan, GUESTFS_EVENT_LIBRARY | GUESTFS_EVENT_APPLIANCE);
  launched (state, "good");
  assert_true (plan.calls > 5);
  assert_works (plan.world);
  finish (&plan);
}

static void
launch_again (struct plan *plan)
{
  if (guestfs_get_state (plan->world->g) == STATE_LAUNCHING)
    assert_error (plan->world, guestfs_launch (plan->world->g), 0, "launch: ");
}

static void
launch_does_not_begin_twice (void **state)
{
  struct plan plan = { .world = *state, .act = launch_again };

  act_on (&plan, GUESTFS_EVENT_LIBRARY);
  launched (state, "good");
  assert_works (plan.world);
  finish (&plan);
}

static void
change_drives (struct plan *plan)
{
  guestfs_h *g = plan->world->g;

  if (guestfs_get_state (g) != STATE_LAUNCHING)
    return;
  assert_busy (plan->world, guestfs_add_drive_scratch (g, 4096, -1), "launch is running");
  assert_busy (plan->world,
               guestfs_add_drive_opts (g, "/dev/null", GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw", -1),
               "launch is running");
  assert_busy (plan->world, guestfs_remove_drive (g, "data"), "launch is running");
}

static void
drives_stay_as_they_are_during_a_launch (void **state)
{
  struct plan plan = { .world = *state, .act = change_drives };

  assert_int_equal (
    guestfs_add_drive_scratch (plan.world->g, 4096, GUESTFS_ADD_DRIVE_SCRATCH_LABEL, "data", -1),
    0);
  act_on (&plan, GUESTFS_EVENT_LIBRARY | GUESTFS_EVENT_APPLIANCE);
  launched (state, "good");
  assert_true (plan.calls > 5);
  char **drives = guestfs_debug_drives (plan.world->g);
  assert_non_null (drives[0]);
  assert_null (drives[1]);
  free_string_array (drives);
  finish (&plan);
}

/* ---- closing ---- */

/* Whatever the call says then; nobody can ask the handle any more. */
static void
launch_closed_by_its_callback_ends (void **state)
{
  static const char *const behaviours[] = { "good", "panics", "does-not-start" };
  struct world *world = *state;
  guestfs_h *g = world->g;
  struct plan plan = { .world = world, .act = close_once };

  for (size_t i = 0; i < sizeof behaviours / sizeof behaviours[0]; ++i) {
    act_on (&plan, GUESTFS_EVENT_LIBRARY);
    setenv (FAKE_BEHAVIOUR, behaviours[i], 1);
    guestfs_launch (g);
    unsetenv (FAKE_BEHAVIOUR);
    assert_null (world->g);
    g = world->g = world_handle (world);
  }
  finish (&plan);
}

static void
call_closed_by_its_callback_ends (void **state)
{
  struct world *world = launched (state, "good");
  guestfs_h *g = world->g;
  struct plan plan = { .world = world, .act = close_once };

  guestfs_set_event_callback (g, on_event, GUESTFS_EVENT_PROGRESS, 0, &plan);
  assert_int_equal (guestfs_ping_daemon (g), 0);
  assert_null (world->g);
  assert_true (plan.calls > 0);
  finish (&plan);
}

static void
handle_closed_by_the_handler_of_an_error_ends (void **state)
{
  struct world *world = *state;
  guestfs_h *g = world->g;
  struct plan plan = { .world = world, .act = close_once };

  guestfs_set_error_handler (g, on_error, &plan);
  assert_int_equal (guestfs_ping_daemon (g), -1);
  assert_null (world->g);

  g = world->g = world_handle (world);
  guestfs_set_error_handler (g, on_error, &plan);
  assert_int_equal (guestfs_set_event_callback (g, NULL, GUESTFS_EVENT_ALL, 0, NULL), -1);
  assert_null (world->g);
  finish (&plan);
}

/* ---- when the machine is gone ---- */

static void
machine_lost_in_a_call_closed_by_its_callback (void **state)
{
  struct world *world = launched (state, "dies-in-call");
  guestfs_h *g = world->g;
  struct plan plan = { .world = world, .act = close_once };

  guestfs_set_event_callback (g, on_event, GUESTFS_EVENT_SUBPROCESS_QUIT, 0, &plan);
  assert_int_equal (guestfs_ping_daemon (g), -1);
  assert_null (world->g);
  assert_int_equal (plan.calls, 1);
  finish (&plan);
}

static void
launch_anew (struct plan *plan)
{
  assert_int_equal (guestfs_get_state (plan->world->g), STATE_CONFIG);
  launched ((void **) &plan->world, "good");
}

static void
callback_launches_again_when_the_machine_is_gone (void **state)
{
  struct world *world = launched (state, "dies-in-call");
  struct plan plan = { .world = world, .act = launch_anew };

  guestfs_set_event_callback (world->g, on_event, GUESTFS_EVENT_SUBPROCESS_QUIT, 0, &plan);
  const int r = guestfs_ping_daemon (world->g);
  assert_error (world, r, EPIPE, "ping_daemon: ");
  assert_int_equal (plan.calls, 1);
  assert_works (world);
  finish (&plan);
}

static void
fail_at_something (struct plan *plan)
{
  assert_int_equal (guestfs_set_memsize (plan->world->g, 1), -1);
}

static void
error_is_that_of_the_call_and_not_of_the_callback (void **state)
{
  struct world *world = launched (state, "dies-in-call");
  struct plan plan = { .world = world, .act = fail_at_something };

  guestfs_set_event_callback (world->g, on_event, GUESTFS_EVENT_SUBPROCESS_QUIT, 0, &plan);
  const int r = guestfs_ping_daemon (world->g);
  assert_error (world, r, EPIPE, "ping_daemon: ");
  finish (&plan);
}

static void
look_at_the_state (struct plan *plan)
{
  assert_int_equal (guestfs_is_ready (plan->world->g), 0);
  assert_int_equal (guestfs_is_config (plan->world->g), 1);
}

static void
machine_that_is_lost_is_not_ready_for_the_handler_of_its_error (void **state)
{
  struct world *world = launched (state, "dies-in-call");
  struct plan plan = { .world = world, .act = look_at_the_state };

  guestfs_set_error_handler (world->g, on_error, &plan);
  assert_int_equal (guestfs_ping_daemon (world->g), -1);
  assert_int_equal (plan.calls, 1);
  finish (&plan);
}

int
main (void)
{
  const char *behaviour = getenv (FAKE_BEHAVIOUR);

  if (behaviour != NULL)
    fake_hypervisor (behaviour);

  const struct CMUnitTest tests[] = {
    world_test (launch_cannot_be_shut_down_by_its_callbacks),
    world_test (launch_does_not_begin_twice),
    world_test (drives_stay_as_they_are_during_a_launch),
    world_test (launch_closed_by_its_callback_ends),
    world_test (call_closed_by_its_callback_ends),
    world_test (handle_closed_by_the_handler_of_an_error_ends),
    world_test (machine_lost_in_a_call_closed_by_its_callback),
    world_test (callback_launches_again_when_the_machine_is_gone),
    world_test (error_is_that_of_the_call_and_not_of_the_callback),
    world_test (machine_that_is_lost_is_not_ready_for_the_handler_of_its_error),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
