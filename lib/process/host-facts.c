/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Facts of the host, from /proc and from files' metadata. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "cleanup.h"
#include "process/host-facts.h"

#define BOOT_ID "/proc/sys/kernel/random/boot_id"
#define CPU_INFO "/proc/cpuinfo"

static char *
read_text (guestfs_h *g, const char *path)
{
  char buffer[8192];
  CLEANUP_CLOSE int fd = open (path, O_RDONLY | O_CLOEXEC);
  const ssize_t n = fd == -1 ? 0 : read (fd, buffer, sizeof buffer);

  return safe_strndup (g, buffer, n > 0 ? n : 0);
}

char *
host_boot_id (guestfs_h *g)
{
  return read_text (g, BOOT_ID);
}

/* Without the lines that change all the time. */
char *
host_processor (guestfs_h *g)
{
  CLEANUP_FREE char *info = read_text (g, CPU_INFO);
  char *facts = safe_strdup (g, ""), *rest = info, *line;

  while ((line = strsep (&rest, "\n")) != NULL && *line != '\0') {
    if (strncmp (line, "cpu MHz", 7) == 0 || strncasecmp (line, "bogomips", 8) == 0)
      continue;
    char *longer = safe_asprintf (g, "%s%s\n", facts, line);
    free (facts);
    facts = longer;
  }
  return facts;
}

char *
host_file_version (guestfs_h *g, const char *path)
{
  struct stat status = { .st_size = -1 };

  if (stat (path, &status) == -1)
    return safe_asprintf (g, "%s: %s", path, strerror (errno));
  return safe_asprintf (g, "%s: %jd bytes of %jd.%09ld", path, (intmax_t) status.st_size,
                        (intmax_t) status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}
