/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The library's own filter of the hypervisor's system calls. */

#ifndef GUESTFS_SANDBOX_FILTER_H
#define GUESTFS_SANDBOX_FILTER_H

#include <stdbool.h>

struct sandbox_plan;
struct sandbox_filter;

/* In the program: translates the filter for the kernel.  NULL with errno; to be freed with
 * free.  NETWORK: sockets that reach other hosts may be made. */
extern struct sandbox_filter *sandbox_filter_make (bool network);

/* In the child, as the last part of the sandbox: 0 or errno. */
extern int sandbox_filter_load (const struct sandbox_plan *plan);

#endif /* GUESTFS_SANDBOX_FILTER_H */
