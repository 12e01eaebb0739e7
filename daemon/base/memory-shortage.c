/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much memory there is, and who is ended by the kernel when it runs out. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory-shortage.h"
#include "base/verbosity.h"
#include "cleanup.h"

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

uint64_t
available_memory (void)
{
  CLEANUP_FCLOSE FILE *file = fopen ("/proc/meminfo", "re");
  char line[128];
  uint64_t kib;

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "MemAvailable: %" SCNu64 " kB", &kib) == 1)
      return kib * 1024;
  return UINT64_MAX;
}
