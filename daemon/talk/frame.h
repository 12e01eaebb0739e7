/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames on the channel between the library and the daemon:
 * frames.x says what they mean, this reads and writes them. */

#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct frame_header {
  uint32_t kind;
  uint32_t serial;
  uint32_t size; /* of the payload */
};

/* The payload of the last frame that was read.  The memory is used again. */
struct payload {
  char *bytes;
  size_t size;
  size_t allocated;
};

/* Bytes are read ahead so that a small frame costs one read(2). */
struct channel {
  int fd;
  size_t start, end; /* what is in BUFFER and not yet used */
  char buffer[16 * 1024];
};

/* 1 = a frame, 0 = the other side closed the channel between two frames,
 * -1 = it broke, with errno: EPROTO for bytes that are no frame, EMSGSIZE for
 * a claim above MESSAGE_MAX, ECONNRESET for an end in the middle. */
extern int channel_read_header (struct channel *channel, struct frame_header *header);

/* Reads the payload that belongs to HEADER.  Memory grows with the bytes that
 * really come, not with what the header claims.  0, or -1 with errno. */
extern int channel_read_payload (struct channel *channel, const struct frame_header *header,
                                 struct payload *payload);

/* Whether a frame, or a part of it, is there to be read. */
extern bool channel_is_readable (struct channel *channel);

/* SIZE bytes for a frame are at BYTES + FRAME_HEADER_SIZE: room for the header
 * must be left before them, so that all goes out in one write.  0, or -1 with
 * errno. */
extern int channel_write_frame (struct channel *channel, uint32_t kind, uint32_t serial,
                                char *bytes, size_t size);

extern void payload_free (struct payload *payload);

#endif /* FRAME_H */
