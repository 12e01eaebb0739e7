/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conversation with the library: which call is running, and the frames
 * that belong to it. */

#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <rpc/types.h>
#include <rpc/xdr.h>

#include "talk/frame.h"

struct daemon_request;

/* The channel is the open descriptor FD. */
extern void protocol_open (int fd);
/* In a forked child: the channel belongs to the parent. */
extern void protocol_leave (void);
/* Says which build the daemon is. */
extern void protocol_send_hello (void);
/* Answers calls until the library closes the channel. */
extern void protocol_loop (void);

/* The call that is running, NULL between calls. */
extern const struct daemon_request *protocol_request (void);

/* Sends a frame of the current call; these don't return if that fails,
 * because nobody is there to hear about it.  Any thread may use them.  BYTES
 * has room for the header in front, as in channel_write_frame. */
extern void protocol_send (enum frame_kind kind, char *bytes, size_t size);
extern void protocol_send_empty (enum frame_kind kind);
/* One or two values encoded into one frame.  False if they can't be encoded
 * or are larger than a message may be: then nothing was sent. */
extern bool protocol_send_xdr (enum frame_kind kind, xdrproc_t encode, const void *value,
                               xdrproc_t encode_more, const void *more);

/* Reads the next frame of the current call.  A CALL ends the daemon; a frame of
 * an earlier call came too late and is skipped.  The payload is valid until the
 * next read. */
extern enum frame_kind protocol_receive (const char **bytes, size_t *size);
/* The same without waiting, for a frame whose payload is of no interest; false
 * if none is there. */
extern bool protocol_try_receive (enum frame_kind *kind);
/* Decodes the payload of a frame other than CALL; what is malformed ends the
 * daemon. */
extern void protocol_decode (xdrproc_t decode, void *value, const char *bytes, size_t size);
/* For the payload of a PART: copies the part to MEMORY (see window.h), says that
 * it was taken and returns its size. */
extern size_t protocol_take_part (const char *bytes, size_t size, char *memory);
/* The other way: puts BYTES into part NUMBER, and says so. */
extern void protocol_send_part (unsigned number, const char *bytes, size_t size);
/* The library does what it must not do: nothing sensible can follow. */
extern void protocol_is_broken (const char *what) __attribute__ ((noreturn));

#endif /* PROTOCOL_H */
