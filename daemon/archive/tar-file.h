/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Regular files of an archive: most of what an archive has, and written here with
 * as few steps as possible. */

#ifndef TAR_FILE_H
#define TAR_FILE_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <sys/types.h>

#include "archive/tar-stream.h"

struct tar_files {
  const char *directory; /* for errors */
  bool owners;           /* they are set */
  mode_t umask;          /* of this process */
  char *buffer;          /* for a piece of a large file */
};

/* -1 with errno. */
extern int tar_files_open (struct tar_files *files);
/* Each makes a file with its content: 1.  0 if that is not possible here, because
 * it has attributes, or something is in its way: nothing was done then.  -1 with
 * reply_error set.  NAME was cleaned, and so was that of ENTRY. */
extern int tar_file_extract (const struct tar_files *files, struct archive *archive,
                             struct archive_entry *entry);
extern int tar_file_extract_plain (const struct tar_files *files, struct tar_stream *stream,
                                   const struct tar_header *header, const char *name);

#endif /* TAR_FILE_H */
