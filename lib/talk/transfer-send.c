/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Content of a host file on its way to the daemon: small pieces in chunks,
 * large ones in parts of the window.  The daemon can end it early with a cancel
 * frame, and so can we; both stay in step, because the daemon reads up to the
 * end mark. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/handle.h"
#include "protocol/frames.h"
#include "machine/frames.h"
#include "machine/machine-end.h"
#include "machine/machine-poll.h"
#include "machine/machine.h"
#include "machine/window.h"
#include "process/host-files.h"
#include "talk/answers.h"
#include "talk/channel.h"
#include "talk/rpc-call.h"
#include "talk/transfer-send.h"

/* Saying that so much data follows lets the daemon reserve the space at once. */
#define ANNOUNCED_LEAST (1024 * 1024)

/* A smaller hole is sent as zeros: it costs less than to speak of it. */
#define HOLE_LEAST (64 * 1024)

int
transfer_open_source (guestfs_h *g, const char *filename, struct file_source *source)
{
  struct stat status;

  source->fd = host_file_open (filename, O_RDONLY);
  if (source->fd == -1)
    return set_errno (g, errno, "open: %s", filename);
  if (fstat (source->fd, &status) == 0 && S_ISREG (status.st_mode)) {
    source->size = status.st_size;
    source->is_regular = true;
    /* st_blocks counts 512 bytes (stat(3type)). */
    source->has_holes = status.st_blocks < status.st_size / 512;
  }
  return 0;
}

struct sending {
  const struct rpc_call *call;
  uint32_t serial;
  const struct file_source *source;
  uint64_t position;
  uint64_t extent_end; /* no hole is known before this */
  size_t filled;       /* bytes at window_next that were read, and not yet sent */
};

/* ---- waiting ---- */

enum wait_result { WAIT_READABLE, WAIT_DAEMON_CANCELLED, WAIT_USER_CANCELLED, WAIT_LOST };

/* Looks at frames that came while the file is being sent.  1: the daemon
 * wants no more; 0: go on; -1: the machine is lost. */
static int
take_frames (guestfs_h *g, const struct sending *sending)
{
  struct frame frame;
  int r;

  while ((r = channel_try_frame (g, &frame)) == 1) {
    if (frame.kind == FRAME_CANCEL) {
      if (frame.serial == sending->serial)
        return 1;
    } else if (frame.kind == FRAME_TAKEN) {
      if (channel_part_taken (g) == -1)
        return -1;
    } else if (frame.kind == FRAME_PROGRESS) {
      if (rpc_take_progress (g, sending->call, &frame) == -1)
        return -1;
    } else
      return machine_protocol_error (g, sending->call->name,
                                     "a reply came before the end of the file");
  }
  return r;
}

/* What is there of a pipe is sent at once if the daemon has nothing else to do.
 * Otherwise it waits for more: each piece costs the daemon about the same. */
static bool
is_piece_due (const guestfs_h *g, const struct sending *sending)
{
  return sending->filled == WINDOW_PART_SIZE
         || (sending->filled > 0 && !window_has_outstanding (&g->machine->window));
}

/* Waits until there is room for a part, and the source can be read without
 * blocking: it may be a pipe or a terminal, and both the daemon and the user
 * may cancel meanwhile. */
static enum wait_result
wait_for_source (guestfs_h *g, const struct sending *sending)
{
  for (;;) {
    const bool has_room = window_has_room (&g->machine->window);
    struct machine_poll wait = { .channel_events = POLLIN,
                                 .fd = has_room ? sending->source->fd : -1,
                                 .fd_events = POLLIN,
                                 .timeout = CANCEL_CHECK_MS };

    if (cancel_is_wanted (&g->cancel))
      return WAIT_USER_CANCELLED;
    machine_poll (g, &wait);
    /* A frame may have come in already while the last piece was sent. */
    if (wait.channel_ready || frame_reader_pending (&g->machine->reader) > 0) {
      const int r = take_frames (g, sending);

      if (r != 0)
        return r == 1 ? WAIT_DAEMON_CANCELLED : WAIT_LOST;
    }
    if (wait.fd_ready || is_piece_due (g, sending))
      return WAIT_READABLE;
  }
}

/* ---- extents ---- */

static int
announce (guestfs_h *g, const struct sending *sending, bool is_hole, uint64_t length)
{
  const wire_extent extent = { .is_hole = is_hole, .length = length };

  return channel_send_xdr (g, FRAME_EXTENT, sending->serial, (xdrproc_t) xdr_wire_extent, &extent);
}

/* Where the next data begins that is behind a hole worth the name, END of the
 * file if there is none; the position of the descriptor is not kept. */
static uint64_t
next_data (int fd, uint64_t position, uint64_t end)
{
  const off_t data = lseek (fd, position, SEEK_DATA);

  if (data == -1)
    return errno == ENXIO ? end : position;
  if ((uint64_t) data > end) /* the file has grown since */
    return end;
  return data - position >= HOLE_LEAST ? (uint64_t) data : position;
}

static uint64_t
next_hole (int fd, uint64_t position, uint64_t end)
{
  const off_t hole = lseek (fd, position, SEEK_HOLE);

  return hole == -1 || (uint64_t) hole <= position ? end : (uint64_t) hole;
}

