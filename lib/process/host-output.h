/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A file, pipe or terminal of the host that receives content.  Writing never
 * raises SIGPIPE and does not block for longer than it is told. */

#ifndef GUESTFS_HOST_OUTPUT_H
#define GUESTFS_HOST_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Something else that takes content: like host_output_write. */
struct content_sink {
  ssize_t (*take) (void *data, const void *bytes, size_t size);
  void *data;
};

struct host_output {
  int fd;
  bool may_block; /* not a regular file or a disk */
  bool is_socket;
  bool is_regular;
  bool skipped;                    /* the last bytes were not written */
  const struct content_sink *sink; /* in place of FD, or NULL */
};

/* Creates or truncates PATH; /dev/stdout and /dev/stderr are the program's
 * own.  0, or -1 with errno. */
extern int host_output_open (struct host_output *output, const char *path);
/* It is SINK. */
extern void host_output_to (struct host_output *output, const struct content_sink *sink);
/* Writes some of BYTES: how much, or -1 with errno; EAGAIN if nothing could be
 * written for TIMEOUT milliseconds. */
extern ssize_t host_output_write (struct host_output *output, const void *bytes, size_t size,
                                  int timeout);
/* Leaves a hole of SIZE bytes.  0; 1 if it has to be written as zeros; -1 with
 * errno if there is no place for it. */
extern int host_output_skip (struct host_output *output, uint64_t size);
/* 0, or -1 with errno if the content may not have arrived. */
extern int host_output_close (struct host_output *output);

/* write(2) to what may be a pipe: a broken one is an error (EPIPE) and no signal,
 * which would end the caller's program.  Sockets have MSG_NOSIGNAL for it. */
extern ssize_t write_to_pipe (int fd, const void *bytes, size_t size);

#endif /* GUESTFS_HOST_OUTPUT_H */
