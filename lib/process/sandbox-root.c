/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hypervisor's own root: a small tmpfs in which its files are mounted,
 * read-only, under the names they have outside.  Runs in the child; see
 * sandbox-child.c. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "process/sandbox-plan.h"
#include "process/sandbox-root.h"

/* Any directory does; what is in it is found before the tmpfs covers it. */
#define NEW_ROOT "/tmp"

/* More paths than any plan has. */
#define MAX_PATHS 64

/* Length of "/proc/self/fd/N". */
#define FD_PATH_SIZE 32

struct source {
  int fd; /* O_PATH; -1: it is not there */
  bool is_directory, is_device;
};

static void
fd_path (int fd, char path[FD_PATH_SIZE])
{
  char digits[12], *end = stpcpy (path, "/proc/self/fd/");
  size_t n = 0;

  do
    digits[n++] = '0' + fd % 10;
  while ((fd /= 10) > 0);
  while (n > 0)
    *end++ = digits[--n];
  *end = '\0';
}

/* Makes the directories above the last element of PATH, below the working
 * directory. */
static int
make_parents (char *path)
{
  for (char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/')) {
    *slash = '\0';
    const int r = mkdir (path, 0755);
    *slash = '/';
    if (r == -1 && errno != EEXIST)
      return errno;
  }
  return 0;
}

static int
make_target (char *path, bool is_directory)
{
  const int error = make_parents (path);

  if (error != 0)
    return error;
  if (is_directory)
    return mkdir (path, 0755) == 0 || errno == EEXIST ? 0 : errno;
  const int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (fd == -1)
    return errno;
  close (fd);
  return 0;
}

/* Flags that a mount has may not be taken away in a user namespace, so they
 * are said again. */
static unsigned long
present_flags (const char *path)
{
  static const struct {
    unsigned long vfs, mount;
  } names[] = { { ST_NODEV, MS_NODEV },           { ST_NOSUID, MS_NOSUID },
                { ST_NOEXEC, MS_NOEXEC },         { ST_NOATIME, MS_NOATIME },
                { ST_NODIRATIME, MS_NODIRATIME }, { ST_RELATIME, MS_RELATIME } };
  struct statvfs status;
  unsigned long flags = 0;

  if (statvfs (path, &status) == -1)
    return 0;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i)
    if (status.f_flag & names[i].vfs)
      flags |= names[i].mount;
  return flags;
}

/* Takes rights from a mount and from those below it.  Kernels before 5.12 can
 * do so to one mount at a time: there, what is mounted below keeps its own. */
static int
restrict_mount (const char *target, bool writable, bool is_device)
{
#ifdef MOUNT_ATTR_RDONLY
  struct mount_attr attributes = { .attr_set = MOUNT_ATTR_NOSUID
                                               | (is_device ? 0 : MOUNT_ATTR_NODEV)
                                               | (writable ? 0 : MOUNT_ATTR_RDONLY) };

  if (syscall (SYS_mount_setattr, AT_FDCWD, target, AT_RECURSIVE, &attributes, sizeof attributes)
      == 0)
    return 0;
#endif
  const unsigned long flags =
    present_flags (target) | MS_NOSUID | (is_device ? 0 : MS_NODEV) | (writable ? 0 : MS_RDONLY);
  return mount (NULL, target, NULL, MS_BIND | MS_REMOUNT | flags, NULL) == 0 ? 0 : errno;
}

/* With the mounts below it: in a user namespace no mount can be copied without
 * them, for they may hide something. */
static int
bind_path (const struct sandbox_path *path, const struct source *source)
{
  char target[PATH_MAX], from[FD_PATH_SIZE];

  if (strlen (path->path) >= sizeof target)
    return ENAMETOOLONG;
  strcpy (target, path->path + 1); /* below the working directory */
  const int error = make_target (target, source->is_directory);
  if (error != 0)
    return error;
  fd_path (source->fd, from);
  if (mount (from, target, NULL, MS_BIND | MS_REC, NULL) == -1)
    return errno;
  return restrict_mount (target, path->access == SANDBOX_WRITE, source->is_device);
}

/* What is not there is no error: the list holds what systems may have. */
static void
open_sources (const struct sandbox_plan *plan, struct source *sources)
{
  for (size_t i = 0; i < plan->nr_paths; ++i) {
    struct stat status;

    sources[i].fd = open (plan->paths[i].path, O_PATH | O_CLOEXEC);
    if (sources[i].fd == -1 || fstat (sources[i].fd, &status) == -1)
      status.st_mode = 0;
    sources[i].is_directory = S_ISDIR (status.st_mode);
    sources[i].is_device = S_ISCHR (status.st_mode) || S_ISBLK (status.st_mode);
  }
}

/* Whether the path is one of those before it, or below one. */
static bool
is_there_already (const struct sandbox_plan *plan, const struct source *sources, size_t index)
{
  const char *path = plan->paths[index].path;

  for (size_t i = 0; i < index; ++i) {
    const size_t length = strlen (plan->paths[i].path);

    if (strncmp (path, plan->paths[i].path, length) == 0
        && (path[length] == '\0' || (sources[i].is_directory && path[length] == '/')))
      return true;
  }
  return false;
}

static int
bind_all (const struct sandbox_plan *plan, const struct source *sources)
{
  for (size_t i = 0; i < plan->nr_paths; ++i) {
    const bool is_needed = sources[i].fd != -1 && !is_there_already (plan, sources, i);
    const int error = is_needed ? bind_path (&plan->paths[i], &sources[i]) : 0;

    if (error != 0)
      return error;
  }
  return 0;
}

/* The old root is put over the new one and then taken away (pivot_root(2),
 * "pivot_root(".", ".")"). */
static int
leave_old_root (void)
{
  if (syscall (SYS_pivot_root, ".", ".") == -1 || umount2 (".", MNT_DETACH) == -1
      || chdir ("/") == -1)
    return errno;
  return mount (NULL, "/", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) == 0
           ? 0
           : errno;
}

static int
build_root (const struct sandbox_plan *plan, const struct source *sources)
{
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1
      || mount ("guestfs-sandbox", NEW_ROOT, "tmpfs", MS_NOSUID | MS_NODEV,
                "size=1m,nr_inodes=1k,mode=0755")
           == -1
      || chdir (NEW_ROOT) == -1)
    return errno;
  const int error = bind_all (plan, sources);
  if (error == 0)
    return leave_old_root ();
  /* The old root goes on serving, with its own directory. */
  umount2 (NEW_ROOT, MNT_DETACH);
  return chdir ("/") == 0 ? error : errno;
}

int
sandbox_change_root (const struct sandbox_plan *plan)
{
  struct source sources[MAX_PATHS];

  if (plan->nr_paths > MAX_PATHS)
    return E2BIG;
  umask (022); /* whatever the program's is, the hypervisor has to find its way */
  open_sources (plan, sources);
  const int error = build_root (plan, sources);
  for (size_t i = 0; i < plan->nr_paths; ++i)
    if (sources[i].fd != -1)
      close (sources[i].fd);
  return error;
}
