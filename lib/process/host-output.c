/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Output of content on the host. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "process/host-files.h"
#include "process/host-output.h"

/* These names mean the descriptor, not the file behind it: opening a
 * program's redirected stdout again would truncate it and lose its offset. */
static int
own_descriptor (const char *path)
{
  if (strcmp (path, "/dev/stdout") == 0)
    return STDOUT_FILENO;
  if (strcmp (path, "/dev/stderr") == 0)
    return STDERR_FILENO;
  return -1;
}

int
host_output_open (struct host_output *output, const char *path)
{
  const int own = own_descriptor (path);
  struct stat status;

  output->fd = own != -1 ? fcntl (own, F_DUPFD_CLOEXEC, 3)
                         : host_file_open (path, O_WRONLY | O_CREAT | O_TRUNC);
  if (output->fd == -1)
    return -1;
  if (fstat (output->fd, &status) == -1)
    status.st_mode = 0;
  output->may_block = !(S_ISREG (status.st_mode) || S_ISBLK (status.st_mode));
  output->is_socket = S_ISSOCK (status.st_mode);
  output->is_regular = S_ISREG (status.st_mode);
  output->skipped = false;
  output->sink = NULL;
  return 0;
}

void
host_output_to (struct host_output *output, const struct content_sink *sink)
{
  *output = (struct host_output) { .fd = -1, .sink = sink };
}

/* A signal that was pending before stays pending. */
ssize_t
write_to_pipe (int fd, const void *bytes, size_t size)
{
  const struct timespec at_once = { .tv_sec = 0 };
  sigset_t pipe_signal, pending, before;

  sigemptyset (&pipe_signal);
  sigaddset (&pipe_signal, SIGPIPE);
  sigpending (&pending);
  pthread_sigmask (SIG_BLOCK, &pipe_signal, &before);

  const ssize_t n = write (fd, bytes, size);
  const int saved = errno;
  if (n == -1 && saved == EPIPE && !sigismember (&pending, SIGPIPE))
    sigtimedwait (&pipe_signal, NULL, &at_once);

  pthread_sigmask (SIG_SETMASK, &before, NULL);
  errno = saved;
  return n;
}

ssize_t
host_output_write (struct host_output *output, const void *bytes, size_t size, int timeout)
{
  struct pollfd poll_fd = { .fd = output->fd, .events = POLLOUT };
  ssize_t n;

  if (output->sink != NULL)
    return output->sink->take (output->sink->data, bytes, size);
  output->skipped = false;
  if (!output->may_block) {
    do
      n = write (output->fd, bytes, size);
    while (n == -1 && errno == EINTR);
    return n;
  }

  /* A pipe that polls as writable takes PIPE_BUF bytes without blocking
   * (pipe(7)); the descriptor may be shared with other programs, so it is not
   * made non-blocking. */
  if (poll (&poll_fd, 1, timeout) <= 0) {
    errno = EAGAIN;
    return -1;
  }
  if (output->is_socket)
    n = send (output->fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  else
    n = write_to_pipe (output->fd, bytes, size < PIPE_BUF ? size : PIPE_BUF);
  if (n == -1 && errno == EINTR)
    errno = EAGAIN;
  return n;
}

/* Where a regular file has nothing yet, what is not written is zero. */
static bool
is_at_end (const struct host_output *output)
{
  struct stat status;
  const off_t position = lseek (output->fd, 0, SEEK_CUR);

  return position != -1 && fstat (output->fd, &status) == 0 && position >= status.st_size
         && !(fcntl (output->fd, F_GETFL) & O_APPEND);
}

int
host_output_skip (struct host_output *output, uint64_t size)
{
  if (!output->is_regular || !is_at_end (output))
    return 1;
  /* What is longer than a file of this filesystem can be has no end in zeros,
   * either. */
  if (size > INT64_MAX || lseek (output->fd, (off_t) size, SEEK_CUR) == -1) {
    errno = EFBIG;
    return -1;
  }
  output->skipped = true;
  return 0;
}

/* A file that ends with a hole has no byte there that was written. */
static int
extend_over_hole (const struct host_output *output)
{
  return output->skipped ? ftruncate (output->fd, lseek (output->fd, 0, SEEK_CUR)) : 0;
}

int
host_output_close (struct host_output *output)
{
  if (output->sink != NULL)
    return 0;

  const int extended = extend_over_hole (output);
  const int saved = errno;
  const int r = close (output->fd);

  output->fd = -1;
  if (extended == 0)
    return r;
  errno = saved;
  return -1;
}
