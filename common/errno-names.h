/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* errno values by name: a number means different things on different
 * machines, so names travel between the daemon and the library. */

#ifndef ERRNO_NAMES_H
#define ERRNO_NAMES_H

/* "ENOENT", or "" if ERR is 0 or has no name. */
extern const char *errno_to_name (int err);
/* 0 if NAME is "", EINVAL if it is unknown. */
extern int errno_from_name (const char *name);

#endif /* ERRNO_NAMES_H */
