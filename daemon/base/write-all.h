/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing all of it. */

#ifndef WRITE_ALL_H
#define WRITE_ALL_H

#include <stddef.h>

/* As write(2), until all is written.  0, or -1 and errno. */
extern int write_all (int fd, const void *bytes, size_t size);

#endif /* WRITE_ALL_H */
