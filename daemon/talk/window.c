/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads and writes the disk that is memory of the library. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cleanup.h"
#include "protocol/frames.h"
#include "talk/window.h"

/* Disks are found while the daemon starts. */
#define WAIT_SECONDS 30
#define PAUSE_MS 5

static int window_fd = -1;

static bool
is_window (const char *serial_file)
{
  char serial[64] = "";

  CLEANUP_FCLOSE FILE *file = fopen (serial_file, "re");
  return file != NULL && fgets (serial, sizeof serial, file) != NULL
         && strncmp (serial, WINDOW_SERIAL, strlen (WINDOW_SERIAL)) == 0;
}

/* The name of the disk, such as vdb. */
static bool
find_disk (char name[32])
{
  glob_t files;
  bool found = false;

  if (glob ("/sys/block/vd*/serial", 0, NULL, &files) != 0)
    return false;
  for (size_t i = 0; i < files.gl_pathc && !found; ++i)
    found =
      is_window (files.gl_pathv[i]) && sscanf (files.gl_pathv[i], "/sys/block/%31[^/]", name) == 1;
  globfree (&files);
  return found;
}

static bool
wait_for_disk (char name[32])
{
  const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000 * 1000 };

  for (unsigned tries = WAIT_SECONDS * 1000 / PAUSE_MS; tries > 0; --tries) {
    if (find_disk (name))
      return true;
    nanosleep (&pause, NULL);
  }
  errno = ENODEV;
  return false;
}

/* Programs of the guest that look at all disks in /dev do not find it. */
int
window_open (void)
{
  char name[32], path[64];

  if (!wait_for_disk (name))
    return -1;
  snprintf (path, sizeof path, "/dev/%s", name);
  window_fd = open (path, O_RDWR | O_DIRECT | O_CLOEXEC);
  if (window_fd == -1)
    return -1;
  return unlink (path);
}

void
window_leave (void)
{
  if (window_fd != -1)
    close (window_fd);
  window_fd = -1;
}

void
window_use (int fd)
{
  window_fd = fd;
}

static size_t
rounded_up (size_t size)
{
  return (size + WINDOW_ALIGNMENT - 1) & ~(size_t) (WINDOW_ALIGNMENT - 1);
}

int
window_read (unsigned number, void *bytes, size_t size)
{
  const off_t start = (off_t) number * WINDOW_PART_SIZE;
  const size_t rounded = rounded_up (size);

  for (size_t done = 0; done < size;) {
    const ssize_t n =
      pread (window_fd, (char *) bytes + done, rounded - done, start + (off_t) done);

    if (n == 0)
      errno = EIO;
    if (n == 0 || (n == -1 && errno != EINTR))
      return -1;
    if (n > 0)
      done += n;
  }
  return 0;
}

int
window_write (unsigned number, const void *bytes, size_t size)
{
  const off_t start = (off_t) number * WINDOW_PART_SIZE;
  const size_t rounded = rounded_up (size);

  for (size_t done = 0; done < size;) {
    const ssize_t n =
      pwrite (window_fd, (const char *) bytes + done, rounded - done, start + (off_t) done);

    if (n == -1 && errno != EINTR)
      return -1;
    if (n > 0)
      done += n;
  }
  return 0;
}
