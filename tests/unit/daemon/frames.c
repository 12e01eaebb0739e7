/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames on the channel: whole ones, pieces of them, and hostile bytes. */

#include <config.h>

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "cleanup.h"
#include "daemon-test.h"
#include "protocol/frames.h"
#include "talk/frame.h"

static struct channel channel;
static int other_end;

static void
open_channel (void)
{
  int fds[2];

  assert_int_equal (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
  channel.fd = fds[0];
  channel.start = channel.end = 0;
  other_end = fds[1];
}

static void
close_channel (void)
{
  close (channel.fd);
  if (other_end != -1)
    close (other_end);
}

static void
close_other_end (void)
{
  close (other_end);
  other_end = -1;
}

static void
put_header (uint32_t magic, uint32_t kind, uint32_t serial, uint32_t size)
{
  const uint32_t words[] = { htonl (magic), htonl (kind), htonl (serial), htonl (size) };

  assert_int_equal (write (other_end, words, sizeof words), sizeof words);
}

static void
put_bytes (const char *bytes, size_t size)
{
  assert_int_equal (write (other_end, bytes, size), size);
}

static void
frames_are_read (void **state)
{
  struct frame_header header;
  struct payload payload = { NULL, 0, 0 };

  (void) state;
  open_channel ();
  assert_false (channel_is_readable (&channel));
  put_header (FRAME_MAGIC, FRAME_CHUNK, 0x123400, 5);
  put_bytes ("12345", 5);
  put_header (FRAME_MAGIC, FRAME_CHUNK, 0x123400, 0);
  put_header (FRAME_MAGIC, FRAME_CANCEL, 0xffffffff, 3);
  put_bytes ("abc", 3);
  close_other_end ();

  assert_true (channel_is_readable (&channel));
  assert_int_equal (channel_read_header (&channel, &header), 1);
  assert_int_equal (header.kind, FRAME_CHUNK);
  assert_int_equal (header.serial, 0x123400);
  assert_int_equal (channel_read_payload (&channel, &header, &payload), 0);
  assert_int_equal (payload.size, 5);
  assert_memory_equal (payload.bytes, "12345", 5);

  assert_true (channel_is_readable (&channel)); /* read ahead */
  assert_int_equal (channel_read_header (&channel, &header), 1);
  assert_int_equal (channel_read_payload (&channel, &header, &payload), 0);
  assert_int_equal (payload.size, 0);

  assert_int_equal (channel_read_header (&channel, &header), 1);
  assert_int_equal (header.serial, 0xffffffff);
  assert_int_equal (channel_read_payload (&channel, &header, &payload), 0);
  assert_memory_equal (payload.bytes, "abc", 3);
  assert_int_equal (channel_read_header (&channel, &header), 0);
  payload_free (&payload);
  close_channel ();
}

static void *
write_slowly (void *data)
{
  const char *bytes = data;
  const size_t size = FRAME_HEADER_SIZE + 100;

  for (size_t i = 0; i < size; ++i)
    if (write (other_end, bytes + i, 1) != 1)
      return NULL;
  return NULL;
}

static void
pieces_are_put_together (void **state)
{
  const uint32_t words[] = { htonl (FRAME_MAGIC), htonl (FRAME_CALL), htonl (1), htonl (100) };
  char bytes[FRAME_HEADER_SIZE + 100];
  struct frame_header header;
  struct payload payload = { NULL, 0, 0 };
  pthread_t thread;

  (void) state;
  open_channel ();
  memcpy (bytes, words, sizeof words);
  memset (bytes + FRAME_HEADER_SIZE, 'x', 100);
  assert_int_equal (pthread_create (&thread, NULL, write_slowly, bytes), 0);
  assert_int_equal (channel_read_header (&channel, &header), 1);
  assert_int_equal (channel_read_payload (&channel, &header, &payload), 0);
  pthread_join (thread, NULL);
  assert_int_equal (payload.size, 100);
  assert_memory_equal (payload.bytes, bytes + FRAME_HEADER_SIZE, 100);
  payload_free (&payload);
  close_channel ();
}

static char *
make_bytes (size_t size)
{
  char *bytes = malloc (size);

  assert_non_null (bytes);
  for (size_t i = 0; i < size; ++i)
    bytes[i] = (i >> 8) ^ i;
  return bytes;
}

static void *
write_large (void *data)
{
  char *frame = data;
  struct channel writer = { .fd = other_end };

  /* What is written must not depend on what was in the place of the header. */
  memset (frame, 0xff, FRAME_HEADER_SIZE);
  channel_write_frame (&writer, FRAME_CALL, 7, frame, 5000001);
  return NULL;
}

static void
large_frames_go_through (void **state)
{
  enum { SIZE = 5000001 };
  CLEANUP_FREE char *frame = make_bytes (FRAME_HEADER_SIZE + SIZE);
  CLEANUP_FREE char *copy = make_bytes (FRAME_HEADER_SIZE + SIZE);
  struct frame_header header;
  struct payload payload = { NULL, 0, 0 };
  pthread_t thread;

  (void) state;
  open_channel ();
  assert_int_equal (pthread_create (&thread, NULL, write_large, frame), 0);
  assert_int_equal (channel_read_header (&channel, &header), 1);
  assert_int_equal (header.kind, FRAME_CALL);
  assert_int_equal (header.serial, 7);
  assert_int_equal (header.size, SIZE);
  assert_int_equal (channel_read_payload (&channel, &header, &payload), 0);
  pthread_join (thread, NULL);
  assert_memory_equal (payload.bytes, copy + FRAME_HEADER_SIZE, SIZE);

  /* The memory is not kept for ever. */
  header.size = 0;
  assert_int_equal (channel_read_payload (&channel, &header, &payload), 0);
  assert_int_equal (payload.allocated, 0);
  close_channel ();
}

static void
header_fails (int err)
{
  struct frame_header header;

  assert_int_equal (channel_read_header (&channel, &header), -1);
  assert_int_equal (errno, err);
  close_channel ();
}

static void
hostile_headers_are_refused (void **state)
{
  (void) state;
  open_channel ();
  put_header (0x47465332, FRAME_CALL, 1, 0);
  header_fails (EPROTO);

  open_channel ();
  put_bytes ("GET / HTTP/1.1\r\n", 16);
  header_fails (EPROTO);

  open_channel ();
  put_header (FRAME_MAGIC, FRAME_CALL, 1, MESSAGE_MAX + 1);
  header_fails (EMSGSIZE);

  open_channel ();
  put_header (FRAME_MAGIC, FRAME_CALL, 1, 0xffffffff);
  header_fails (EMSGSIZE);

  open_channel ();
  put_bytes ("GFS1\0\0", 6);
  close_other_end ();
  header_fails (ECONNRESET);
}

static size_t
resident_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (size_t) usage.ru_maxrss << 10;
}

