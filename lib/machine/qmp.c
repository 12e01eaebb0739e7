/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Talks QMP over a socket. */

#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <jansson.h>

#include "cleanup.h"
#include "clock.h"
#include "machine/qmp.h"

/* The longest answer lists all block nodes: some 500 bytes each, and 255 drives
 * may have chains of many images. */
#define LINE_LIMIT (4 * 1024 * 1024)
#define RECEIVE_SIZE 16384

/* How often a wait looks whether it was cancelled. */
#define CANCEL_CHECK_MS 100

struct qmp {
  int fd;
  const char *broken;                /* why the connection can't be used any more */
  const struct cancel_token *cancel; /* NULL: nobody can */
  char *line;                        /* bytes received and not yet taken */
  size_t size, allocated;
  bool greeted;
  json_int_t last_id;
  json_int_t awaited; /* id of the command whose answer is waited for, or 0 */
  json_t *answer;
  struct qmp_events events;
};

struct qmp *
qmp_new (int fd)
{
  struct qmp *qmp = calloc (1, sizeof *qmp);

  if (qmp != NULL)
    qmp->fd = fd;
  return qmp;
}

void
qmp_free (struct qmp *qmp)
{
  if (qmp == NULL)
    return;
  if (qmp->fd >= 0)
    close (qmp->fd);
  json_decref (qmp->answer);
  free (qmp->line);
  free (qmp);
}

void
qmp_let_cancel (struct qmp *qmp, const struct cancel_token *cancel)
{
  qmp->cancel = cancel;
}

int
qmp_fd (const struct qmp *qmp)
{
  return qmp->fd;
}

const struct qmp_events *
qmp_events (const struct qmp *qmp)
{
  return &qmp->events;
}

void
qmp_forget_disk_errors (struct qmp *qmp)
{
  qmp->events.read_error.happened = qmp->events.write_error.happened = false;
}

static void
break_connection (struct qmp *qmp, const char *why)
{
  if (qmp->broken == NULL)
    qmp->broken = why;
  if (qmp->fd >= 0)
    close (qmp->fd);
  qmp->fd = -1;
}

static const char *
text_of (const json_t *data, const char *name)
{
  return json_string_value (json_object_get (data, name)) ?: "";
}

static void
note_disk_error (struct qmp *qmp, const json_t *data)
{
  const bool is_read = strcmp (text_of (data, "operation"), "read") == 0;
  struct qmp_disk_error *error = is_read ? &qmp->events.read_error : &qmp->events.write_error;

  error->happened = true;
  error->no_space = json_is_true (json_object_get (data, "nospace"));
  snprintf (error->node, sizeof error->node, "%s", text_of (data, "node-name"));
  snprintf (error->reason, sizeof error->reason, "%s", text_of (data, "reason"));
}

static void
note_event (struct qmp *qmp, const char *event, const json_t *data)
{
  if (strcmp (event, "GUEST_PANICKED") == 0)
    qmp->events.panicked = true;
  else if (strcmp (event, "BLOCK_IO_ERROR") == 0)
    note_disk_error (qmp, data);
  else if (strcmp (event, "SHUTDOWN") == 0) {
    qmp->events.shut_down = true;
    snprintf (qmp->events.shutdown_reason, sizeof qmp->events.shutdown_reason, "%s",
              text_of (data, "reason"));
  }
}

static void
take_message (struct qmp *qmp, json_t *message)
{
  const char *event = json_string_value (json_object_get (message, "event"));

  if (event != NULL)
    note_event (qmp, event, json_object_get (message, "data"));
  else if (json_object_get (message, "QMP") != NULL)
    qmp->greeted = true;
  else if (qmp->awaited != 0 && qmp->answer == NULL
           && json_integer_value (json_object_get (message, "id")) == qmp->awaited)
    qmp->answer = json_incref (message);
  /* What is left are answers to commands that nobody waits for. */
}

static void
take_line (struct qmp *qmp, const char *line, size_t size)
{
  json_t *message = json_loadb (line, size, 0, NULL);

  if (json_is_object (message))
    take_message (qmp, message);
  else
    break_connection (qmp, "it sent a line that is not a JSON object");
  json_decref (message);
}

static void
take_lines (struct qmp *qmp)
{
  char *start = qmp->line, *end;
  size_t left = qmp->size;

  while (qmp->broken == NULL && (end = memchr (start, '\n', left)) != NULL) {
    take_line (qmp, start, end - start);
    left -= end + 1 - start;
    start = end + 1;
  }
  memmove (qmp->line, start, left);
  qmp->size = left;
  if (left >= LINE_LIMIT)
    break_connection (qmp, "it sent a line that is too long");
}

static bool
make_room (struct qmp *qmp)
{
  if (qmp->allocated - qmp->size >= RECEIVE_SIZE)
    return true;

  const size_t size = 2 * qmp->allocated + RECEIVE_SIZE;
  char *line = realloc (qmp->line, size);
  if (line == NULL) {
    break_connection (qmp, "not enough memory for what it sent");
    return false;
  }
  qmp->line = line;
  qmp->allocated = size;
  return true;
}

void
qmp_receive (struct qmp *qmp)
{
  while (qmp->fd >= 0 && make_room (qmp)) {
    const ssize_t n =
      recv (qmp->fd, qmp->line + qmp->size, qmp->allocated - qmp->size, MSG_DONTWAIT);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1 && errno == EAGAIN)
      return;
    if (n <= 0) {
      break_connection (qmp, "it closed the connection");
      return;
    }
    qmp->size += n;
    take_lines (qmp);
  }
}

