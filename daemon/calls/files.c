/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making, emptying and removing files. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/write-all.h"
#include "daemon/files.h"
#include "guest/guest-files.h"
#include "talk/progress.h"

static int
create_empty (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_WRONLY | O_CREAT | O_EXCL, 0666);

  return fd != -1 ? 0 : reply_error (errno, "%s", path);
}

int
do_touch (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | O_NOFOLLOW, 0);
  struct stat st;

  if (fd == -1 && errno == ENOENT)
    return create_empty (path);
  if (fd == -1 || fd_status (fd, &st) == -1)
    return reply_error (errno, "%s", path);
  if (!S_ISREG (st.st_mode))
    return reply_error_text (EINVAL, "%s: touch can only be used on regular files", path);
  if (utimensat (fd, "", NULL, AT_EMPTY_PATH) == -1)
    return reply_error (errno, "%s", path);
  return 0;
}

/* unlinkat(2): 0, or -1 and errno. */
static int
unlink_path (const char *path)
{
  struct sysroot_parent parent;

  if (sysroot_open_parent (path, &parent) == -1)
    return -1;
  CLEANUP_CLOSE int fd = parent.fd;
  return unlinkat (fd, parent.name, 0);
}

int
do_rm (const char *path)
{
  return unlink_path (path) == 0 ? 0 : reply_error (errno, "%s", path);
}

int
do_rm_f (const char *path)
{
  if (unlink_path (path) == -1 && errno != ENOENT)
    return reply_error (errno, "%s", path);
  return 0;
}

int
do_truncate (const char *path)
{
  return do_truncate_size (path, 0);
}

int
do_truncate_size (const char *path, int64_t size)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH, 0);
  char buffer[FD_PATH_SIZE];

  if (fd == -1 || truncate (fd_path (fd, buffer), size) == -1)
    return reply_error (errno, "%s", path);
  return 0;
}

int
do_fallocate (const char *path, int len)
{
  return do_fallocate64 (path, len);
}

int
do_fallocate64 (const char *path, int64_t len)
{
  if (len < 1)
    return reply_error_text (EINVAL, "%s: length %lld is less than 1", path, (long long) len);
  CLEANUP_CLOSE int fd = guest_file_open (path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (fd == -1)
    return -1;
  const int err = posix_fallocate (fd, 0, len);
  if (err == 0)
    return 0;
  if (ftruncate (fd, 0) == -1)
    reply_error (errno, "%s", path);
  return reply_error (err, "%s", path);
}

#define FILL_SIZE (64 * 1024)

int
do_fill (int c, int len, const char *path)
{
  char bytes[FILL_SIZE];

  if (c < 0 || c > 255)
    return reply_error_text (EINVAL, "%d: byte number must be in range 0..255", c);
  if (len < 0)
    return reply_error_text (EINVAL, "%d: length is < 0", len);
  CLEANUP_CLOSE int fd = guest_file_open (path, O_WRONLY | O_CREAT, 0666);
  if (fd == -1)
    return -1;

  memset (bytes, c, sizeof bytes);
  for (int done = 0; done < len;) {
    const int n = len - done < FILL_SIZE ? len - done : FILL_SIZE;

    if (write_all (fd, bytes, n) == -1)
      return reply_error (errno, "%s", path);
    done += n;
    progress_update (done, len);
  }
  return 0;
}

int
do_umask (int mask)
{
  if (mask < 0 || mask > 0777)
    return reply_error_text (EINVAL, "0%o: mask negative or out of range", (unsigned) mask);
  return umask (mask);
}

int
do_get_umask (void)
{
  const mode_t mask = umask (022);

  umask (mask);
  return mask;
}
