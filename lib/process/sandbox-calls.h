/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The system calls of a hypervisor in the sandbox.  Each list ends with NULL. */

#ifndef GUESTFS_SANDBOX_CALLS_H
#define GUESTFS_SANDBOX_CALLS_H

#include <stdint.h>

/* Calls that are allowed if an argument, as far as MASK goes, is VALUE. */
struct limited_call {
  const char *call;
  unsigned argument;
  uint64_t mask, value;
};

extern const char *const sandbox_calls_allowed[];
extern const struct limited_call sandbox_calls_limited[];
/* Allowed as well if it has a network. */
extern const struct limited_call sandbox_calls_of_network[];
/* They end it. */
extern const char *const sandbox_calls_deadly[];
/* The same if it has no network. */
extern const char *const sandbox_calls_of_keys[];

#endif /* GUESTFS_SANDBOX_CALLS_H */
