/* SPDX-License-Identifier: GPL-2.0-or-later */
/* File content of a call: its begin and end, for protocol.c and the stubs. */

#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

struct daemon_procedure;

/* Takes the memory that transfers need.  -1 with errno. */
extern int transfer_open (void);
/* It has room for one part of the window, is free between calls, and shared with
 * forked children. */
extern char *transfer_memory (void);

/* A call starts; PROCEDURE is NULL if there is no such call. */
extern void transfer_begin (const struct daemon_procedure *procedure);

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
