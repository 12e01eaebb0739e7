/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is mounted of the guest. */

#ifndef MOUNT_TABLE_H
#define MOUNT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct mount_entry {
  char *device; /* as it was given when it was mounted */
  char *path;   /* of the guest: "/", "/boot" */
  int id;       /* proc(5), mountinfo */
  /* The mount can be written and the filesystem cannot (any more). */
  bool turned_readonly;
};

/* In the order in which they were mounted. */
struct mount_table {
  struct mount_entry *entries;
  size_t count;
};

/* 0, or -1 after reply_error. */
extern int mount_table_read (struct mount_table *table);
extern void mount_table_free (struct mount_table *table);
#define CLEANUP_MOUNT_TABLE __attribute__ ((cleanup (mount_table_free)))

/* Whether two names are of the same block device. */
extern bool is_same_device (const char *one, const char *other);

#endif /* MOUNT_TABLE_H */
