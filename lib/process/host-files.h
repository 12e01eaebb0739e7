/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files of the host that a call names. */

#ifndef GUESTFS_HOST_FILES_H
#define GUESTFS_HOST_FILES_H

/* As open(2), and /dev/stdin, /dev/stdout, /dev/stderr and /dev/fd/N may be
 * sockets. */
extern int host_file_open (const char *path, int flags);

#endif /* GUESTFS_HOST_FILES_H */
