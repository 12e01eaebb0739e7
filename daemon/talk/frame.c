/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading and writing frames. */

#include <config.h>

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "protocol/frames.h"
#include "talk/frame.h"

/* Memory for a payload starts with this and doubles. */
#define FIRST_ALLOCATION (64 * 1024)

/* More than this is given back after the payload was used. */
#define KEPT_ALLOCATION (1024 * 1024)

/* Often the library's next frame follows at once.  To look for it for a moment is
 * quicker than to let the processor go to sleep: waking it up takes as long as a
 * small call. */
#define ALERT_NS 100000

/* Called when nothing is there; ALERT_END is 0 the first time. */
static void
wait_for_bytes (int fd, int64_t *alert_end)
{
  struct pollfd wait = { .fd = fd, .events = POLLIN };

  if (*alert_end == 0)
    *alert_end = monotonic_ns () + ALERT_NS;
  else if (monotonic_ns () > *alert_end)
    poll (&wait, 1, -1);
}

/* FD does not block; neither would it matter if it did. */
static ssize_t
read_some (int fd, void *bytes, size_t size)
{
  int64_t alert_end = 0;
  ssize_t n;

  while ((n = read (fd, bytes, size)) == -1 && (errno == EAGAIN || errno == EINTR))
    if (errno == EAGAIN)
      wait_for_bytes (fd, &alert_end);
  return n;
}

static size_t
take_buffered (struct channel *channel, char *bytes, size_t size)
{
  size_t available = channel->end - channel->start;

  if (size > available)
    size = available;
  memcpy (bytes, channel->buffer + channel->start, size);
  channel->start += size;
  return size;
}

/* Reads at least one byte and at most SIZE.  A small rest is read through the
 * buffer, together with what follows.  0 at the end, -1 with errno. */
static ssize_t
read_bytes (struct channel *channel, char *bytes, size_t size)
{
  if (channel->start == channel->end) {
    if (size >= sizeof channel->buffer)
      return read_some (channel->fd, bytes, size);

    ssize_t n = read_some (channel->fd, channel->buffer, sizeof channel->buffer);
    if (n <= 0)
      return n;
    channel->start = 0;
    channel->end = n;
  }
  return take_buffered (channel, bytes, size);
}

int
channel_read_header (struct channel *channel, struct frame_header *header)
{
  uint32_t words[FRAME_HEADER_SIZE / sizeof (uint32_t)];
  size_t have = 0;

  while (have < sizeof words) {
    ssize_t n = read_bytes (channel, (char *) words + have, sizeof words - have);

    if (n == 0 && have > 0) {
      errno = ECONNRESET;
      return -1;
    }
    if (n <= 0)
      return n;
    have += n;
  }

  if (ntohl (words[0]) != FRAME_MAGIC) {
    errno = EPROTO;
    return -1;
  }
  header->kind = ntohl (words[1]);
  header->serial = ntohl (words[2]);
  header->size = ntohl (words[3]);
  if (header->size > MESSAGE_MAX) {
    errno = EMSGSIZE;
    return -1;
  }
  return 1;
}

/* Makes room for more of a payload that will have SIZE bytes. */
static int
grow (struct payload *payload, size_t size)
{
  size_t allocated = 2 * payload->allocated;
  char *bytes;

  if (allocated > size)
    allocated = size;
  if (allocated < FIRST_ALLOCATION)
    allocated = FIRST_ALLOCATION;
  bytes = realloc (payload->bytes, allocated);
  if (bytes == NULL)
    return -1;
  payload->bytes = bytes;
  payload->allocated = allocated;
  return 0;
}

int
channel_read_payload (struct channel *channel, const struct frame_header *header,
                      struct payload *payload)
{
  const size_t size = header->size;

  if (payload->allocated > KEPT_ALLOCATION)
    payload_free (payload);
  payload->size = 0;
  while (payload->size < size) {
    if (payload->size == payload->allocated && grow (payload, size) == -1)
      return -1;

    size_t room = (size < payload->allocated ? size : payload->allocated) - payload->size;
    ssize_t n = read_bytes (channel, payload->bytes + payload->size, room);

    if (n == 0)
      errno = ECONNRESET;
    if (n <= 0)
      return -1;
    payload->size += n;
  }
  return 0;
}

bool
channel_is_readable (struct channel *channel)
{
  struct pollfd wait = { .fd = channel->fd, .events = POLLIN };

  if (channel->start < channel->end)
    return true;
  return poll (&wait, 1, 0) == 1 && (wait.revents & POLLIN);
}

int
channel_write_frame (struct channel *channel, uint32_t kind, uint32_t serial, char *bytes,
                     size_t size)
{
  const uint32_t words[] = { htonl (FRAME_MAGIC), htonl (kind), htonl (serial), htonl (size) };
  struct pollfd room = { .fd = channel->fd, .events = POLLOUT };
  size_t left = FRAME_HEADER_SIZE + size;

  if (size > MESSAGE_MAX) {
    errno = EMSGSIZE;
    return -1;
  }
  memcpy (bytes, words, FRAME_HEADER_SIZE);
  while (left > 0) {
    ssize_t n = write (channel->fd, bytes, left);

    if (n >= 0) {
      bytes += n;
      left -= n;
    } else if (errno == EAGAIN)
      poll (&room, 1, -1);
    else if (errno != EINTR)
      return -1;
  }
  return 0;
}

void
payload_free (struct payload *payload)
{
  free (payload->bytes);
  *payload = (struct payload) { NULL, 0, 0 };
}
