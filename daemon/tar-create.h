/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing a directory into a tar file: the work of a child of
 * archive-child.h. */

#ifndef TAR_CREATE_H
#define TAR_CREATE_H

#include "archive-child.h"

/* Names of users or groups as the appliance has them. */
struct owner_name {
  int64_t id;
  char *name;
};
struct owner_names {
  struct owner_name *names;
  size_t count;
};

struct tar_create_job {
  const char *directory; /* for errors */
  const struct tar_compression *compression;
  char *const *excludes; /* may be NULL */
  bool xattrs, selinux, acls;
  struct owner_names users, groups;
};

/* Reads the appliance's own lists, before the child enters the guest.  -1 with
 * reply_error set. */
extern int read_owner_names (struct owner_names *users, struct owner_names *groups);
extern void free_owner_names (struct owner_names *names);

extern int tar_create (int fd, const void *job);

#endif /* TAR_CREATE_H */
