/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pairs of connected descriptors, between this program and a child. */

#ifndef GUESTFS_PAIRS_H
#define GUESTFS_PAIRS_H

/* socketpair with both ends closed on exec and their numbers above 2, even if
 * the program runs with stdin closed. */
extern int make_socket_pair (int fds[2]);
/* The same for pipe(2), with a large buffer. */
extern int make_pipe (int fds[2]);
/* Closes those that are not -1; errno stays. */
extern void close_pair (int fds[2]);

#endif /* GUESTFS_PAIRS_H */
