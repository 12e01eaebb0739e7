/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opens files of the host. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "process/host-files.h"

#define FD_DIRECTORY "/dev/fd/"

/* The descriptor that PATH stands for, or -1. */
static int
named_descriptor (const char *path)
{
  static const char *const standard[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };
  char *end;

  for (int fd = 0; fd < 3; ++fd)
    if (strcmp (path, standard[fd]) == 0)
      return fd;
  if (strncmp (path, FD_DIRECTORY, strlen (FD_DIRECTORY)) != 0)
    return -1;
  path += strlen (FD_DIRECTORY);
  errno = 0;
  const long number = strtol (path, &end, 10);
  return end != path && *end == '\0' && errno == 0 && number >= 0 && number <= INT_MAX
           ? (int) number
           : -1;
}

/* A socket cannot be opened by a name (ENXIO). */
int
host_file_open (const char *path, int flags)
{
  const int fd = open (path, flags | O_CLOEXEC | O_NOCTTY, 0666);

  if (fd != -1 || errno != ENXIO)
    return fd;
  const int named = named_descriptor (path);
  if (named != -1)
    return fcntl (named, F_DUPFD_CLOEXEC, 3);
  errno = ENXIO;
  return -1;
}
