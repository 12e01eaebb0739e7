/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames of the fake daemon; it ends when the library is gone. */

#ifndef FAKE_FRAMES_H
#define FAKE_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#include <rpc/xdr.h>

#include "machine/frames.h"
#include "machine/window.h"

struct message {
  uint32_t kind, serial, size;
  unsigned char payload[WINDOW_PART_SIZE];
};

/* The last one received. */
extern struct message message;

extern void put (const void *bytes, size_t size);
extern void put_frame (enum frame_kind kind, uint32_t serial, const void *payload, size_t size);
/* Two values after one another. */
extern void put_xdr (enum frame_kind kind, uint32_t serial, xdrproc_t first,
                     const void *first_value, xdrproc_t second, const void *second_value);
extern void get_frame (void);
/* The next piece of a file: a chunk, also where it came in another way, or what
 * ends it. */
extern void get_content (void);

#endif /* FAKE_FRAMES_H */
