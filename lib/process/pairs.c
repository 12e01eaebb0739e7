/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pairs of connected descriptors. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "process/child.h"
#include "process/pairs.h"

/* What an ordinary user may have (pipe(7)). */
#define PIPE_BUFFER (1024 * 1024)

/* Replaces *FD by a descriptor above 2. */
static int
raise_descriptor (int *fd)
{
  if (*fd >= CHILD_FIRST_FD)
    return 0;

  int higher = fcntl (*fd, F_DUPFD_CLOEXEC, CHILD_FIRST_FD);
  if (higher == -1)
    return -1;
  close (*fd);
  *fd = higher;
  return 0;
}

void
close_pair (int fds[2])
{
  const int saved = errno;

  for (size_t i = 0; i < 2; ++i) {
    if (fds[i] >= 0)
      close (fds[i]);
    fds[i] = -1;
  }
  errno = saved;
}

static int
raise_pair (int fds[2])
{
  if (raise_descriptor (&fds[0]) == 0 && raise_descriptor (&fds[1]) == 0)
    return 0;
  close_pair (fds);
  return -1;
}

int
make_socket_pair (int fds[2])
{
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == -1)
    return -1;
  return raise_pair (fds);
}

int
make_pipe (int fds[2])
{
  if (pipe2 (fds, O_CLOEXEC) == -1)
    return -1;
  /* Without the right to it the usual size will do. */
  fcntl (fds[0], F_SETPIPE_SZ, PIPE_BUFFER);
  return raise_pair (fds);
}
