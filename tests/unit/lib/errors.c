/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors of a handle: the last one, and the stack of handlers, for each
 * thread. */

#include <config.h>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/events.h"
#include "base/memory.h"
#include "lib-test.h"

struct seen {
  int count;
  char message[256];
  int last_errno; /* as a handler sees it */
};

static void
remember (guestfs_h *handle, void *opaque, const char *message)
{
  struct seen *seen = opaque;
  ++seen->count;
  strncpy (seen->message, message, sizeof seen->message - 1);
  seen->last_errno = guestfs_last_errno (handle);
  assert_string_equal (guestfs_last_error (handle), message);
}

static void
test_new_handle_has_no_error (void **state)
{
  (void) state;
  assert_null (guestfs_last_error (g));
  assert_int_equal (guestfs_last_errno (g), 0);
}

static void
test_error_has_text_and_errno (void **state)
{
  (void) state;
  assert_int_equal (set_error (g, EEXIST, "%s: is there", "file"), -1);
  assert_string_equal (guestfs_last_error (g), "file: is there");
  assert_int_equal (guestfs_last_errno (g), EEXIST);

  assert_int_equal (set_errno (g, ENOENT, "%s", "file"), -1);
  assert_string_equal (guestfs_last_error (g), "file: No such file or directory");
  assert_int_equal (guestfs_last_errno (g), ENOENT);

  /* A success leaves it alone. */
  assert_int_equal (guestfs_set_autosync (g, 1), 0);
  assert_int_equal (guestfs_last_errno (g), ENOENT);
}

static void
test_text_does_not_end_in_newlines (void **state)
{
  (void) state;
  set_error (g, 0, "two\nlines\n\n");
  assert_string_equal (guestfs_last_error (g), "two\nlines");
}

static void
test_error_may_quote_the_last_one (void **state)
{
  (void) state;
  set_error (g, 0, "inner");
  set_error (g, 0, "outer: %s", guestfs_last_error (g));
  assert_string_equal (guestfs_last_error (g), "outer: inner");
}

static void
test_handler_is_called_after_the_error_is_set (void **state)
{
  (void) state;
  struct seen seen = { 0 };
  guestfs_set_error_handler (g, remember, &seen);
  set_error (g, EPERM, "no");
  assert_int_equal (seen.count, 1);
  assert_string_equal (seen.message, "no");
  assert_int_equal (seen.last_errno, EPERM);

  void *opaque = NULL;
  assert_ptr_equal (guestfs_get_error_handler (g, &opaque), remember);
  assert_ptr_equal (opaque, &seen);
}

static void
test_handlers_are_a_stack (void **state)
{
  (void) state;
  struct seen outer = { 0 }, inner = { 0 };
  guestfs_set_error_handler (g, remember, &outer);
  guestfs_push_error_handler (g, remember, &inner);
  guestfs_push_error_handler (g, NULL, NULL);
  set_error (g, 0, "silent");
  guestfs_pop_error_handler (g);
  set_error (g, 0, "inner");
  guestfs_pop_error_handler (g);
  set_error (g, 0, "outer");
  assert_int_equal (outer.count, 1);
  assert_string_equal (outer.message, "outer");
  assert_int_equal (inner.count, 1);
  assert_string_equal (inner.message, "inner");
}

static void
test_pop_of_empty_stack_restores_the_default (void **state)
{
  (void) state;
  struct seen seen = { 0 };
  guestfs_set_error_handler (g, remember, &seen);
  guestfs_pop_error_handler (g);
  capture_stderr ();
  set_error (g, 0, "printed");
  CLEANUP_FREE char *text = captured_stderr ();
  assert_string_equal (text, "libguestfs: error: printed\n");
  assert_int_equal (seen.count, 0);

  void *opaque = &seen;
  assert_non_null (guestfs_get_error_handler (g, &opaque));
  assert_null (opaque);
}

static void *
other_thread (void *arg)
{
  struct seen *seen = arg;
  assert_null (guestfs_last_error (g));
  guestfs_push_error_handler (g, remember, seen);
  set_error (g, EIO, "of the other thread");
  return NULL;
}

static void
test_threads_have_their_own (void **state)
{
  (void) state;
  struct seen mine = { 0 }, other = { 0 };
  guestfs_set_error_handler (g, remember, &mine);
  set_error (g, EPERM, "of this thread");
  pthread_t thread;
  assert_int_equal (pthread_create (&thread, NULL, other_thread, &other), 0);
  assert_int_equal (pthread_join (thread, NULL), 0);
  assert_string_equal (guestfs_last_error (g), "of this thread");
  assert_int_equal (guestfs_last_errno (g), EPERM);
  assert_int_equal (mine.count, 1);
  assert_int_equal (other.count, 1);
  assert_string_equal (other.message, "of the other thread");
}

static jmp_buf out_of_memory_jump;

static void __attribute__ ((noreturn)) jump_out (void)
{
  longjmp (out_of_memory_jump, 1);
}

static void
test_out_of_memory_calls_the_handler (void **state)
{
  (void) state;
  assert_ptr_equal (guestfs_get_out_of_memory_handler (g), abort);
  guestfs_set_out_of_memory_handler (g, jump_out);
  assert_ptr_equal (guestfs_get_out_of_memory_handler (g), jump_out);
  if (setjmp (out_of_memory_jump) == 0) {
    free (safe_malloc (g, SIZE_MAX / 2));
    fail_msg ("half of the address space was allocated");
  }
}

/* What an image or a daemon says must not tell a terminal what to do; a program
 * gets it as it is. */
static void
test_what_is_printed_has_no_escape_codes (void **state)
{
  (void) state;
  static const char evil[] = "‘a\033]0;x\a’\r\x9b"
                             "31m\xc2\x9b"
                             "5m\tb\nc\177";
  guestfs_set_error_handler (g, NULL, NULL);
  guestfs_pop_error_handler (g); /* the default one */
  capture_stderr ();
  set_error (g, 0, "%s", evil);
  warning (g, "%s", evil);
  CLEANUP_FREE char *text = captured_stderr ();
  assert_non_null (strstr (text, "error: ‘a\\x1b]0;x\\x07’\\x0d\\x9b"
                                 "31m\\xc2\\x9b"
                                 "5m\tb\nc\\x7f\n"));
  assert_null (strchr (text, '\033'));
  assert_null (strchr (text, '\r'));
  assert_string_equal (guestfs_last_error (g), evil);
  guestfs_set_error_handler (g, NULL, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_new_handle_has_no_error),
    lib_test (test_error_has_text_and_errno),
    lib_test (test_text_does_not_end_in_newlines),
    lib_test (test_error_may_quote_the_last_one),
    lib_test (test_handler_is_called_after_the_error_is_set),
    lib_test (test_handlers_are_a_stack),
    lib_test (test_pop_of_empty_stack_restores_the_default),
    lib_test (test_threads_have_their_own),
    lib_test (test_out_of_memory_calls_the_handler),
    lib_test (test_what_is_printed_has_no_escape_codes),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
