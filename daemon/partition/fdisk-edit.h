/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all changes by libfdisk begin and end with: a table is opened in a forked child,
 * and written so that the kernel knows of it. */

#ifndef FDISK_EDIT_H
#define FDISK_EDIT_H

#include <libfdisk/libfdisk.h>
#include <stdbool.h>

#include "children/child.h"
#include "partition/partition-entries.h"

struct edit {
  const char *device;
  const char *table_name; /* of a new table */
  bool single;            /* with one partition */
  struct new_partition partition;
  int number;    /* of the partition that is meant, from 1 */
  char type[37]; /* GUID that it gets */
  struct fdisk_context *context;
  struct fdisk_table *before; /* what the kernel knows */
  char *message;              /* the last that libfdisk said */
};

/* Runs WORK with EDIT in a child.  *RESULT is what it writes, malloc'd; it may be NULL if
 * nobody wants it.  0, or -1 after reply_error, as all these. */
extern int fdisk_edit_run (child_work work, struct edit *edit, char **result);

/* In the child: the disk, whatever is on it, ... */
extern int fdisk_edit_assign (struct edit *edit);
/* ... or with the table that it has, GPT or MBR. */
extern int fdisk_edit_open (struct edit *edit);
/* Writes the table, and tells the kernel. */
extern int fdisk_edit_write (struct edit *edit);
/* RESULT is what a function of libfdisk returned: a negative errno.  Always -1. */
extern int fdisk_edit_error (const struct edit *edit, int result, const char *what);

#endif /* FDISK_EDIT_H */
