/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What texts mean. */

#ifndef GUESTFS_TEXT_H
#define GUESTFS_TEXT_H

/* Reads 1, true, t, yes, y, on and their opposites: 1, 0, or -1 if it is
 * none of them (no error is set). */
extern int parse_boolean (const char *text);

#endif /* GUESTFS_TEXT_H */
