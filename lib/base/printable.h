/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text of unknown origin, for a terminal. */

#ifndef GUESTFS_PRINTABLE_H
#define GUESTFS_PRINTABLE_H

/* A copy of TEXT in which bytes that a terminal could take for commands stand as
 * \xNN: control characters but tab and newline, also those of 8 bits (C1), and
 * what is not UTF-8.  malloc'd; NULL if there is no memory. */
extern char *printable_text (const char *text);

#endif /* GUESTFS_PRINTABLE_H */
