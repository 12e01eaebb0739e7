/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The frames that travel between library and daemon (frames.x):
 * a header of four big-endian words and a payload.  Everything read here is
 * written by the appliance and is not trusted. */

#ifndef GUESTFS_FRAMES_H
#define GUESTFS_FRAMES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "agreed.h"
#include "protocol/frames.h"

/* Content of a file in one frame, to the daemon.  What is larger goes through the
 * window. */
#define CHUNK_TO_DAEMON (16 * 1024)

struct frame {
  enum frame_kind kind;
  uint32_t serial;
  const unsigned char *payload; /* valid until the reader is filled again */
  size_t size;
};

struct frame_reader {
  unsigned char *buffer;
  size_t start; /* first byte not yet given out */
  size_t end;   /* end of what was received */
  size_t allocated;
};

/* Receives once from the socket FD.  The number of bytes, 0 at the end of
 * the stream, or -1 with errno (EAGAIN: nothing there; ENOMEM). */
extern ssize_t frame_reader_fill (struct frame_reader *reader, int fd);

/* Takes the next whole frame: 1 with *FRAME set, 0 if more bytes are needed,
 * -1 with *PROBLEM, a constant text, if the bytes are not a frame that the
 * daemon may send. */
extern int frame_reader_next (struct frame_reader *reader, struct frame *frame,
                              const char **problem);

/* Bytes that were received and not yet taken. */
extern size_t frame_reader_pending (const struct frame_reader *reader);

extern void frame_reader_free (struct frame_reader *reader);

/* Writes the header for a payload of SIZE bytes. */
extern void frame_header (unsigned char header[FRAME_HEADER_SIZE], enum frame_kind kind,
                          uint32_t serial, size_t size);

#endif /* GUESTFS_FRAMES_H */
