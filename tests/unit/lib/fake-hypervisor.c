/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hypervisor and a daemon for tests. */

#include <config.h>

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <jansson.h>

#include "base/cursor.h"
#include "fake-frames.h"
#include "fake-hypervisor.h"
#include "protocol-build.h"
#include "machine/frames.h"
#include "qemu/machine-plan.h"

/* A test that forgets it must not leave it behind. */
#define LIFETIME_SECONDS 60

static const char *behaviour;
static sem_t running;

static bool
is (const char *name)
{
  return strcmp (behaviour, name) == 0;
}

/* ---- QMP ---- */

static void
answer (FILE *qmp, json_t *command)
{
  const char *name = json_string_value (json_object_get (command, "execute"));
  const int id = json_integer_value (json_object_get (command, "id"));

  if (is ("refuses-drive") && strcmp (name, "device_add") == 0) {
    fprintf (qmp,
             "{\"id\": %d, \"error\": {\"class\": \"GenericError\", "
             "\"desc\": \"Failed to get lock\"}}\n",
             id);
    return;
  }
  fprintf (qmp, "{\"event\": \"RESUME\", \"timestamp\": {}}\n{\"return\": {}, \"id\": %d}\n", id);
  fflush (qmp);
  if (strcmp (name, "quit") == 0)
    _exit (EXIT_SUCCESS);
  if (strcmp (name, "cont") == 0)
    sem_post (&running);
}

static void *
serve_qmp (void *unused)
{
  FILE *qmp = fdopen (HYPERVISOR_QMP_FD, "r+");
  char line[65536];

  (void) unused;
  fputs (is ("talks-nonsense") ? "hello\n" : "{\"QMP\": {}}\n", qmp);
  fflush (qmp);
  while (fgets (line, sizeof line, qmp) != NULL) {
    json_t *command = json_loads (line, 0, NULL);

    answer (qmp, command);
    fflush (qmp);
    json_decref (command);
  }
  _exit (EXIT_SUCCESS);
}

/* ---- replies ---- */

struct call {
  uint32_t serial;
  unsigned procedure;
  uint64_t size_hint;
};

static void
reply (const struct call *call, xdrproc_t encode, const void *value)
{
  const wire_reply_header header = { .procedure = call->procedure };

  put_xdr (FRAME_REPLY, call->serial, (xdrproc_t) xdr_wire_reply_header, &header, encode, value);
}

/* A piece of a reply that comes before it. */
static void
put_part (const struct call *call, const char *bytes, size_t size)
{
  const wire_part part = { .number = is ("result-part-outside") ? WINDOW_PARTS : 0, .size = size };

  if (pwrite (HYPERVISOR_WINDOW_FD, bytes, size, 0) != (ssize_t) size)
    abort ();
  put_xdr (FRAME_PART, call->serial, (xdrproc_t) xdr_wire_part, &part, NULL, NULL);
  get_frame (); /* TAKEN */
}

/* Any number of bytes in two parts, and the last ones in the frame. */
static void
reply_in_parts (const struct call *call, xdrproc_t encode, const void *value)
{
  wire_reply_header header = { .procedure = call->procedure };
  char bytes[256];
  XDR xdr;

  xdrmem_create (&xdr, bytes, sizeof bytes, XDR_ENCODE);
  if (!xdr_wire_reply_header (&xdr, &header) || !encode (&xdr, (void *) value))
    abort ();
  put_part (call, bytes, 5);
  put_part (call, bytes + 5, xdr_getpos (&xdr) - 10);
  put_frame (FRAME_REPLY, call->serial, bytes + xdr_getpos (&xdr) - 5, 5);
}

static void
reply_error (const struct call *call, const char *errno_name, const char *text)
{
  const wire_reply_header header = { .procedure = call->procedure, .status = 1 };
  const wire_error error = { .errno_name = (char *) errno_name, .message = (char *) text };

  put_xdr (FRAME_REPLY, call->serial, (xdrproc_t) xdr_wire_reply_header, &header,
           (xdrproc_t) xdr_wire_error, &error);
}

static void
put_progress (const struct call *call, uint64_t position, uint64_t total)
{
  const wire_progress progress = { .procedure = call->procedure,
                                   .position = position,
                                   .total = total };

  put_xdr (FRAME_PROGRESS, call->serial, (xdrproc_t) xdr_wire_progress, &progress, NULL, NULL);
}

/* ---- calls ---- */

static void
ping (struct call *call)
{
  if (is ("dies-in-call"))
    __builtin_trap (); /* the first process of its namespace cannot kill itself */
  else if (is ("wrong-serial"))
    call->serial++;
  else if (is ("wrong-procedure"))
    call->procedure++;
  else if (is ("trailing-bytes")) {
    const int more = 1;
    reply (call, (xdrproc_t) xdr_int, &more);
    return;
  } else if (is ("unknown-frame"))
    put_frame (99, call->serial, NULL, 0);
  else if (is ("part-of-no-result"))
    put_part (call, "x", 1);
  else if (is ("chunk-before-reply"))
    put_frame (FRAME_CHUNK, call->serial, "x", 1);
  else if (is ("short-reply")) {
    put_frame (FRAME_REPLY, call->serial, "\0\0", 2);
    return;
  } else if (is ("progress-of-another-call")) {
    const struct call other = { .serial = call->serial + 1, .procedure = call->procedure };
    put_progress (&other, 0, 1);
  } else if (is ("stray-cancel"))
    put_frame (FRAME_CANCEL, call->serial - 1, NULL, 0);
  else {
    put_progress (call, 5, 10);
    put_progress (call, 11, 10);
  }
  reply (call, NULL, NULL);
}

