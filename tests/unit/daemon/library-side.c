/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The library's side of a conversation with the daemon. */

#include <config.h>

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "base/reply.h"
#include "cleanup.h"
#include "protocol-build.h"
#include "library-side.h"
#include "stubs/dispatch.h"
#include "stubs/procedures.h"
#include "stubs/stub-reply.h"
#include "stubs/stub-support.h"
#include "talk/progress.h"
#include "talk/session.h"
#include "talk/transfer.h"
#include "talk/window.h"

/* ---- the calls ---- */

static void
echo_stub (struct daemon_request *request)
{
  wire_string word = NULL;
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_string, &word };

  if (!stub_decode (request, (xdrproc_t) xdr_wire_string, &word)
      || stub_check_options (request, 0) == -1)
    stub_reply_error (request);
  else
    stub_reply_ok (request, (xdrproc_t) xdr_wire_string, &word);
}

static void
fail_stub (struct daemon_request *request)
{
  reply_error (ENOENT, "/file");
  reply_error (EIO, "a later error");
  stub_reply_error (request);
}

static int
count_bytes (void *data, const void *bytes, size_t size)
{
  const struct daemon_request *request = session_request ();
  u_int *total = data;

  for (size_t i = 0; i < size; ++i)
    if (((const char *) bytes)[i] != 'x')
      return reply_error_text (EILSEQ, "wrong byte");
  *total += size;
  return request->options & REFUSE ? reply_error (ENOSPC, "write") : 0;
}

static void
take_stub (struct daemon_request *request)
{
  u_int total = 0;
  int result = receive_file (count_bytes, &total);

  stub_finish_file_in (request);
  if (result == -1)
    stub_reply_error (request);
  else
    stub_reply_ok (request, (xdrproc_t) xdr_u_int, &total);
}

/* As many bytes as the size hint says, in odd pieces. */
static int
give (struct daemon_request *request)
{
  enum { PIECE = 10007 };
  char piece[PIECE];
  uint64_t left = transfer_size_hint ();

  memset (piece, 'y', sizeof piece);
  for (; left > 0; left -= left < PIECE ? left : PIECE)
    if (send_file_data (piece, left < PIECE ? left : PIECE) == -1)
      return -1;
  return request->options & FAIL_AT_END ? reply_error (EIO, "read") : 0;
}

static void
give_stub (struct daemon_request *request)
{
  stub_finish_file_out (request, give (request));
}

