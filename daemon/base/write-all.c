/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing all of it. */

#include <config.h>

#include <errno.h>
#include <unistd.h>

#include "base/write-all.h"

int
write_all (int fd, const void *bytes, size_t size)
{
  const char *next = bytes;

  while (size > 0) {
    ssize_t written = write (fd, next, size);

    if (written == -1 && errno == EINTR)
      continue;
    if (written == -1)
      return -1;
    next += written;
    size -= written;
  }
  return 0;
}
