/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is ended by the kernel when memory runs out. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "daemon.h"
#include "memory-shortage.h"

/* proc(5), oom_score_adj: from -1000, never, to 1000, before all others. */
static bool
set_score (const char *score)
{
  CLEANUP_CLOSE int fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  return fd != -1 && write (fd, score, strlen (score)) != -1;
}

void
protect_from_memory_shortage (void)
{
  if (!set_score ("-1000") && verbose)
    fprintf (stderr, "guestfsd: protection from a shortage of memory: %s\n", strerror (errno));
}

/* Without it the kernel chooses as it always does. */
void
become_expendable (void)
{
  set_score ("500");
}