/* Works for 3 seconds. */
static void
work_stub (struct daemon_request *request)
{
  const struct timespec tick = { .tv_nsec = 10 * 1000 * 1000 };

  if (request->options & PULSE)
    progress_pulse_start ();
  for (unsigned i = 0; i < 300; ++i) {
    nanosleep (&tick, NULL);
    if (!(request->options & PULSE))
      progress_update (i, 300);
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
too_large_stub (struct daemon_request *request)
{
  wire_buffer result = { MESSAGE_MAX + 1, NULL };

  stub_reply_ok (request, (xdrproc_t) xdr_wire_buffer, &result);
}

/* No memory is left after it, in pieces of any size. */
static void
exhaust_memory (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_AS, &none);
  for (size_t size = 1 << 20; size >= 512; size /= 2)
    while (malloc (size) != NULL)
      ;
}

static void
exhaust_stub (struct daemon_request *request)
{
  reply_error_text (ENOMEM, "%0*d", LONG_ERROR, 0);
  exhaust_memory ();
  stub_reply_error (request);
}

static const struct daemon_procedure procedures[] = {
  [CALL_ECHO & 0xff] = { "echo", false, false, echo_stub },
  [CALL_FAIL & 0xff] = { "fail", false, false, fail_stub },
  [CALL_TAKE & 0xff] = { "take", true, false, take_stub },
  [CALL_GIVE & 0xff] = { "give", false, true, give_stub },
  [CALL_WORK & 0xff] = { "work", false, false, work_stub },
  [CALL_TOO_LARGE & 0xff] = { "too_large", false, false, too_large_stub },
  [CALL_EXHAUST & 0xff] = { "exhaust", false, false, exhaust_stub },
};

static const struct daemon_topic topic = { procedures, sizeof procedures / sizeof *procedures };
const struct daemon_topic *const daemon_topics[] = { NULL, &topic };
const size_t daemon_topics_count = 2;

/* ---- the library's side ---- */

struct channel library;
struct payload payload;
int window = -1;
static pid_t daemon_pid;
uint32_t serial;

static void __attribute__ ((noreturn)) be_daemon (int fd)
{
  window_use (window);
  session_open (fd);
  if (transfer_open () == -1)
    _exit (EXIT_FAILURE);
  session_send_hello ();
  dispatch_loop ();
  _exit (EXIT_SUCCESS);
}

enum frame_kind
read_frame (void)
{
  struct frame_header header;

  assert_int_equal (channel_read_header (&library, &header), 1);
  assert_int_equal (channel_read_payload (&library, &header, &payload), 0);
  if (header.kind != FRAME_HELLO)
    assert_int_equal (header.serial, serial);
  return header.kind;
}

void
decode_payload (xdrproc_t decode, void *value)
{
  XDR xdr;

  xdrmem_create (&xdr, payload.bytes, payload.size, XDR_DECODE);
  assert_true (decode (&xdr, value));
  assert_int_equal (xdr_getpos (&xdr), payload.size);
  xdr_destroy (&xdr);
}

int
start_daemon (void **state)
{
  struct wire_hello hello = { NULL };
  int fds[2];

  if (test_begin (state) == -1)
    return -1;
  window = memfd_create ("window", MFD_CLOEXEC);
  assert_int_not_equal (window, -1);
  assert_int_equal (ftruncate (window, (off_t) WINDOW_PARTS * WINDOW_PART_SIZE), 0);
  fflush (NULL);
  assert_int_equal (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
  daemon_pid = fork ();
  assert_int_not_equal (daemon_pid, -1);
  if (daemon_pid == 0) {
    close (fds[0]);
    be_daemon (fds[1]);
  }
  close (fds[1]);
  library.fd = fds[0];
  library.start = library.end = 0;
  serial = 0x00123400;

  assert_int_equal (read_frame (), FRAME_HELLO);
  decode_payload ((xdrproc_t) xdr_wire_hello, &hello);
  assert_string_equal (hello.build, protocol_build);
  xdr_free ((xdrproc_t) xdr_wire_hello, (char *) &hello);
  return 0;
}

int
end_of_daemon (void)
{
  int status;

  if (library.fd != -1)
    close (library.fd);
  library.fd = -1;
  assert_int_equal (waitpid (daemon_pid, &status, 0), daemon_pid);
  daemon_pid = -1;
  assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

int
stop_daemon (void **state)
{
  if (daemon_pid != -1)
    assert_int_equal (end_of_daemon (), EXIT_SUCCESS);
  payload_free (&payload);
  close (window);
  return test_end (state);
}

void
send_frame (enum frame_kind kind, const char *bytes, size_t size)
{
  CLEANUP_FREE char *frame = malloc (FRAME_HEADER_SIZE + size);

  assert_non_null (frame);
  if (size > 0)
    memcpy (frame + FRAME_HEADER_SIZE, bytes, size);
  assert_int_equal (channel_write_frame (&library, kind, serial, frame, size), 0);
}

void
send_call (unsigned procedure, uint64_t size_hint, uint64_t options, const char *word)
{
  struct wire_call_header header = { procedure, size_hint, options };
  char bytes[256];
  XDR xdr;

  ++serial;
  xdrmem_create (&xdr, bytes, sizeof bytes, XDR_ENCODE);
  assert_true (xdr_wire_call_header (&xdr, &header));
  if (word != NULL)
    assert_true (xdr_wire_string (&xdr, (wire_string *) &word));
  send_frame (FRAME_CALL, bytes, xdr_getpos (&xdr));
  xdr_destroy (&xdr);
}

unsigned
reply_status (unsigned procedure)
{
  enum { SIZE = 8 };
  uint32_t words[2];

  assert_true (payload.size >= SIZE);
  memcpy (words, payload.bytes, SIZE);
  assert_int_equal (ntohl (words[0]), procedure);
  payload.size -= SIZE;
  memmove (payload.bytes, payload.bytes + SIZE, payload.size);
  return ntohl (words[1]);
}

void
assert_wire_error (const char *errno_name, const char *message)
{
  struct wire_error error = { NULL, NULL };

  decode_payload ((xdrproc_t) xdr_wire_error, &error);
  assert_string_equal (error.errno_name, errno_name);
  assert_string_equal (error.message, message);
  xdr_free ((xdrproc_t) xdr_wire_error, (char *) &error);
}

void
expect_ok (unsigned procedure)
{
  assert_int_equal (read_frame (), FRAME_REPLY);
  assert_int_equal (reply_status (procedure), 0);
}

void
expect_error (unsigned procedure, const char *errno_name, const char *message)
{
  assert_int_equal (read_frame (), FRAME_REPLY);
  assert_int_equal (reply_status (procedure), 1);
  assert_wire_error (errno_name, message);
}

void
expect_echo (const char *word)
{
  wire_string result = NULL;

  send_call (CALL_ECHO, 0, 0, word);
  expect_ok (CALL_ECHO);
  decode_payload ((xdrproc_t) xdr_wire_string, &result);
  assert_string_equal (result, word);
  free (result);
}

void
hangs_up_after (uint32_t kind, size_t size)
{
  CLEANUP_FREE char *bytes = calloc (1, size + 1);

  assert_non_null (bytes);
  send_frame (kind, bytes, size);
  assert_int_equal (end_of_daemon (), EXIT_FAILURE);
}
