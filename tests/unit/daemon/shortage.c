/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The daemon without memory or processes: decoding requests, running programs
 * and children. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/reply.h"
#include "children/child.h"
#include "children/program.h"
#include "cleanup.h"
#include "daemon-test.h"
#include "talk/frame.h"
#include "torture.h"
#include "unit-messages.h"

/* The errno of the error that was told, or that none was. */
static int
told (int r)
{
  const int err = r == 0 ? 0 : reply_has_error () ? reply_error_errno () : EPROTO;

  reply_error_clear ();
  return err;
}

/* ---- requests ---- */

static void
arguments_are_decoded (void **unused)
{
  unsigned runs = 0;

  (void) unused;
  for (size_t i = 0; i < message_types_count; ++i)
    runs += torture_decoding (&message_types[i].arguments);
  assert_true (runs > 0);
}

/* A payload that needs the memory to grow. */
static int
read_request (void *data)
{
  static struct channel channel;
  struct payload payload = { NULL, 0, 0 };
  struct frame_header header;
  int err = 0;

  channel = (struct channel) { .fd = *(int *) data };
  if (lseek (channel.fd, 0, SEEK_SET) == -1 || channel_read_header (&channel, &header) != 1
      || channel_read_payload (&channel, &header, &payload) == -1)
    err = errno;
  payload_free (&payload);
  return err;
}

static void
requests_are_read (void **unused)
{
  const uint32_t words[] = { __builtin_bswap32 (FRAME_MAGIC), __builtin_bswap32 (FRAME_CALL), 0,
                             __builtin_bswap32 (300 * 1024) };
  int fd = memfd_create ("request", MFD_CLOEXEC);

  (void) unused;
  assert_int_equal (write (fd, words, sizeof words), sizeof words);
  assert_int_equal (ftruncate (fd, sizeof words + 300 * 1024), 0);
  assert_true (torture (read_request, &fd) > 1);
  close (fd);
}

/* ---- programs and children ---- */

static int
run_shell (void *data)
{
  const char *const argv[] = { "sh", "-c", data, NULL };
  const struct program program = { .argv = argv, .input = "input", .input_size = 5 };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { NULL, 0, NULL, 0 };

  return told (program_run (&program, &output));
}

static void
programs_are_run (void **unused)
{
  (void) unused;
  assert_true (torture (run_shell, "cat; echo error >&2") > 2);
}

/* What it says when the program fails needs memory, too. */
static int
run_failing (void *data)
{
  (void) data;
  const int err = told (run_words ("prefix", "sh", "-c", "echo error >&2; exit 1", NULL));

  return err == EIO ? 0 : err;
}

static void
failures_of_programs_are_told (void **unused)
{
  (void) unused;
  assert_true (torture (run_failing, NULL) > 2);
}

static int
print_text (FILE *out, void *data)
{
  CLEANUP_FREE char *copy = strdup (data);

  if (copy == NULL)
    return reply_error (errno, "strdup");
  return fputs (copy, out) == EOF ? reply_error (errno, "fputs") : 0;
}

static int
run_child (void *data)
{
  char *result = NULL;
  size_t size;
  const int err = told (run_in_child (print_text, data, &result, &size));

  free (result);
  return err;
}

static void
children_are_run (void **unused)
{
  (void) unused;
  assert_true (torture (run_child, "text") > 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (arguments_are_decoded), daemon_test (requests_are_read),
    daemon_test (programs_are_run),      daemon_test (failures_of_programs_are_told),
    daemon_test (children_are_run),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
