/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The remembered answer to the question whether KVM works. */

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "process/remembered-answer.h"

#define NOW 1000000
#define DAY 86400

struct place {
  char directory[64], file[96];
};

static int
set_up (void **state)
{
  struct place *place = calloc (1, sizeof *place);

  if (place == NULL)
    return -1;
  strcpy (place->directory, "remembered-answer-XXXXXX");
  if (mkdtemp (place->directory) == NULL)
    return -1;
  snprintf (place->file, sizeof place->file, "%s/kvm.json", place->directory);
  *state = place;
  return 0;
}

/* Fails if a file other than the answer was left behind. */
static int
tear_down (void **state)
{
  struct place *place = *state;

  unlink (place->file);
  const int r = rmdir (place->directory);
  free (place);
  return r;
}

static void
store (struct place *place, bool works, const char *reason, long long seconds)
{
  const struct remembered_answer answer = { .yes = works, .reason = (char *) reason };

  assert_int_equal (
    remembered_answer_write (place->file, "key\nof two lines", NOW, seconds, &answer), 0);
}

static bool
find (struct place *place, const char *key, long long now, struct remembered_answer *answer)
{
  *answer = (struct remembered_answer) { .reason = NULL };
  return remembered_answer_read (place->file, key, now, answer);
}

static void
assert_not_found (struct place *place, const char *key, long long now)
{
  struct remembered_answer answer;

  assert_false (find (place, key, now, &answer));
}

static void
yes_holds_as_long_as_the_key (void **state)
{
  struct remembered_answer answer;

  store (*state, true, NULL, 0);
  assert_true (find (*state, "key\nof two lines", NOW + 1000 * DAY, &answer));
  assert_true (answer.yes);
  free (answer.reason);
  assert_not_found (*state, "another key", NOW);
}

static void
no_comes_with_its_reason_and_expires (void **state)
{
  struct remembered_answer answer;

  store (*state, false, "a kernel did not start", DAY);
  assert_true (find (*state, "key\nof two lines", NOW + DAY - 1, &answer));
  assert_false (answer.yes);
  assert_string_equal (answer.reason, "a kernel did not start");
  free (answer.reason);
  assert_not_found (*state, "key\nof two lines", NOW + DAY);
}

static void
answer_of_the_future_is_not_believed (void **state)
{
  store (*state, false, "no", DAY);
  assert_not_found (*state, "key\nof two lines", NOW - 1);
}

static void
later_answer_replaces_an_earlier_one (void **state)
{
  struct remembered_answer answer;

  store (*state, false, "no", DAY);
  store (*state, true, NULL, 0);
  assert_true (find (*state, "key\nof two lines", NOW, &answer));
  assert_true (answer.yes);
  free (answer.reason);
}

static void
missing_file_is_no_answer (void **state)
{
  assert_not_found (*state, "key", NOW);
}

static void
damaged_file_is_no_answer (void **state)
{
  static const char *const contents[] = {
    "",
    "{",
    "[]",
    "{}",
    "null",
    "{\"key\": \"key\"}",
    "{\"key\": \"key\", \"yes\": 1, \"written\": 1, \"until\": 0}",
    "{\"key\": \"key\", \"yes\": true, \"written\": \"1\", \"until\": 0}",
    "{\"key\": \"key\", \"yes\": true}",
  };
  struct place *place = *state;

  for (size_t i = 0; i < sizeof contents / sizeof contents[0]; ++i) {
    FILE *file = fopen (place->file, "w");

    assert_non_null (file);
    fputs (contents[i], file);
    assert_int_equal (fclose (file), 0);
    assert_not_found (place, "key", NOW);
  }
}

static void
link_is_not_followed (void **state)
{
  struct place *place = *state;

  store (place, true, NULL, 0);
  assert_int_equal (rename (place->file, "remembered-answer-elsewhere"), 0);
  char target[] = "../remembered-answer-elsewhere";
  assert_int_equal (symlink (target, place->file), 0);
  assert_not_found (place, "key\nof two lines", NOW);
  unlink ("remembered-answer-elsewhere");
}

static void
directory_that_is_missing_is_an_error (void **state)
{
  const struct remembered_answer answer = { .yes = true };

  (void) state;
  assert_int_equal (remembered_answer_write ("does-not-exist/kvm.json", "key", NOW, 0, &answer),
                    -1);
}

/* Nobody writes into it; a reader that waits would wait for ever. */
static void
fifo_is_no_answer_and_is_not_waited_for (void **state)
{
  const struct place *place = *state;
  struct remembered_answer answer;

  assert_int_equal (mkfifo (place->file, 0600), 0);
  alarm (10);
  assert_false (remembered_answer_read (place->file, "key", NOW, &answer));
  alarm (0);
}

int
main (void)
{
#define TEST(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (yes_holds_as_long_as_the_key),
    TEST (no_comes_with_its_reason_and_expires),
    TEST (answer_of_the_future_is_not_believed),
    TEST (later_answer_replaces_an_earlier_one),
    TEST (missing_file_is_no_answer),
    TEST (damaged_file_is_no_answer),
    TEST (link_is_not_followed),
    TEST (fifo_is_no_answer_and_is_not_waited_for),
    TEST (directory_that_is_missing_is_an_error),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
