/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing a directory into a tar file: the work of a child of
 * archive-child.h. */

#ifndef TAR_CREATE_H
#define TAR_CREATE_H

#include <stdbool.h>

#include "archive/archive-child.h"
#include "base/owner-names.h"

struct tar_create_job {
  const char *directory; /* for errors */
  const struct tar_compression *compression;
  char *const *excludes; /* may be NULL */
  bool xattrs, selinux, acls;
  struct owner_names users, groups;
};

extern int tar_create (struct archive_content *content, const void *job);

#endif /* TAR_CREATE_H */