static bool
is_cancelled (const struct qmp *qmp)
{
  return qmp->cancel != NULL && cancel_is_wanted (qmp->cancel);
}

/* Waits until something arrives, or for a moment; false after the deadline or
 * if the connection is broken. */
static bool
wait_for_input (struct qmp *qmp, int64_t deadline)
{
  struct pollfd poll_fd = { .fd = qmp->fd, .events = POLLIN };
  const int left = milliseconds_until (deadline);

  if (qmp->fd == -1)
    return false;
  if (left == 0) {
    break_connection (qmp, "it did not answer in time");
    return false;
  }
  if (is_cancelled (qmp)) {
    break_connection (qmp, "the wait for it was cancelled");
    return false;
  }
  poll (&poll_fd, 1, left < CANCEL_CHECK_MS ? left : CANCEL_CHECK_MS);
  qmp_receive (qmp);
  return true;
}

/* A descriptor, if it is not -1, goes along with the first byte (unix(7),
 * SCM_RIGHTS). */
static ssize_t
send_some (struct qmp *qmp, const char *line, size_t size, int descriptor)
{
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE (sizeof descriptor)];
  } control = { .bytes = { 0 } };
  struct iovec part = { .iov_base = (char *) line, .iov_len = size };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

  if (descriptor != -1) {
    control.header = (struct cmsghdr) { .cmsg_len = CMSG_LEN (sizeof descriptor),
                                        .cmsg_level = SOL_SOCKET,
                                        .cmsg_type = SCM_RIGHTS };
    memcpy (CMSG_DATA (&control.header), &descriptor, sizeof descriptor);
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
  }
  return sendmsg (qmp->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Sends all, waiting where the socket is full. */
static int
send_line (struct qmp *qmp, const char *line, size_t size, int descriptor, int64_t deadline)
{
  while (size > 0 && qmp->fd >= 0) {
    const ssize_t n = send_some (qmp, line, size, descriptor);

    if (n > 0) {
      descriptor = -1;
      line += n;
      size -= n;
      continue;
    }
    if (errno == EAGAIN) {
      struct pollfd poll_fd = { .fd = qmp->fd, .events = POLLOUT };
      const int left = milliseconds_until (deadline);

      if (left == 0)
        break_connection (qmp, "it did not take a command in time");
      poll (&poll_fd, 1, left);
    } else if (errno != EINTR)
      break_connection (qmp, "it closed the connection");
  }
  return size == 0 ? 0 : -1;
}

static int
send_command (struct qmp *qmp, const char *command, json_t *arguments, int descriptor,
              int64_t deadline)
{
  json_t *message = json_pack ("{s:s, s:I}", "execute", command, "id", ++qmp->last_id);

  if (arguments != NULL)
    json_object_set_new (message, "arguments", arguments);
  CLEANUP_FREE char *text = json_dumps (message, JSON_COMPACT);
  json_decref (message);
  if (text == NULL) {
    break_connection (qmp, "a command could not be encoded");
    return -1;
  }

  const size_t size = strlen (text);
  text[size] = '\n'; /* in place of the NUL */
  return send_line (qmp, text, size + 1, descriptor, deadline);
}

int
qmp_send (struct qmp *qmp, const char *command)
{
  return send_command (qmp, command, NULL, -1, monotonic_ms ());
}

static int __attribute__ ((format (printf, 2, 3))) report (char **problem, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  if (vasprintf (problem, fmt, args) == -1)
    *problem = NULL;
  va_end (args);
  return -1;
}

/* The answer is an object with "return" or with "error" in it. */
static int
read_answer (const json_t *answer, json_t **result, char **problem)
{
  json_t *returned = json_object_get (answer, "return");

  if (returned == NULL) {
    const json_t *error = json_object_get (answer, "error");
    const char *description = json_string_value (json_object_get (error, "desc"));

    return report (problem, "%s", description ?: "it gave no reason");
  }
  if (result != NULL)
    *result = json_incref (returned);
  return 0;
}

int
qmp_command (struct qmp *qmp, const char *command, json_t *arguments, int64_t deadline,
             json_t **result, char **problem)
{
  return qmp_command_with (qmp, command, arguments, -1, deadline, result, problem);
}

int
qmp_command_with (struct qmp *qmp, const char *command, json_t *arguments, int descriptor,
                  int64_t deadline, json_t **result, char **problem)
{
  send_command (qmp, command, arguments, descriptor, deadline);
  qmp->awaited = qmp->last_id;
  while (qmp->answer == NULL && wait_for_input (qmp, deadline))
    ;
  qmp->awaited = 0;
  if (qmp->answer == NULL)
    return report (problem, "%s: no answer from the hypervisor: %s", command,
                   qmp->broken ?: "unknown reason");

  json_t *answer = qmp->answer;
  qmp->answer = NULL;
  const int r = read_answer (answer, result, problem);
  json_decref (answer);
  return r;
}

int
qmp_connect (struct qmp *qmp, int64_t deadline, char **problem)
{
  while (!qmp->greeted && wait_for_input (qmp, deadline))
    ;
  if (!qmp->greeted)
    return report (problem, "no greeting from the hypervisor: %s", qmp->broken ?: "unknown reason");
  return qmp_command (qmp, "qmp_capabilities", NULL, deadline, NULL, problem);
}
