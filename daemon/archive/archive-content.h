/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An archive on its way between the daemon and its child (archive-child.h).  The
 * bytes are in memory that both share, and notes about them go through a
 * socket; where a program comes in between, the socket carries the bytes. */

#ifndef ARCHIVE_CONTENT_H
#define ARCHIVE_CONTENT_H

#include <archive.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct archive_content {
  int fd;
  bool is_stream; /* the bytes come through FD */
  size_t held;    /* what is in the memory and in use here */
  uint64_t total;
  size_t record; /* the archive's size becomes a multiple of this */
};

/* ---- in the child ---- */

/* As archive_read_open and archive_write_open. */
extern int archive_content_read (struct archive_content *content, struct archive *archive);
extern int archive_content_write (struct archive_content *content, struct archive *archive,
                                  size_t record);
/* The next bytes of what is no stream, which stay until the next call; 0 at the end,
 * -1 and errno. */
extern ssize_t archive_content_take (struct archive_content *content, const void **bytes);
/* Takes what follows the end of the archive, too, since the daemon sends it. */
extern void archive_content_drain (struct archive_content *content);

/* ---- in the daemon ---- */

/* Hands BYTES over.  0; -1 if the child ended, or after reply_error. */
extern int archive_content_feed (struct archive_content *content, const void *bytes, size_t size);
/* A file_sink for what comes from the descriptor of DATA, an archive_content: it
 * becomes the call's file_out. */
extern int archive_content_send (void *data, const void *bytes, size_t size);

#endif /* ARCHIVE_CONTENT_H */
