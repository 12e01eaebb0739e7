/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Limits of the forked children. */

#ifndef CHILD_H
#define CHILD_H

#include "daemon.h"

struct child_limits {
  unsigned cpu_seconds;
  unsigned wall_seconds;
  size_t memory; /* bytes besides what the daemon has already */
};

/* run_in_child with other limits than the usual ones. */
extern int run_in_child_limited (child_work work, void *data, const struct child_limits *limits,
                                 char **result, size_t *size);

#endif /* CHILD_H */
