/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A handle for trying things out, and what its launch did. */

#ifndef SCRATCH_HANDLE_H
#define SCRATCH_HANDLE_H

#include <stdbool.h>
#include <stdint.h>

#include <guestfs.h>

struct handle_options {
  bool verbose;
  const char *hypervisor;      /* NULL: as the environment or the library says */
  const char *timeout_seconds; /* NULL: the same */
};

/* A handle with these options that prints no errors.  NULL if it cannot be
 * made, with a malloc'd *ERROR. */
extern guestfs_h *scratch_handle_new (const struct handle_options *options, char **error);
static inline void
cleanup_handle (guestfs_h **g)
{
  if (*g != NULL)
    guestfs_close (*g);
}
#define CLEANUP_HANDLE __attribute__ ((cleanup (cleanup_handle)))

/* The text with that name in a launch report, NULL if it has none. */
extern const char *launch_fact (char *const *launch_report, const char *name);

extern int64_t monotonic_milliseconds (void);

#endif /* SCRATCH_HANDLE_H */
