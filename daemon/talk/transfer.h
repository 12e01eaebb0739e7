/* SPDX-License-Identifier: GPL-2.0-or-later */
/* File content to and from the library: for the calls that send or receive it,
 * and its begin and end for those who run calls. */

#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sink.h"

/* ---- in a call ---- */

/* Calls with a file_in argument: SINK gets the content piece by piece; it
 * returns 0, or -1 after reply_error.  The function returns 0 when all came,
 * -1 with reply_error set if SINK failed or the library cancelled. */
extern int receive_file (file_sink sink, void *data);

/* The same for those who can do more than write: HOLE is called for bytes that
 * are zero because nothing was ever written there, AHEAD with the number of
 * bytes of data that will come now.  Both may be NULL. */
struct file_receiver {
  file_sink data;
  int (*hole) (void *data, uint64_t size);
  int (*ahead) (void *data, uint64_t size);
};
extern int receive_file_as (const struct file_receiver *receiver, void *data);

/* Calls with a file_out argument: send piece by piece, then return 0, or -1
 * after reply_error even in the middle; the stub ends the stream.  -1 when the
 * library cancelled (reply_error is set): stop sending and return -1. */
extern int send_file_data (const void *bytes, size_t size);
/* The same without a copy: up to *SIZE bytes are put where the pointer says,
 * and then sent.  If always whole pages are sent, the place is at the begin of
 * one. */
extern char *send_file_space (size_t *size);
extern int send_file_space_used (size_t size);
/* Sends what is buffered, so that the next place is one. */
extern int send_file_flush (void);
/* Sends SIZE zeros that the library may leave out in its file. */
extern int send_file_hole (uint64_t size);

/* Size of what file_in will bring as the library announced, 0 = unknown. */
extern uint64_t transfer_size_hint (void);

/* ---- around a call ---- */

/* Takes the memory that transfers need.  -1 with errno. */
extern int transfer_open (void);
/* It has room for one part of the window, is free between calls, and shared with
 * forked children. */
extern char *transfer_memory (void);

/* A call starts; whether the library sends content with it. */
extern void transfer_begin (bool receives);

/* Refuses what was not received of a file_in, and waits for its end. */
extern void transfer_drain (void);

/* Sends the begin of a large reply.  BYTES is aligned as window_write wants it, with
 * as much behind it. */
extern void transfer_send_parts (const char *bytes, size_t size);

/* Sends what is buffered of a file_out and ends it. */
extern void transfer_finish (void);
/* Whether content was sent, so that an error can't be a reply any more. */
extern bool transfer_has_started (void);
/* Ends a file_out that has started with the error set by reply_error. */
extern void transfer_abort (void);

#endif /* TRANSFER_H */
