/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The topics of the tests.
 * Made by generator/emit/tests/c_tests.ml from the declarations in generator/api/. */

#include <config.h>

#include "harness.h"

extern const struct declared_test things_tests[];
extern const struct declared_test handle_tests[];
extern const struct declared_test fixture_tests[];

const struct declared_test *const declared_tests[] = {
  things_tests,
  handle_tests,
  fixture_tests,
  NULL,
};
