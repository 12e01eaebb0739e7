/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Talking to a child process over several pipes at once. */

#ifndef CAPTURE_H
#define CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sink.h"

/* One pipe that is read to its end. */
struct capture {
  int fd;         /* -1 when the end has come, or if it is not used */
  size_t limit;   /* most that is kept */
  bool keep_tail; /* of more than LIMIT the last part is kept; else it is an error */
  file_sink sink; /* gets the bytes instead of BYTES, or NULL */
  void *data;     /* for SINK */
  char *bytes;    /* malloc'd, NUL-terminated */
  size_t size;
  size_t allocated;
};

/* The pipe that is written to, non-blocking; closed at the end. */
struct feed {
  int fd; /* -1 if it is not used */
  const char *bytes;
  size_t size;
};

/* Reads all COUNT captures and writes FEED until all reading ends have come.
 * TIMEOUT_MS < 0 means no limit.  0, or -1 with errno: ETIMEDOUT, EFBIG when a
 * limit was exceeded, ECANCELED when a sink failed (after reply_error), or
 * another.  The descriptors of the captures and FEED are closed. */
extern int capture_all (struct capture *captures, size_t count, struct feed *feed,
                        int64_t timeout_ms);
extern void capture_free (struct capture *capture);

/* The most that one call may keep of what a program or a child says: an
 * eighth of the memory, since the reply is a copy or two of it. */
extern size_t capture_limit (void);

/* BYTES as text, without newlines at the end, malloc'd: control characters become \xNN,
 * for it comes from a program that has read hostile data, and may end on
 * somebody's terminal.  NULL if there is no memory. */
extern char *printable_text (const char *bytes, size_t size);

#endif /* CAPTURE_H */
