/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the daemon's parts share. */

#ifndef DAEMON_TEST_H
#define DAEMON_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* For the setup and teardown of each test: no descriptor, no child process
 * and no error of a call may be left behind. */
extern int test_begin (void **state);
extern int test_end (void **state);
#define daemon_test(f) cmocka_unit_test_setup_teardown (f, test_begin, test_end)

/* The error of the current call has this errno and this part in its text; it
 * is forgotten then. */
extern void assert_error (int err, const char *part);

/* A new empty directory, malloc'd, and its removal with all that is in it. */
extern char *make_test_directory (void);
extern void remove_test_directory (const char *directory);
extern void write_test_file (const char *directory, const char *name, const char *content);

/* Gives the process mounts of its own; false where that is not allowed. */
extern bool have_own_mounts (void);

#endif /* DAEMON_TEST_H */
