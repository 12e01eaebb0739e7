/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run [--list] [--part I/N] [NAME…]: runs the tests of the declarations
 * (those whose names begin with a NAME, or all; or part I of N) and prints TAP
 * (testanything.org, version 12). */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fixtures.h"
#include "guestfs-api/availability.h"
#include "harness.h"

struct selection {
  char **names;
  int nr_names;
  unsigned part, parts;
};

static bool
is_selected (const struct selection *selection, const struct declared_test *test, size_t index)
{
  if (index % selection->parts != selection->part)
    return false;
  for (int i = 0; i < selection->nr_names; ++i)
    if (strncmp (test->name, selection->names[i], strlen (selection->names[i])) == 0)
      return true;
  return selection->nr_names == 0;
}

static size_t
open_descriptors (void)
{
  DIR *directory = opendir ("/proc/self/fd");
  size_t count = 0;

  if (directory == NULL)
    return 0;
  while (readdir (directory) != NULL)
    count++;
  closedir (directory);
  return count;
}

/* What a test leaves open is a fault of a call. */
static int
check_descriptors (size_t before)
{
  const size_t after = open_descriptors ();

  if (after == before)
    return 0;
  printf ("# %zu descriptors were open before the test, %zu after it\n", before, after);
  return -1;
}

/* 0 if the appliance has what the test needs. */
static int
check_needs (const struct declared_test *test, struct test_run *t)
{
  if (test->needs == NULL || !test->fixture->launched)
    return 0;
  switch (guestfs_feature_available (t->g, (char *[]) { (char *) test->needs, NULL })) {
  case 1:
    return 0;
  case 0:
    t->lacks = test->needs;
    return -1;
  default:
    return call_failed (t, "feature_available");
  }
}

/* -1 if it failed, or if T says what it lacks. */
static int
run_on_fixture (const struct declared_test *test, struct test_run *t)
{
  int result = fixture_prepare (t, test->fixture);

  if (result == 0)
    result = check_needs (test, t);
  if (result == 0)
    result = test->run (t);
  if (t->g != NULL)
    guestfs_close (t->g);
  return result;
}

static int
run_in_directory (const struct declared_test *test, const char **lacks)
{
  char directory[] = "/tmp/api-test-XXXXXX";
  if (mkdtemp (directory) == NULL) {
    printf ("# %s: %s\n", directory, strerror (errno));
    return -1;
  }

  const size_t before = open_descriptors ();
  struct test_run t = { .directory = directory };
  int result = run_on_fixture (test, &t);
  *lacks = t.lacks;
  if (result == 0)
    result = check_descriptors (before);
  remove_tree (directory);
  return result;
}

static bool
run_test (const struct declared_test *test, unsigned number)
{
  struct timespec start, end;
  clock_gettime (CLOCK_MONOTONIC, &start);
  const char *lacks = NULL;
  const int result = run_in_directory (test, &lacks);

  clock_gettime (CLOCK_MONOTONIC, &end);
  double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
  if (lacks != NULL)
    printf ("ok %u - %s # SKIP there is no %s\n", number, test->name, lacks);
  else
    printf ("%sok %u - %s # %.2f s\n", result == 0 ? "" : "not ", number, test->name, seconds);
  fflush (stdout);
  return result == 0 || lacks != NULL;
}

static void
parse_arguments (int argc, char *argv[], struct selection *selection, bool *list)
{
  int i = 1;

  *selection = (struct selection) { .parts = 1 };
  *list = false;
  for (; i < argc && argv[i][0] == '-'; ++i)
    if (strcmp (argv[i], "--list") == 0)
      *list = true;
    else if (strcmp (argv[i], "--part") == 0 && i + 1 < argc
             && sscanf (argv[i + 1], "%u/%u", &selection->part, &selection->parts) == 2
             && selection->part >= 1 && selection->part <= selection->parts) {
      selection->part--;
      i++;
    } else {
      fprintf (stderr, "usage: run [--list] [--part I/N] [NAME…]\n");
      exit (2);
    }
  selection->names = argv + i;
  selection->nr_names = argc - i;
}

int
main (int argc, char *argv[])
{
  struct selection selection;
  bool list;
  unsigned number = 0, failed = 0;

  parse_arguments (argc, argv, &selection, &list);
  size_t index = 0;
  for (const struct declared_test *const *topic = declared_tests; *topic != NULL; ++topic)
    for (const struct declared_test *test = *topic; test->name != NULL; ++test) {
      if (!is_selected (&selection, test, index++))
        continue;
      if (list)
        printf ("%s\n", test->name);
      else if (!run_test (test, ++number))
        failed++;
    }
  if (!list)
    printf ("1..%u\n", number);
  fixture_end ();
  if (!list && number == 0) {
    fprintf (stderr, "run: no test has a name that begins so; --list prints all names\n");
    return EXIT_FAILURE;
  }
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
