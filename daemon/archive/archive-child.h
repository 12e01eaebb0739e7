/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A forked child that reads or writes an archive.  It is confined to the guest
 * by chroot, because libarchive resolves paths itself. */

#ifndef ARCHIVE_CHILD_H
#define ARCHIVE_CHILD_H

#include <archive.h>
#include <stdbool.h>

#include "archive/archive-content.h"

struct tar_compression {
  const char *name; /* as in the API */
  int (*read_filter) (struct archive *archive);
  int (*write_filter) (struct archive *archive);
  const char *program; /* instead of the filters, or NULL */
};

/* NULL with reply_error set if there is none of that NAME; NULL as NAME means
 * no compression. */
extern const struct tar_compression *tar_compression (const char *name);
extern bool tar_is_compressed (const struct tar_compression *compression);

/* The work of the child: the archive is read from or written to CONTENT, the
 * working directory is the directory of the guest.  0, or -1 after
 * reply_error. */
typedef int (*archive_work) (struct archive_content *content, const void *job);

/* Unpack: the content of the call's file_in goes to the child.  0, or -1 with
 * reply_error set. */
extern int archive_receive (int directory, const struct tar_compression *compression,
                            archive_work work, const void *job);
/* Pack: what the child writes becomes the call's file_out. */
extern int archive_send (int directory, const struct tar_compression *compression,
                         archive_work work, const void *job);

/* Sets reply_error from libarchive's: "DIRECTORY: NAME: text".  NAME may be
 * NULL.  Returns -1. */
extern int reply_archive_error (struct archive *archive, const char *directory, const char *name);

#endif /* ARCHIVE_CHILD_H */