/* A claim of 1 GiB costs what really came. */
static void
memory_is_not_taken_for_a_claim (void **state)
{
  struct frame_header header;
  struct payload payload = { NULL, 0, 0 };
  const size_t before = resident_memory ();

  (void) state;
  open_channel ();
  put_header (FRAME_MAGIC, FRAME_CALL, 1, MESSAGE_MAX);
  put_bytes ("only this", 9);
  close_other_end ();
  assert_int_equal (channel_read_header (&channel, &header), 1);
  assert_int_equal (channel_read_payload (&channel, &header, &payload), -1);
  assert_int_equal (errno, ECONNRESET);
  assert_true (payload.allocated <= 64 * 1024);
  assert_true (resident_memory () - before < 1024 * 1024);
  payload_free (&payload);
  close_channel ();
}

static void
too_large_is_not_sent (void **state)
{
  char frame[FRAME_HEADER_SIZE];

  (void) state;
  open_channel ();
  assert_int_equal (channel_write_frame (&channel, FRAME_REPLY, 1, frame, (size_t) MESSAGE_MAX + 1),
                    -1);
  assert_int_equal (errno, EMSGSIZE);
  close_channel ();
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (frames_are_read),
    daemon_test (pieces_are_put_together),
    daemon_test (large_frames_go_through),
    daemon_test (hostile_headers_are_refused),
    daemon_test (memory_is_not_taken_for_a_claim),
    daemon_test (too_large_is_not_sent),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
