/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conversation with the library: which call is running, and the frames
 * that belong to it.  stubs/dispatch.h runs the calls. */

#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <rpc/types.h>
#include <rpc/xdr.h>

#include "protocol/frames.h"
#include "talk/frame.h"

/* One call of the library, as it arrived. */
struct daemon_request {
  unsigned procedure;
  uint32_t serial;
  uint64_t size_hint; /* what a file_in will bring, 0 = unknown */
  uint64_t options;   /* bitmask of the optional arguments that are set */
  const char *bytes;  /* arguments, XDR */
  size_t size;
};

/* The channel is the open descriptor FD. */
extern void session_open (int fd);
/* In a forked child: the channel belongs to the parent. */
extern void session_leave (void);
/* Says which build the daemon is. */
extern void session_send_hello (void);
/* Reads the next frame, of whatever call; false when the library closed the
 * channel. */
extern bool session_read_frame (struct frame_header *header, struct payload *payload);

/* The call that is running, NULL between calls. */
extern const struct daemon_request *session_request (void);
extern void session_set_request (const struct daemon_request *request);

/* Sends a frame of the current call; these don't return if that fails,
 * because nobody is there to hear about it.  Any thread may use them.  BYTES
 * has room for the header in front, as in channel_write_frame. */
extern void session_send (enum frame_kind kind, char *bytes, size_t size);
extern void session_send_empty (enum frame_kind kind);
/* Encodes one or two values (ENCODE_MORE may be NULL) behind the place of the
 * frame's header.  The payload's size, or -1 if they cannot be encoded or are
 * larger than what is ALLOCATED, header included. */
extern ssize_t session_encode (char *bytes, size_t allocated, xdrproc_t encode, const void *value,
                               xdrproc_t encode_more, const void *more);
/* The same and sent, for what takes less than 4 KiB.  False if it takes more, or
 * cannot be encoded: then nothing was sent. */
extern bool session_send_xdr (enum frame_kind kind, xdrproc_t encode, const void *value,
                              xdrproc_t encode_more, const void *more);

/* Reads the next frame of the current call.  A CALL ends the daemon; a frame of
 * an earlier call came too late and is skipped.  The payload is valid until the
 * next read. */
extern enum frame_kind session_receive (const char **bytes, size_t *size);
/* The same without waiting, for a frame whose payload is of no interest; false
 * if none is there. */
extern bool session_try_receive (enum frame_kind *kind);
/* Decodes the payload of a frame other than CALL; what is malformed ends the
 * daemon. */
extern void session_decode (xdrproc_t decode, void *value, const char *bytes, size_t size);
/* For the payload of a PART: copies the part to MEMORY (see window.h), says that
 * it was taken and returns its size. */
extern size_t session_take_part (const char *bytes, size_t size, char *memory);
/* The other way: puts BYTES into part NUMBER, and says so. */
extern void session_send_part (unsigned number, const char *bytes, size_t size);
/* The library does what it must not do: nothing sensible can follow. */
extern void session_is_broken (const char *what) __attribute__ ((noreturn));

#endif /* SESSION_H */