/* Skips the hole that begins at the position, if one does. */
static int
skip_hole (guestfs_h *g, struct sending *sending)
{
  const struct file_source *source = sending->source;
  const uint64_t data = next_data (source->fd, sending->position, source->size);

  if (data > sending->position && announce (g, sending, true, data - sending->position) == -1)
    return -1;
  sending->position = data;
  sending->extent_end = next_hole (source->fd, data, source->size);
  lseek (source->fd, data, SEEK_SET);
  return 0;
}

/* At the end of what is known of the file: says what comes now.  0, or -1 if
 * the machine is lost. */
static int
begin_extent (guestfs_h *g, struct sending *sending)
{
  const struct file_source *source = sending->source;
  const bool is_known = source->is_regular && sending->position < source->size;
  uint64_t length = is_known ? source->size - sending->position : 0;

  sending->extent_end = UINT64_MAX;
  if (is_known && source->has_holes) {
    if (skip_hole (g, sending) == -1)
      return -1;
    length = sending->extent_end - sending->position;
  }
  return length < ANNOUNCED_LEAST ? 0 : announce (g, sending, false, length);
}

/* ---- content ---- */

/* Whether more can be read at once. */
static bool
is_readable (const struct file_source *source)
{
  struct pollfd poll_fd = { .fd = source->fd, .events = POLLIN };

  return source->is_regular || poll (&poll_fd, 1, 0) == 1;
}

/* Reads what is there, up to SIZE bytes.  How much, or -1 with errno; AT_END
 * says that nothing more will come. */
static ssize_t
read_available (const struct file_source *source, unsigned char *bytes, size_t size, bool *at_end)
{
  size_t have = 0;

  while (have < size && !*at_end && is_readable (source)) {
    const ssize_t n = read (source->fd, bytes + have, size - have);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1 && (errno == EAGAIN || have > 0)) /* an error comes again */
      break;
    if (n == -1)
      return -1;
    *at_end = n == 0;
    have += n;
  }
  return have;
}

/* Content that is at window_next, and the end mark if this was all. */
static int
send_content (guestfs_h *g, struct sending *sending, bool at_end)
{
  unsigned char frames[FRAME_HEADER_SIZE + CHUNK_TO_DAEMON + FRAME_HEADER_SIZE];
  unsigned char *end = frames;
  const size_t size = sending->filled;

  sending->filled = 0;
  if (size > CHUNK_TO_DAEMON) {
    if (channel_send_part (g, sending->serial, size) == -1)
      return -1;
  } else if (size > 0) {
    frame_header (end, FRAME_CHUNK, sending->serial, size);
    memcpy (end + FRAME_HEADER_SIZE, window_next (&g->machine->window), size);
    end += FRAME_HEADER_SIZE + size;
  }
  if (at_end) {
    frame_header (end, FRAME_CHUNK, sending->serial, 0);
    end += FRAME_HEADER_SIZE;
  }
  return end > frames ? channel_send (g, frames, end - frames) : 0;
}

/* Ends the stream as one that is not complete. */
static enum transfer_result
cancel_sending (guestfs_h *g, uint32_t serial, enum transfer_result result)
{
  return channel_send_empty (g, FRAME_CANCEL, serial) == -1 ? TRANSFER_LOST : result;
}

/* Reads what can be read now, and sends it if it is time.  1 at the end, 0 to go
 * on, -1 if the machine is lost, -2 with the error set if the file cannot be
 * read. */
static int
send_some (guestfs_h *g, struct sending *sending)
{
  bool at_end = false;

  if (sending->position >= sending->extent_end && begin_extent (g, sending) == -1)
    return -1;
  const uint64_t left = sending->extent_end - sending->position;
  const size_t room = WINDOW_PART_SIZE - sending->filled;
  const ssize_t n =
    read_available (sending->source, window_next (&g->machine->window) + sending->filled,
                    left < room ? left : room, &at_end);
  if (n == -1) {
    set_errno (g, errno, "%s: reading %s", sending->call->name, sending->call->file_in);
    return -2;
  }
  sending->position += n;
  sending->filled += n;
  const bool is_extent = sending->position == sending->extent_end;
  if (at_end || is_extent || is_piece_due (g, sending))
    return send_content (g, sending, at_end) == -1 ? -1 : at_end;
  return 0;
}

enum transfer_result
transfer_send (guestfs_h *g, const struct rpc_call *call, uint32_t serial,
               const struct file_source *source)
{
  struct sending sending = { .call = call, .serial = serial, .source = source };

  for (;;) {
    switch (wait_for_source (g, &sending)) {
    case WAIT_LOST:
      return TRANSFER_LOST;
    case WAIT_DAEMON_CANCELLED: /* its reply says why */
      return cancel_sending (g, serial, TRANSFER_DONE);
    case WAIT_USER_CANCELLED:
      set_error (g, EINTR, CANCELLED_TEXT);
      return cancel_sending (g, serial, TRANSFER_FAILED);
    case WAIT_READABLE:
      break;
    }

    switch (send_some (g, &sending)) {
    case 1:
      return TRANSFER_DONE;
    case -1:
      return TRANSFER_LOST;
    case -2:
      return cancel_sending (g, serial, TRANSFER_FAILED);
    }
  }
}
