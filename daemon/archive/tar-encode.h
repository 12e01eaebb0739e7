/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers of tar archives as GNU tar writes them: in its own format, or in that of
 * POSIX (pax), which extended attributes need. */

#ifndef TAR_ENCODE_H
#define TAR_ENCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

/* Bytes that grow.  All zero at first. */
struct tar_bytes {
  char *bytes;
  size_t size, allocated;
};

/* -1 with errno. */
extern int tar_bytes_add (struct tar_bytes *bytes, const void *more, size_t size);
/* Zeros up to the next whole block. */
extern int tar_bytes_pad (struct tar_bytes *bytes);

/* Data of a file with holes.  All start at whole blocks, and all but the last end at
 * one. */
struct tar_extent {
  int64_t offset, size;
};

/* The types of POSIX, ustar. */
enum tar_type {
  TAR_TYPE_FILE = '0',
  TAR_TYPE_HARD_LINK = '1',
  TAR_TYPE_SYMBOLIC_LINK = '2',
  TAR_TYPE_CHARACTER_DEVICE = '3',
  TAR_TYPE_BLOCK_DEVICE = '4',
  TAR_TYPE_DIRECTORY = '5',
  TAR_TYPE_FIFO = '6',
};

struct tar_member {
  enum tar_type type;
  const char *name; /* of a directory with a slash at the end */
  const char *link; /* what a link is to, or NULL */
  mode_t mode;
  uid_t uid;
  gid_t gid;
  const char *user, *group; /* names, or NULL */
  int64_t size;             /* of a file */
  struct timespec accessed, modified, changed;
  unsigned major, minor; /* of a device */
  bool has_holes;        /* then these are all its data, */
  const struct tar_extent *extents;
  size_t extent_count;
  /* Makes the header one of POSIX: records of tar_record_add besides the usual
   * ones.  NULL: GNU tar's own format. */
  const struct tar_bytes *records;
};

/* Adds "LENGTH KEY=VALUE\n" (pax(1), extended header).  -1 with errno. */
extern int tar_record_add (struct tar_bytes *records, const char *key, const void *value,
                           size_t size);

/* Adds all that comes before the content of MEMBER.  -1 with errno. */
extern int tar_encode (struct tar_bytes *bytes, const struct tar_member *member);

#endif /* TAR_ENCODE_H */
