/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making filesystems. */

#ifndef FILESYSTEM_MAKE_H
#define FILESYSTEM_MAKE_H

/* What is 0 or NULL is left to the program that makes it. */
struct filesystem_options {
  int blocksize;
  const char *features;
  int inode;
  int sectorsize;
  const char *label;
};

/* 0, or -1 after reply_error. */
extern int filesystem_make (const char *type, const char *device,
                            const struct filesystem_options *options);

#endif /* FILESYSTEM_MAKE_H */
