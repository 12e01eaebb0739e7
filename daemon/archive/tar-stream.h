/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An archive that is not compressed, divided by member: plain files are read here,
 * all else by libarchive, for which plain files are left out.  On a small file an
 * emulated processor spends a quarter of the time in libarchive. */

#ifndef TAR_STREAM_H
#define TAR_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "archive/archive-content.h"
#include "archive/tar-header.h"

struct tar_stream {
  struct archive_content *content;
  const char *bytes; /* what is there, in memory of the content */
  size_t available;
  uint64_t owed;   /* of a member that is being read */
  size_t padding;  /* after it, of a plain file */
  bool is_foreign; /* all the rest is libarchive's */
};

/* 1 if the next member is a plain file; its HEADER stays where it is.  0 if it is
 * for libarchive, or there is none.  Not before libarchive has read all of the
 * member that it was given. */
extern int tar_stream_find_file (struct tar_stream *stream, struct tar_header *header);
/* Takes the header of that file.  All of its content must be read then. */
extern void tar_stream_enter_file (struct tar_stream *stream, const struct tar_header *header);
/* The next bytes, which stay until the next call; 0 at the end of the file, -1 if
 * the archive ends before. */
extern ssize_t tar_stream_read_file (struct tar_stream *stream, const void **bytes);

/* Whether nothing follows. */
extern bool tar_stream_has_ended (struct tar_stream *stream);

/* As archive_read_open. */
extern int tar_stream_open (struct tar_stream *stream, struct archive *archive);

#endif /* TAR_STREAM_H */
