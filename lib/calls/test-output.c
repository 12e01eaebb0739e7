/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the internal_test calls print the arguments that they received. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/handle.h"
#include "calls/test-output.h"
#include "lib-impl.h"

int
impl_internal_test_set_output (guestfs_h *g, const char *filename)
{
  int fd = open (filename, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_CLOEXEC, 0666);
  if (fd == -1)
    return set_errno (g, errno, "%s", filename);
  if (g->bindtest_fd >= 0)
    close (g->bindtest_fd);
  g->bindtest_fd = fd;
  return 0;
}

int
impl_internal_test_close_output (guestfs_h *g)
{
  if (g->bindtest_fd < 0)
    return set_error (g, EBADF, "internal_test_close_output: no output file is open");
  int fd = g->bindtest_fd;
  g->bindtest_fd = -1;
  if (close (fd) == -1)
    return set_errno (g, errno, "internal_test_close_output: close");
  return 0;
}

int
test_output_write (guestfs_h *g, const char *bytes, size_t size)
{
  if (g->bindtest_fd < 0) {
    /* The program's own output may stand in the same buffer. */
    if (fwrite (bytes, 1, size, stdout) != size || fflush (stdout) == EOF)
      return set_errno (g, errno, "stdout");
    return 0;
  }
  while (size > 0) {
    ssize_t n = write (g->bindtest_fd, bytes, size);
    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1)
      return set_errno (g, errno, "write: the file of internal_test_set_output");
    bytes += n;
    size -= (size_t) n;
  }
  return 0;
}
