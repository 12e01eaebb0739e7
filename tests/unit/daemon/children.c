/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forked children: what happens in them stays in them. */

#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "children/child.h"
#include "cleanup.h"
#include "daemon-test.h"

static void
assert_fails_with (const struct child_limits *limits, child_work work, int err, const char *part)
{
  char *result = NULL;
  size_t size;

  assert_int_equal (run_in_child_limited (work, NULL, limits, &result, &size), -1);
  assert_null (result);
  assert_error (err, part);
}

static void
assert_fails (child_work work, int err, const char *part)
{
  static const struct child_limits limits = { .cpu_seconds = 60,
                                              .wall_seconds = 120,
                                              .memory = 64 << 20 };

  assert_fails_with (&limits, work, err, part);
}

static int
write_much (FILE *out, void *data)
{
  const size_t size = *(size_t *) data;

  for (size_t i = 0; i < size; ++i)
    putc ("0123456789"[i % 10], out);
  return 0;
}

static void
result_comes_back (void **state)
{
  static size_t sizes[] = { 0, 1, 4096, 1000000 };

  (void) state;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
    CLEANUP_FREE char *result = NULL;
    size_t size;

    assert_int_equal (run_in_child (write_much, &sizes[i], &result, &size), 0);
    assert_int_equal (size, sizes[i]);
    assert_int_equal (result[size], '\0');
    for (size_t j = 0; j < size; ++j)
      if (result[j] != "0123456789"[j % 10])
        fail_msg ("byte %zu of %zu is wrong", j, size);
  }
}

static int
fail_with_errno (FILE *out, void *data)
{
  (void) data;
  fputs ("a part of the result", out);
  return reply_error (ENOTDIR, "/dev/sda");
}

static int
fail_with_long_text (FILE *out, void *data)
{
  (void) out;
  (void) data;
  return reply_error_text (0, "%030000d and its end", 0);
}

static void
error_comes_back (void **state)
{
  (void) state;
  assert_fails (fail_with_errno, ENOTDIR, "/dev/sda: Not a directory");
  assert_fails (fail_with_long_text, 0, "00000 and its end");
}

static int
crash (FILE *out, void *data)
{
  (void) out;
  (void) data;
  signal (SIGSEGV, SIG_DFL); /* cmocka handles it */
  raise (SIGSEGV);
  return 0;
}

static int
abort_in_library (FILE *out, void *data)
{
  (void) data;
  fputs ("half a result", out);
  fflush (out);
  abort ();
}

static int
exit_silently (FILE *out, void *data)
{
  (void) out;
  (void) data;
  _exit (7);
}

static void
crash_is_an_error (void **state)
{
  (void) state;
  assert_fails (crash, EIO, "was killed by signal 11");
  assert_fails (abort_in_library, EIO, "was killed by signal 6");
  assert_fails (exit_silently, EIO, "exited with status 7");
}

static int
spin (FILE *out, void *data)
{
  (void) out;
  (void) data;
  for (volatile unsigned i = 0;; ++i)
    ;
  return 0;
}

static int
wait_for_ever (FILE *out, void *data)
{
  (void) out;
  (void) data;
  for (;;)
    pause ();
  return 0;
}

static void
time_is_limited (void **state)
{
  static const struct child_limits little_cpu = { .cpu_seconds = 1,
                                                  .wall_seconds = 120,
                                                  .memory = 64 << 20 };
  static const struct child_limits little_time = { .cpu_seconds = 120,
                                                   .wall_seconds = 1,
                                                   .memory = 64 << 20 };

  (void) state;
  assert_fails_with (&little_cpu, spin, ETIMEDOUT, "more than 1 seconds of CPU time");
  assert_fails_with (&little_time, wait_for_ever, ETIMEDOUT, "more than 1 seconds");
}

static int
take_all_memory (FILE *out, void *data)
{
  enum { PIECE = 8 << 20 };
  size_t taken = 0;
  char *piece;

  (void) data;
  while ((piece = malloc (PIECE)) != NULL) {
    memset (piece, 1, PIECE);
    taken += PIECE;
    if (taken > (size_t) 1 << 30)
      return reply_error_text (0, "there is no limit");
  }
  fputs ("unused", out);
  return reply_error (ENOMEM, "read the disk");
}

static void
memory_is_limited (void **state)
{
  (void) state;
  assert_fails (take_all_memory, ENOMEM, "read the disk: Cannot allocate memory");
}

/* Closes all that it has of the daemon, and then does not go away. */
static int
hide (FILE *out, void *data)
{
  (void) out;
  (void) data;
  for (int fd = 3; fd < 64; ++fd)
    close (fd);
  for (;;)
    pause ();
  return 0;
}

static void
child_can_not_stay (void **state)
{
  (void) state;
  assert_fails (hide, ENOMEM, "was killed");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (result_comes_back), daemon_test (error_comes_back),
    daemon_test (crash_is_an_error), daemon_test (time_is_limited),
    daemon_test (memory_is_limited), daemon_test (child_can_not_stay),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
