/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first and the last lines of a file of the guest, however large it is. */

#ifndef FILE_LINES_H
#define FILE_LINES_H

#include <stddef.h>

/* Up to COUNT lines of the regular file PATH, without their newlines.  malloc'd;
 * NULL after reply_error. */
extern char **first_lines (const char *path, size_t count);
extern char **last_lines (const char *path, size_t count);

#endif /* FILE_LINES_H */
