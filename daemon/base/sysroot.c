/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths of the guest.  The kernel resolves them inside SYSROOT, so that no
 * link and no ".." in a hostile image leads to the appliance's own files. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/sysroot.h"
#include "cleanup.h"

/* openat2(2): ".." can fail with EAGAIN while something is renamed or
 * mounted; the caller is expected to try again. */
#define RESOLVE_TRIES 1000

static const char *root = SYSROOT;

/* Kept from one path to the next, as long as the mounts stay as they are. */
static int root_fd = -1;

void
sysroot_use_directory (const char *directory)
{
  root = directory;
  sysroot_mounts_change ();
}

int
sysroot_open_root (void)
{
  return open (root, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static int
root_directory (void)
{
  if (root_fd == -1)
    root_fd = sysroot_open_root ();
  return root_fd;
}

int
sysroot_open (const char *path, int flags, mode_t mode)
{
  const int directory = root_directory ();
  /* A FIFO or a terminal in the image must not make the daemon wait for
   * ever; for regular files and directories O_NONBLOCK means nothing.
   * openat2 refuses what openat ignores: flags besides those of O_PATH, and a
   * mode when nothing is created. */
  const int extra = O_CLOEXEC | (flags & O_PATH ? 0 : O_NONBLOCK | O_NOCTTY);
  const bool creates = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
  const struct open_how how = { .flags = (unsigned) (flags | extra),
                                .mode = creates ? mode & 07777 : 0,
                                .resolve = RESOLVE_IN_ROOT };
  int fd = -1;

  if (directory == -1)
    return -1;
  for (int i = 0; i < RESOLVE_TRIES && fd == -1; ++i) {
    fd = syscall (SYS_openat2, directory, path, &how, sizeof how);
    if (fd == -1 && errno != EAGAIN)
      break;
  }
  return fd;
}

/* Length of PATH without the slashes at its end. */
static size_t
length_without_slashes (const char *path, size_t length)
{
  while (length > 0 && path[length - 1] == '/')
    --length;
  return length;
}

static bool
is_name (const char *name)
{
  return strcmp (name, "") != 0 && strcmp (name, ".") != 0 && strcmp (name, "..") != 0;
}

int
sysroot_open_parent (const char *path, struct sysroot_parent *parent)
{
  const size_t end = length_without_slashes (path, strlen (path));
  size_t start = end;

  while (start > 0 && path[start - 1] != '/')
    --start;
  if (end - start >= sizeof parent->name) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy (parent->name, path + start, end - start);
  parent->name[end - start] = '\0';

  /* "/", "/dir/." and "/dir/..": the directory itself. */
  const char *directory = path;
  CLEANUP_FREE char *copy = NULL;
  if (is_name (parent->name)) {
    copy = strndup (path, start > 0 ? start : 1);
    if (copy == NULL)
      return -1;
    directory = start > 0 ? copy : "/";
  } else
    strcpy (parent->name, ".");

  parent->fd = sysroot_open (directory, O_PATH | O_DIRECTORY, 0);
  return parent->fd == -1 ? -1 : 0;
}

const char *
fd_path (int fd, char buffer[FD_PATH_SIZE])
{
  snprintf (buffer, FD_PATH_SIZE, "/proc/self/fd/%d", fd);
  return buffer;
}

/* Not the C library's fstat: before 2.39 that asks for the status of an empty
 * path below FD, which the kernel looks up as any other path.  On 64-bit
 * machines both fill the same structure. */
int
fd_status (int fd, struct stat *status)
{
  _Static_assert(sizeof (long) == 8, "there SYS_fstat fills another structure");
  return syscall (SYS_fstat, fd, status);
}

/* The path of an open file as the appliance sees it, malloc'd. */
static char *
path_of_fd (int fd)
{
  char link[FD_PATH_SIZE], target[PATH_MAX];
  ssize_t length = readlink (fd_path (fd, link), target, sizeof target);

  if (length == -1)
    return NULL;
  if (length == sizeof target) {
    errno = ENAMETOOLONG;
    return NULL;
  }
  return strndup (target, length);
}

char *
sysroot_realpath (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH, 0);
  if (fd == -1)
    return NULL;
  CLEANUP_FREE char *prefix = path_of_fd (root_fd);
  CLEANUP_FREE char *full = path_of_fd (fd);
  if (prefix == NULL || full == NULL)
    return NULL;

  const size_t length = strlen (prefix);
  if (strncmp (full, prefix, length) != 0) {
    errno = EXDEV;
    return NULL;
  }
  return strdup (full[length] != '\0' ? full + length : "/");
}

/* ---- mounts ---- */

/* Mount points are the fifth field (proc(5), mountinfo); the octal escapes
 * in it don't matter for a prefix without such characters. */
static bool
line_is_below_root (const char *line)
{
  const size_t length = strlen (root);

  for (int field = 1; field < 5; ++field) {
    line = strchr (line, ' ');
    if (line == NULL)
      return false;
    ++line;
  }
  return strncmp (line, root, length) == 0 && (line[length] == ' ' || line[length] == '/');
}

static bool
scan_mounts (void)
{
  CLEANUP_FCLOSE FILE *file = fopen ("/proc/self/mountinfo", "re");
  CLEANUP_FREE char *line = NULL;
  size_t allocated = 0;

  if (file == NULL)
    return false;
  while (getline (&line, &allocated, file) != -1)
    if (line_is_below_root (line))
      return true;
  return false;
}

/* Whether something is mounted: each call with a path asks. */
static enum { NOT_KNOWN, MOUNTED, NOT_MOUNTED } mounted;

bool
sysroot_is_mounted (void)
{
  if (mounted == NOT_KNOWN)
    mounted = scan_mounts () ? MOUNTED : NOT_MOUNTED;
  return mounted == MOUNTED;
}

void
sysroot_mounts_change (void)
{
  if (root_fd != -1)
    close (root_fd);
  root_fd = -1;
  mounted = NOT_KNOWN;
}
