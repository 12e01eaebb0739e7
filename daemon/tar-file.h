/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Regular files of an archive: most of what an archive has, and written here with
 * as few steps as possible. */

#ifndef TAR_FILE_H
#define TAR_FILE_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>

struct tar_files {
  struct archive *in;
  const char *directory; /* for errors */
  bool owners;           /* they are set */
  char *buffer;          /* for a piece of a large file */
};

/* -1 with errno. */
extern int tar_files_open (struct tar_files *files);
/* Makes the file of ENTRY, whose name was cleaned, with its content: 1.  0 if that
 * is not possible here, because it has attributes, or something is in its way:
 * nothing was done then.  -1 with reply_error set. */
extern int tar_file_extract (const struct tar_files *files, struct archive_entry *entry);

#endif /* TAR_FILE_H */
