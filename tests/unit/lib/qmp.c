/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The QMP client against a scripted hypervisor.  Mostly, what it will say is
 * in the socket before it is asked. */

#include <config.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "clock.h"
#include "machine/qmp.h"

#define LINE_SIZE 4096
#define GREETING "{\"QMP\": {\"version\": {}, \"capabilities\": []}}\r\n"

static int hypervisor; /* its end of the socket */

static int
set_up (void **state)
{
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM, 0, fds) == -1)
    return -1;
  hypervisor = fds[1];
  *state = qmp_new (fds[0]);
  return *state != NULL ? 0 : -1;
}

static int
tear_down (void **state)
{
  qmp_free (*state);
  if (hypervisor != -1)
    close (hypervisor);
  return 0;
}

static void
say (const char *text)
{
  assert_int_equal (send (hypervisor, text, strlen (text), 0), strlen (text));
}

static void
hang_up (void)
{
  close (hypervisor);
  hypervisor = -1;
}

static int64_t
soon (void)
{
  return monotonic_ms () + 100;
}

/* What the client sent, one line. */
static char *
heard (void)
{
  static char text[LINE_SIZE];
  const ssize_t n = recv (hypervisor, text, sizeof text - 1, MSG_DONTWAIT);

  assert_true (n > 0);
  text[n] = '\0';
  return text;
}

/* Takes over *PROBLEM. */
static void
assert_problem (int result, char **problem, const char *part)
{
  assert_int_equal (result, -1);
  assert_non_null (*problem);
  assert_non_null (strstr (*problem, part));
  free (*problem);
}

/* Answers the first command, whatever it is. */
static void *
answer_one_command (void *heard)
{
  char *text = heard;
  const ssize_t n = recv (hypervisor, text, LINE_SIZE - 1, 0);

  text[n > 0 ? n : 0] = '\0';
  send (hypervisor, "{\"return\": {}, \"id\": 1}\r\n", 26, 0);
  return NULL;
}

static void
greeting_and_capabilities (void **state)
{
  char *problem = NULL, heard[LINE_SIZE];
  pthread_t thread;

  say (GREETING);
  assert_int_equal (pthread_create (&thread, NULL, answer_one_command, heard), 0);
  const int r = qmp_connect (*state, monotonic_ms () + 5000, &problem);
  pthread_join (thread, NULL);
  assert_int_equal (r, 0);
  assert_string_equal (heard, "{\"execute\":\"qmp_capabilities\",\"id\":1}\n");
}

static void
result_of_a_command (void **state)
{
  json_t *result = NULL;
  char *problem = NULL;

  say ("{\"return\": {\"running\": true}, \"id\": 1}\r\n");
  assert_int_equal (
    qmp_command (*state, "query-status", json_pack ("{s:i}", "a", 1), soon (), &result, &problem),
    0);
  assert_true (json_is_true (json_object_get (result, "running")));
  json_decref (result);
  assert_string_equal (heard (),
                       "{\"execute\":\"query-status\",\"id\":1,\"arguments\":{\"a\":1}}\n");
}

static void
error_is_told_in_the_hypervisors_words (void **state)
{
  char *problem = NULL;

  say ("{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"no %s here\"}}\r\n");
  assert_problem (qmp_command (*state, "cont", NULL, soon (), NULL, &problem), &problem,
                  "no %s here");
}

static void
events_and_foreign_answers_are_passed_over (void **state)
{
  char *problem = NULL;

  say ("{\"event\": \"RESUME\", \"timestamp\": {}}\r\n{\"return\": {}, \"id\": 77}\r\n"
       "{\"return\": {}, \"id\": 1}\r\n");
  assert_int_equal (qmp_command (*state, "cont", NULL, soon (), NULL, &problem), 0);
}

