/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Giving a copy the attributes of the original. */

#ifndef COPY_ATTRIBUTES_H
#define COPY_ATTRIBUTES_H

#include <sys/stat.h>

/* Owner, extended attributes, permissions and times of the open file, directory
 * or (O_PATH) link FROM, whose stat is ST, are given to TO.  What its filesystem
 * cannot hold is left out.  -1 and errno. */
extern int copy_attributes (int from, const struct stat *st, int to);

#endif /* COPY_ATTRIBUTES_H */
