/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is ended by the kernel when memory runs out: a program or a forked
 * child, which is an error of one call, rather than the daemon. */

#ifndef MEMORY_SHORTAGE_H
#define MEMORY_SHORTAGE_H

/* For the daemon. */
extern void protect_from_memory_shortage (void);
/* For a process that the daemon just made; nothing but system calls. */
extern void become_expendable (void);

#endif /* MEMORY_SHORTAGE_H */
