/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Talking to a child process over several pipes at once. */

#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "children/capture.h"
#include "cleanup.h"
#include "clock.h"
#include "protocol/frames.h"

#define FIRST_ALLOCATION 4096

/* Larger than a pipe holds (64 KiB, pipe(7)). */
#define SINK_BUFFER (64 * 1024)

#define CAPTURES_MAX 2

size_t
capture_limit (void)
{
  const size_t memory = (size_t) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE);

  return memory / 8 < MESSAGE_MAX ? memory / 8 : MESSAGE_MAX;
}

static void
close_fd (int *fd)
{
  if (*fd != -1)
    close (*fd);
  *fd = -1;
}

static int
grow (struct capture *capture)
{
  size_t allocated = capture->allocated > 0 ? 2 * capture->allocated : FIRST_ALLOCATION;
  char *bytes = realloc (capture->bytes, allocated);

  if (bytes == NULL)
    return -1;
  capture->bytes = bytes;
  capture->allocated = allocated;
  return 0;
}

/* The limit is reached: makes room for the end by dropping the first half. */
static int
drop_head (struct capture *capture)
{
  if (!capture->keep_tail) {
    errno = EFBIG;
    return -1;
  }
  const size_t dropped = capture->size / 2;
  capture->size -= dropped;
  memmove (capture->bytes, capture->bytes + dropped, capture->size);
  return 0;
}

/* Reads once what is there.  One byte of the memory is kept for the NUL. */
static int
read_kept (struct capture *capture)
{
  if (capture->size + 1 >= capture->allocated && grow (capture) == -1)
    return -1;

  ssize_t n =
    read (capture->fd, capture->bytes + capture->size, capture->allocated - capture->size - 1);
  if (n == -1)
    return errno == EINTR ? 0 : -1;
  if (n == 0)
    close_fd (&capture->fd);
  capture->size += n;
  capture->bytes[capture->size] = '\0';
  return capture->size > capture->limit ? drop_head (capture) : 0;
}

static int
read_to_sink (struct capture *capture)
{
  char buffer[SINK_BUFFER];
  ssize_t n = read (capture->fd, buffer, sizeof buffer);

  if (n == -1)
    return errno == EINTR ? 0 : -1;
  if (n == 0)
    close_fd (&capture->fd);
  else if (capture->sink (capture->data, buffer, n) == -1) {
    errno = ECANCELED;
    return -1;
  }
  return 0;
}

/* A program need not read its input: then the rest is not written. */
static int
write_feed (struct feed *feed)
{
  ssize_t n = write (feed->fd, feed->bytes, feed->size);

  if (n == -1 && errno != EPIPE)
    return errno == EINTR || errno == EAGAIN ? 0 : -1;
  if (n == -1)
    feed->size = 0;
  else {
    feed->bytes += n;
    feed->size -= n;
  }
  if (feed->size == 0)
    close_fd (&feed->fd);
  return 0;
}

/* Waits for one of the descriptors; 0, or -1 with errno. */
static int
wait_for (struct pollfd *polled, size_t count, int64_t end_ms)
{
  int64_t left = end_ms < 0 ? -1 : end_ms - monotonic_ms ();
  int n;

  if (end_ms >= 0 && left <= 0)
    n = 0;
  else
    n = poll (polled, count, left > 60000 ? 60000 : (int) left);
  if (n == -1)
    return errno == EINTR ? 0 : -1;
  if (n == 0 && end_ms >= 0 && monotonic_ms () >= end_ms) {
    errno = ETIMEDOUT;
    return -1;
  }
  return 0;
}

static int
serve (struct capture *captures, size_t count, struct feed *feed, const struct pollfd *polled)
{
  for (size_t i = 0; i < count; ++i)
    if (captures[i].fd != -1 && polled[i].revents != 0
        && (captures[i].sink ? read_to_sink (&captures[i]) : read_kept (&captures[i])) == -1)
      return -1;
  if (feed->fd != -1 && polled[count].revents != 0)
    return write_feed (feed);
  return 0;
}

static bool
any_is_open (const struct capture *captures, size_t count)
{
  for (size_t i = 0; i < count; ++i)
    if (captures[i].fd != -1)
      return true;
  return false;
}

int
capture_all (struct capture *captures, size_t count, struct feed *feed, int64_t timeout_ms)
{
  const int64_t end_ms = timeout_ms < 0 ? -1 : monotonic_ms () + timeout_ms;
  struct pollfd polled[CAPTURES_MAX + 1];
  int result = 0, err = 0;

  while (result == 0 && any_is_open (captures, count)) {
    for (size_t i = 0; i < count; ++i)
      polled[i] = (struct pollfd) { .fd = captures[i].fd, .events = POLLIN };
    polled[count] = (struct pollfd) { .fd = feed->fd, .events = POLLOUT };
    for (size_t i = 0; i <= count; ++i)
      polled[i].revents = 0;

    result = wait_for (polled, count + 1, end_ms);
    if (result == 0)
      result = serve (captures, count, feed, polled);
    if (result == -1)
      err = errno;
  }

  for (size_t i = 0; i < count; ++i)
    close_fd (&captures[i].fd);
  close_fd (&feed->fd);
  errno = err;
  return result;
}

void
capture_free (struct capture *capture)
{
  close_fd (&capture->fd);
  free (capture->bytes);
  capture->bytes = NULL;
}

char *
printable_text (const char *bytes, size_t size)
{
  CLEANUP_FREE char *text = malloc (4 * size + 1);
  char *end = text;

  if (text == NULL)
    return NULL;
  while (size > 0 && bytes[size - 1] == '\n')
    --size;
  for (size_t i = 0; i < size; ++i) {
    const unsigned char c = bytes[i];

    if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
      end += snprintf (end, 5, "\\x%02x", c);
    else
      *end++ = c;
  }
  *end = '\0';
  return strdup (text);
}
