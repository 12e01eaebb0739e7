/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the library's parts share: a handle for each test that
 * keeps its errors instead of printing them. */

#ifndef LIB_TEST_H
#define LIB_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/api.h"
#include "base/handle.h"
#include "cleanup.h"
#include "string-list.h"

/* The handle of the running test, and a directory that is removed after it,
 * which is also the present directory. */
extern guestfs_h *g;
extern char test_directory[];

/* For each test: makes both; then closes the handle, and checks that no
 * descriptor, no child process and no temporary directory is left. */
extern int test_begin (void **state);
extern int test_end (void **state);
#define lib_test(f) cmocka_unit_test_setup_teardown (f, test_begin, test_end)

/* The call failed, the last error has this errno and this part. */
#define assert_fails(call, err, part) assert_failure ((call) == -1, err, part, #call)
#define assert_fails_null(call, err, part) assert_failure ((call) == NULL, err, part, #call)
extern void assert_failure (bool failed, int err, const char *part, const char *call);

extern void write_file (const char *name, const char *content);

/* What is printed to stderr between the two, malloc'd text. */
extern void capture_stderr (void);
extern char *captured_stderr (void);

#endif /* LIB_TEST_H */