static void
panic_and_shutdown_are_noted (void **state)
{
  say ("{\"event\": \"GUEST_PANICKED\", \"data\": {\"action\": \"pause\"}}\r\n"
       "{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"guest-reset\"}}\r\n");
  qmp_receive (*state);
  assert_true (qmp_events (*state)->panicked);
  assert_true (qmp_events (*state)->shut_down);
  assert_string_equal (qmp_events (*state)->shutdown_reason, "guest-reset");
}

static void
errors_of_disks_are_noted (void **state)
{
  say ("{\"event\": \"BLOCK_IO_ERROR\", \"data\": {\"device\": \"\", \"node-name\": \"d3-image\", "
       "\"operation\": \"write\", \"action\": \"report\", \"nospace\": true, "
       "\"reason\": \"No space left on device\"}}\r\n");
  qmp_receive (*state);
  assert_false (qmp_events (*state)->read_error.happened);
  assert_true (qmp_events (*state)->write_error.happened);
  assert_true (qmp_events (*state)->write_error.no_space);
  assert_string_equal (qmp_events (*state)->write_error.node, "d3-image");
  assert_string_equal (qmp_events (*state)->write_error.reason, "No space left on device");
  qmp_forget_disk_errors (*state);
  assert_false (qmp_events (*state)->write_error.happened);
  /* What is missing is empty. */
  say ("{\"event\": \"BLOCK_IO_ERROR\", \"data\": {\"operation\": \"read\"}}\r\n");
  qmp_receive (*state);
  assert_true (qmp_events (*state)->read_error.happened);
  assert_string_equal (qmp_events (*state)->read_error.reason, "");
}

static void
line_in_pieces (void **state)
{
  say ("{\"event\": \"GUEST_PAN");
  qmp_receive (*state);
  assert_false (qmp_events (*state)->panicked);
  say ("ICKED\"}\n");
  qmp_receive (*state);
  assert_true (qmp_events (*state)->panicked);
}

static void
line_that_is_no_object_breaks_the_connection (void **state)
{
  char *problem = NULL;

  say ("[1, 2]\r\n{\"return\": {}, \"id\": 1}\r\n");
  assert_problem (qmp_command (*state, "cont", NULL, soon (), NULL, &problem), &problem,
                  "not a JSON object");
  assert_int_equal (qmp_fd (*state), -1);
}

static void
endless_line_breaks_the_connection (void **state)
{
  static char spaces[65536];
  char *problem = NULL;

  memset (spaces, ' ', sizeof spaces);
  for (size_t i = 0; i < 65; ++i) {
    if (send (hypervisor, spaces, sizeof spaces, MSG_NOSIGNAL) == -1)
      break;
    qmp_receive (*state);
  }
  assert_int_equal (qmp_fd (*state), -1);
  assert_problem (qmp_command (*state, "cont", NULL, soon (), NULL, &problem), &problem,
                  "too long");
}

static void
silence_ends_at_the_deadline (void **state)
{
  const int64_t start = monotonic_ms ();
  char *problem = NULL;

  assert_problem (qmp_connect (*state, start + 50, &problem), &problem, "in time");
  assert_in_range (monotonic_ms () - start, 40, 2000);
}

static void
end_of_the_hypervisor_is_an_error (void **state)
{
  char *problem = NULL;

  hang_up ();
  assert_problem (qmp_connect (*state, soon (), &problem), &problem, "closed the connection");
}

int
main (void)
{
#define TEST(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (greeting_and_capabilities),
    TEST (result_of_a_command),
    TEST (error_is_told_in_the_hypervisors_words),
    TEST (events_and_foreign_answers_are_passed_over),
    TEST (panic_and_shutdown_are_noted),
    TEST (errors_of_disks_are_noted),
    TEST (line_in_pieces),
    TEST (line_that_is_no_object_breaks_the_connection),
    TEST (endless_line_breaks_the_connection),
    TEST (silence_ends_at_the_deadline),
    TEST (end_of_the_hypervisor_is_an_error),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
