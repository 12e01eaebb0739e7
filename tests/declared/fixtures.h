/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of disks on which declared tests begin. */

#ifndef FIXTURES_H
#define FIXTURES_H

#include "harness.h"

/* Generated from generator/api/fixtures.ml. */
struct fixture {
  const char *name;
  const struct fixture *base; /* it begins as this one, or NULL */
  bool launched;
  const unsigned *disks;             /* MiB of each, ended by 0; NULL: those of the base */
  char *const *needs;                /* optional features, or NULL */
  int (*make) (struct test_run *t);  /* done once, or NULL */
  int (*enter) (struct test_run *t); /* done for each test, or NULL */
};

/* Gives T a new handle for a test on FIXTURE, with an appliance and disks of
 * its own if it needs them; these are files in its directory.  -1 after having
 * printed why not; T may say then what is lacking. */
extern int fixture_prepare (struct test_run *t, const struct fixture *fixture);

/* The host file made of NAME in tests/fixtures; NULL after having printed why
 * not. */
extern const char *fixture_file (struct test_run *t, const char *name);

/* The path of NAME in the folder of what is kept for further tests; NULL after
 * having printed why not. */
extern const char *kept_path (struct test_run *t, const char *name);

/* Removes what was kept. */
extern void fixture_end (void);

#endif /* FIXTURES_H */
