/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether there is anything. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/direct-io.h"
#include "daemon/erase.h"
#include "guest/guest-files.h"

#define READ_SIZE (1024 * 1024)

/* Where the next bytes are that are no hole; devices do not know. */
static int64_t
find_data (int fd, int64_t position)
{
  const int64_t data = lseek (fd, position, SEEK_DATA);

  return data == -1 && errno == EINVAL ? position : data;
}

/* 1 or 0, or -1 after reply_error. */
static int
is_zero (int fd, const char *name)
{
  CLEANUP_FREE char *buffer = direct_buffer (READ_SIZE);
  struct direct_file file = direct_file_for_reading (fd);
  int64_t position = 0;

  if (buffer == NULL)
    return reply_error (errno, "%s", name);
  for (;;) {
    const int64_t data = find_data (fd, position);
    const ssize_t size = data != -1 ? direct_read (&file, buffer, READ_SIZE, data) : -1;

    if (size == 0 || (data == -1 && errno == ENXIO))
      return 1;
    if (size == -1)
      return reply_error (errno, "%s", name);
    if (!bytes_are_zero (buffer, size))
      return 0;
    position = data + size;
  }
}

int
do_is_zero (const char *path)
{
  CLEANUP_CLOSE int fd = guest_file_open (path, O_RDONLY, 0);

  return fd != -1 ? is_zero (fd, path) : -1;
}

int
do_is_zero_device (const struct device *device)
{
  CLEANUP_CLOSE int fd = device_open (device, O_RDONLY);

  return fd != -1 ? is_zero (fd, device->name) : -1;
}
