/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Content of host files on its way to the daemon and back, in chunks.
 * Either side can end it early with a cancel frame; both stay in step,
 * because whoever receives reads up to the end mark. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host-output.h"
#include "launch.h"

/* The words are those that programs look for. */
static int
set_cancelled (guestfs_h *g)
{
  return set_error (g, EINTR, "operation cancelled by user");
}

/* ---- to the daemon ---- */

int
transfer_open_source (guestfs_h *g, const char *filename, struct file_source *source)
{
  struct stat status;

  g->user_cancel = false;
  source->fd = open (filename, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (source->fd == -1)
    return set_errno (g, errno, "open: %s", filename);
  if (fstat (source->fd, &status) == 0 && S_ISREG (status.st_mode))
    source->size = status.st_size;
  return 0;
}

enum wait_result { WAIT_READABLE, WAIT_DAEMON_CANCELLED, WAIT_USER_CANCELLED, WAIT_LOST };

/* Looks at frames that came while the file is being sent.  1: the daemon
 * wants no more; 0: go on; -1: the machine is gone. */
static int
take_frames (guestfs_h *g, const struct rpc_call *call, uint32_t serial)
{
  struct frame frame;
  int r;

  while ((r = channel_try_frame (g, &frame)) == 1) {
    if (frame.kind == FRAME_CANCEL) {
      if (frame.serial == serial)
        return 1;
    } else if (frame.kind == FRAME_PROGRESS) {
      if (rpc_take_progress (g, call, &frame) == -1)
        return -1;
    } else
      return machine_protocol_error (g, call->name, "a reply came before the end of the file");
  }
  return r;
}

/* Waits until the source can be read without blocking: it may be a pipe or a
 * terminal, and both the daemon and the user may cancel meanwhile. */
static enum wait_result
wait_for_source (guestfs_h *g, const struct rpc_call *call, uint32_t serial, int fd)
{
  for (;;) {
    struct machine_poll wait = {
      .channel_events = POLLIN, .fd = fd, .fd_events = POLLIN, .timeout = CANCEL_CHECK_MS
    };

    if (g->user_cancel)
      return WAIT_USER_CANCELLED;
    machine_poll (g, &wait);
    /* A frame may have come in already while the last chunk was sent. */
    if (wait.channel_ready || frame_reader_pending (&g->machine->reader) > 0) {
      const int r = take_frames (g, call, serial);

      if (r != 0)
        return r == 1 ? WAIT_DAEMON_CANCELLED : WAIT_LOST;
    }
    if (wait.fd_ready)
      return WAIT_READABLE;
  }
}

/* Ends the stream as one that is not complete. */
static enum transfer_result
cancel_sending (guestfs_h *g, uint32_t serial, enum transfer_result result)
{
  return channel_send_empty (g, FRAME_CANCEL, serial) == -1 ? TRANSFER_LOST : result;
}

static ssize_t
read_retrying (int fd, void *buffer, size_t size)
{
  ssize_t n;

  do
    n = read (fd, buffer, size);
  while (n == -1 && errno == EINTR);
  return n;
}

enum transfer_result
transfer_send (guestfs_h *g, const struct rpc_call *call, uint32_t serial,
               const struct file_source *source)
{
  CLEANUP_FREE unsigned char *chunk = safe_malloc (g, FRAME_HEADER_SIZE + CHUNK_TO_DAEMON);

  for (;;) {
    switch (wait_for_source (g, call, serial, source->fd)) {
    case WAIT_LOST:
      return TRANSFER_LOST;
    case WAIT_DAEMON_CANCELLED: /* its reply says why */
      return cancel_sending (g, serial, TRANSFER_DONE);
    case WAIT_USER_CANCELLED:
      set_cancelled (g);
      return cancel_sending (g, serial, TRANSFER_FAILED);
    case WAIT_READABLE:
      break;
    }

    const ssize_t n = read_retrying (source->fd, chunk + FRAME_HEADER_SIZE, CHUNK_TO_DAEMON);
    if (n == -1 && errno == EAGAIN) /* another reader was quicker */
      continue;
    if (n == -1) {
      set_errno (g, errno, "%s: reading %s", call->name, call->file_in);
      return cancel_sending (g, serial, TRANSFER_FAILED);
    }
    frame_header (chunk, FRAME_CHUNK, serial, n);
    if (channel_send (g, chunk, FRAME_HEADER_SIZE + n) == -1)
      return TRANSFER_LOST;
    if (n == 0)
      return TRANSFER_DONE;
  }
}

/* ---- from the daemon ---- */

/* A transfer that is being received. */
struct receiving {
  const struct rpc_call *call;
  uint32_t serial;
  struct host_output *output;
  bool cancelled; /* by us: the error is set, what still comes is not wanted */
};

/* Asks the daemon to stop; 0, or -1 if the machine is gone. */
static int
stop_receiving (guestfs_h *g, struct receiving *receiving)
{
  receiving->cancelled = true;
  return channel_send_empty (g, FRAME_CANCEL, receiving->serial);
}

static int
stop_for_user (guestfs_h *g, struct receiving *receiving)
{
  set_cancelled (g);
  return stop_receiving (g, receiving);
}

/* Writes one chunk, watching for the user's cancel while the output is a
 * slow pipe. */
static int
take_chunk (guestfs_h *g, struct receiving *receiving, const struct frame *frame)
{
  const unsigned char *next = frame->payload;
  size_t size = frame->size;

  while (size > 0 && !receiving->cancelled) {
    const ssize_t n = host_output_write (receiving->output, next, size, CANCEL_CHECK_MS);

    if (n == -1 && errno != EAGAIN) {
      set_errno (g, errno, "%s: writing %s", receiving->call->name, receiving->call->file_out);
      return stop_receiving (g, receiving);
    }
    if (n > 0) {
      next += n;
      size -= n;
    } else if (g->user_cancel)
      return stop_for_user (g, receiving);
  }
  return 0;
}

/* 1: that was the end; 0: go on; -1: the machine is gone or the daemon says
 * why it cannot go on. */
static int
take_frame (guestfs_h *g, struct receiving *receiving, const struct frame *frame)
{
  if (frame->kind == FRAME_PROGRESS)
    return rpc_take_progress (g, receiving->call, frame);
  if ((frame->kind != FRAME_CHUNK && frame->kind != FRAME_CANCEL)
      || frame->serial != receiving->serial)
    return machine_protocol_error (g, receiving->call->name,
                                   "a frame came that is no part of the file");
  if (frame->kind == FRAME_CHUNK)
    return frame->size == 0 ? 1 : take_chunk (g, receiving, frame);

  if (receiving->cancelled)
    return 1;
  if (frame->size == 0)
    return set_error (g, 0, "%s: file receive cancelled by daemon", receiving->call->name);
  return rpc_take_error (g, receiving->call, frame->payload, frame->size);
}

static int
receive_all (guestfs_h *g, struct receiving *receiving)
{
  struct frame frame;
  int r;

  do {
    if (g->user_cancel && !receiving->cancelled && stop_for_user (g, receiving) == -1)
      return -1;
    r = channel_wait_frame (g, &frame, CANCEL_CHECK_MS);
    if (r == 1)
      r = take_frame (g, receiving, &frame);
  } while (r == 0);
  return r == 1 && !receiving->cancelled ? 0 : -1;
}

/* The file is opened only now, when the daemon has the content: a call that
 * fails leaves an existing file as it was. */
int
transfer_receive (guestfs_h *g, const struct rpc_call *call, uint32_t serial)
{
  struct host_output output;
  struct receiving receiving = { .call = call, .serial = serial, .output = &output };

  g->user_cancel = false;
  if (host_output_open (&output, call->file_out) == -1) {
    set_errno (g, errno, "%s", call->file_out);
    if (stop_receiving (g, &receiving) == 0)
      receive_all (g, &receiving);
    return -1;
  }
  const int r = receive_all (g, &receiving);
  if (host_output_close (&output) == -1 && r == 0)
    return set_errno (g, errno, "%s: writing %s", call->name, call->file_out);
  return r;
}
