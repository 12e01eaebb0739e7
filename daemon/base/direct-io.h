/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Large content past the page cache: copies made by an emulated CPU are what
 * costs, and a disk at the other end of the machine needs none. */

#ifndef DIRECT_IO_H
#define DIRECT_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct direct_file {
  int fd;
  bool is_possible; /* the filesystem is known to do it well */
  bool is_on;       /* the descriptor has O_DIRECT */
};

/* FD stays the caller's; its flags change. */
extern struct direct_file direct_file_for_reading (int fd);
extern struct direct_file direct_file_for_writing (int fd);

/* malloc'd memory that is aligned for it; NULL with errno. */
extern void *direct_buffer (size_t size);

/* All of BYTES at OFFSET, as much as possible directly.  0, or -1 with errno. */
extern int direct_write (struct direct_file *file, const void *bytes, size_t size, int64_t offset);
/* Reserves the space of an empty file that will have SIZE bytes: writes into it are
 * several times quicker then.  If there is not enough, the file is empty again: -1
 * with errno. */
extern int direct_reserve (struct direct_file *file, int64_t size);
/* After an error: the file ends where its content does, at SIZE.  -1, and errno stays. */
extern int direct_cut_off (struct direct_file *file, int64_t size);
/* As pread(2). */
extern ssize_t direct_read (struct direct_file *file, void *bytes, size_t size, int64_t offset);

#endif /* DIRECT_IO_H */