/* Four bytes here, ten times as many for who takes them as a list. */
static void
list_of_empty_texts (const struct call *call)
{
  static char bytes[WINDOW_PART_SIZE];
  uint32_t count = 14 << 20;
  const uint32_t header[] = { htonl (call->procedure), 0, htonl (count) };

  memcpy (bytes, header, sizeof header);
  put_part (call, bytes, sizeof header);
  memset (bytes, 0, sizeof header);
  for (; count > sizeof bytes / 4; count -= sizeof bytes / 4)
    put_part (call, bytes, sizeof bytes);
  put_part (call, bytes, 4 * (size_t) (count - 1));
  put_frame (FRAME_REPLY, call->serial, bytes, 4);
}

static void
list_devices (const struct call *call)
{
  static char zeros[WINDOW_PART_SIZE];
  char *names[] = { (char *) "/dev/sda", (char *) "/dev/sdb" };
  const wire_list_devices_ret ret = { .result = { .len = 2, .val = names } };
  const int count = 0x0fffffff;

  while (is ("result-without-end"))
    put_part (call, zeros, sizeof zeros);
  if (is ("empty-part"))
    put_part (call, zeros, 0);
  if (is ("many-empty-texts")) {
    list_of_empty_texts (call);
    return;
  }
  if (is ("huge-count"))
    reply (call, (xdrproc_t) xdr_int, &count);
  else if (is ("result-in-parts") || is ("empty-part") || is ("result-part-outside"))
    reply_in_parts (call, (xdrproc_t) xdr_wire_list_devices_ret, &ret);
  else
    reply (call, (xdrproc_t) xdr_wire_list_devices_ret, &ret);
}

/* Sends more than a socket holds before it reads anything. */
static void
chatter (const struct call *call)
{
  for (int i = 0; i < 25000; ++i)
    put_progress (call, i, 25000);
}

/* The error tells what came, so that the test can see it. */
static void
upload (const struct call *call)
{
  uint64_t size = 0, sum = 0;
  char text[100];

  if (is ("chatters"))
    chatter (call);
  if (is ("replies-too-early"))
    reply (call, NULL, NULL);
  if (is ("wants-no-more"))
    put_frame (FRAME_CANCEL, call->serial, NULL, 0);
  if (is ("takes-what-nobody-sent"))
    put_frame (FRAME_TAKEN, call->serial, NULL, 0);
  for (get_content (); message.kind == FRAME_CHUNK && message.size > 0; get_content ()) {
    size += message.size;
    for (uint32_t i = 0; i < message.size; ++i)
      sum += message.payload[i];
  }
  if (is ("wants-no-more"))
    reply_error (call, "ENOSPC", "No space left on device");
  else if (message.kind == FRAME_CANCEL)
    reply_error (call, "EINTR", "the library cancelled");
  else {
    snprintf (text, sizeof text, "size %ju sum %ju hint %ju", (uintmax_t) size, (uintmax_t) sum,
              (uintmax_t) call->size_hint);
    reply_error (call, "", text);
  }
}

static bool
is_cancelled (void)
{
  struct pollfd poll_fd = { .fd = HYPERVISOR_CHANNEL_FD, .events = POLLIN };

  if (poll (&poll_fd, 1, 0) == 0)
    return false;
  get_frame ();
  return message.kind == FRAME_CANCEL;
}

static void
put_cancel (const struct call *call, const char *errno_name, const char *text)
{
  const wire_error error = { .errno_name = (char *) errno_name, .message = (char *) text };

  put_xdr (FRAME_CANCEL, call->serial, (xdrproc_t) xdr_wire_error, &error, NULL, NULL);
}

/* Holes until the library wants no more. */
static void
put_holes (const struct call *call, uint64_t length)
{
  const wire_extent hole = { .is_hole = true, .length = length };

  do {
    put_xdr (FRAME_EXTENT, call->serial, (xdrproc_t) xdr_wire_extent, &hole, NULL, NULL);
    get_frame ();
  } while (message.kind == FRAME_TAKEN);
  put_cancel (call, "EINTR", "the library cancelled");
}

