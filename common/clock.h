/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Time for deadlines, of a clock that nobody sets. */

#ifndef GUESTFS_CLOCK_H
#define GUESTFS_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t
monotonic_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int64_t
monotonic_ms (void)
{
  return monotonic_ns () / 1000000;
}

/* What is left until DEADLINE, for poll(2): never negative, so that it never
 * means "wait for ever". */
static inline int
milliseconds_until (int64_t deadline)
{
  const int64_t left = deadline - monotonic_ms ();

  return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int) left;
}

#endif /* GUESTFS_CLOCK_H */
