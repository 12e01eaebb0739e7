/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much memory there is, and who is ended by the kernel when it runs out: a
 * program or a forked child, which is an error of one call, rather than the
 * daemon. */

#ifndef MEMORY_SHORTAGE_H
#define MEMORY_SHORTAGE_H

#include <stdint.h>

/* For the daemon. */
extern void protect_from_memory_shortage (void);
/* For a process that the daemon just made; nothing but system calls. */
extern void become_expendable (void);

/* Memory that can be had without ending anything (proc(5), meminfo), in bytes;
 * UINT64_MAX if the kernel does not tell. */
extern uint64_t available_memory (void);

#endif /* MEMORY_SHORTAGE_H */