static void
download (const struct call *call)
{
  static char content[CHUNK_FROM_DAEMON];
  const wire_part part = { .number = is ("part-outside") ? WINDOW_PARTS : 1,
                           .size = is ("part-too-large") ? WINDOW_PART_SIZE + 1 : 1000 };
  const wire_extent hole = { .is_hole = true, .length = FAKE_HOLE_SIZE };
  size_t left = is ("endless") ? SIZE_MAX : FAKE_DOWNLOAD_SIZE;

  if (is ("refuses-call")) {
    reply_error (call, "ENOENT", "/x: No such file or directory");
    return;
  }
  memset (content, 'd', sizeof content);
  reply (call, NULL, NULL);
  if (is ("uses-the-window") || is ("part-outside") || is ("part-too-large")) {
    if (pwrite (HYPERVISOR_WINDOW_FD, content, part.size, WINDOW_PART_SIZE) == -1)
      abort ();
    put_xdr (FRAME_EXTENT, call->serial, (xdrproc_t) xdr_wire_extent, &hole, NULL, NULL);
    put_xdr (FRAME_PART, call->serial, (xdrproc_t) xdr_wire_part, &part, NULL, NULL);
    put_xdr (FRAME_EXTENT, call->serial, (xdrproc_t) xdr_wire_extent, &hole, NULL, NULL);
    for (int i = 0; i < 3; ++i)
      get_frame (); /* TAKEN */
    put_frame (FRAME_CHUNK, call->serial, NULL, 0);
    return;
  }
  if (is ("takes-what-nobody-sent"))
    put_frame (FRAME_TAKEN, call->serial, NULL, 0);
  if (is ("longest-holes") || is ("hole-too-long")) {
    put_holes (call, is ("hole-too-long") ? UINT64_MAX : INT64_MAX);
    return;
  }
  while (left > 0) {
    const size_t n = left < sizeof content ? left : sizeof content;

    if (is_cancelled ()) {
      put_cancel (call, "EINTR", "the library cancelled");
      return;
    }
    if (is ("fails-in-the-middle") && left < FAKE_DOWNLOAD_SIZE / 2) {
      put_cancel (call, "EIO", "reading: Input/output error");
      return;
    }
    put_frame (FRAME_CHUNK, call->serial, content, n);
    left -= n;
  }
  put_frame (FRAME_CHUNK, call->serial, NULL, 0);
}

static void
serve_call (void)
{
  struct cursor cursor = cursor_over (message.payload, message.size);
  struct call call = { .serial = message.serial, .procedure = cursor_u32 (&cursor) };

  call.size_hint = (uint64_t) cursor_u32 (&cursor) << 32;
  call.size_hint |= cursor_u32 (&cursor);
  switch (call.procedure) {
  case PROC_PING_DAEMON:
    ping (&call);
    break;
  case PROC_LIST_DEVICES:
    list_devices (&call);
    break;
  case PROC_UPLOAD:
    upload (&call);
    break;
  case PROC_DOWNLOAD:
    download (&call);
    break;
  default: /* internal_autosync, internal_drives_wait */
    reply (&call, NULL, NULL);
  }
}

/* ---- the start of the guest ---- */

static void
say_hello (void)
{
  const char *build = is ("is-of-another-build") ? "0.1-other" : protocol_build;
  const wire_hello hello = { .build = (char *) build };
  put_xdr (FRAME_HELLO, 0, (xdrproc_t) xdr_wire_hello, &hello, NULL, NULL);
}

static void
say_on_console (const char *text)
{
  send (HYPERVISOR_CONSOLE_FD, text, strlen (text), MSG_NOSIGNAL);
}

static void
boot (void)
{
  say_on_console ("[    0.000000] Linux version\r\n");
  if (is ("panics")) {
    say_on_console ("[    1.000000] Kernel panic - not syncing: no root\r\n");
    pause ();
  }
  if (is ("switches-itself-off")) {
    say_on_console ("guestfs-init: find root image: no such disk\r\n");
    _exit (EXIT_SUCCESS);
  }
  if (is ("hangs"))
    pause ();
  if (is ("sends-garbage")) {
    put ("this is no frame header", 23);
    pause ();
  }
  say_hello ();
}

/* In the probe of an accelerator the console is the only connection. */
static void
run_probe (void)
{
  static const char proof[] = "Kernel panic - not syncing: VFS: Unable to mount root fs\r\n";

  if (is ("probe-boots") && write (CHILD_FIRST_FD, proof, strlen (proof)) > 0)
    _exit (EXIT_SUCCESS);
  if (is ("probe-hangs"))
    pause ();
  fputs ("ioctl(KVM_CREATE_VM) failed: 16 Device or resource busy\n", stderr);
  _exit (EXIT_FAILURE);
}

void
fake_hypervisor (const char *how)
{
  pthread_t thread;

  behaviour = how;
  alarm (LIFETIME_SECONDS);
  if (is ("does-not-start")) {
    fputs ("qemu: -nonsense: invalid option\n", stderr);
    _exit (EXIT_FAILURE);
  }
  if (strncmp (how, "probe-", 6) == 0)
    run_probe ();
  sem_init (&running, 0, 0);
  pthread_create (&thread, NULL, serve_qmp, NULL);
  sem_wait (&running);
  boot ();
  for (;;) {
    get_frame ();
    /* A cancel that crossed with the end of a transfer means nothing. */
    if (message.kind == FRAME_CALL)
      serve_call ();
  }
}
