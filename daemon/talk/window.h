/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The window: a disk whose blocks are memory of the library, for large data
 * (frames.x). */

#ifndef WINDOW_H
#define WINDOW_H

#include <stddef.h>

/* Memory that is read from the window or written to it is aligned to this, and
 * has room for SIZE rounded up to it. */
#define WINDOW_ALIGNMENT 4096

/* Finds the disk and hides it from everybody else.  -1 with errno. */
extern int window_open (void);
/* In a forked child: the window belongs to the parent. */
extern void window_leave (void);
/* For tests: the window is the file FD. */
extern void window_use (int fd);

/* SIZE bytes of part NUMBER.  -1 with errno. */
extern int window_read (unsigned number, void *bytes, size_t size);
extern int window_write (unsigned number, const void *bytes, size_t size);

#endif /* WINDOW_H */
