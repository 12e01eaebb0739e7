/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unpacking a tar file: the work of a child of archive-child.h. */

#ifndef TAR_EXTRACT_H
#define TAR_EXTRACT_H

#include <stdbool.h>

#include "archive/archive-child.h"
#include "base/owner-names.h"

struct tar_extract_job {
  const char *directory; /* for errors */
  const struct tar_compression *compression;
  bool owners, xattrs, selinux, acls, keep_directory_links;
  struct owner_names users, groups; /* for access control lists */
};

extern int tar_extract (struct archive_content *content, const void *job);

#endif /* TAR_EXTRACT_H */
