/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pseudo filesystems and the resolver's configuration in the guest's root,
 * for as long as one of its programs runs, and that program's variables. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sysroot.h"
#include "base/verbosity.h"
#include "base/write-all.h"
#include "children/guest-environment.h"
#include "cleanup.h"

bool network;

#define RESOLV_CONF "/etc/resolv.conf"
#define MOVED_ASIDE ".resolv.conf.guestfs"

/* A copy of the mount at PATH of the appliance, with all below it, that is
 * not mounted anywhere yet. */
static int
clone_mount (const char *path)
{
  return open_tree (AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
}

static int
make_readonly (int mount_fd)
{
  struct mount_attr attributes = { .attr_set = MOUNT_ATTR_RDONLY };

  return mount_setattr (mount_fd, "", AT_EMPTY_PATH, &attributes, sizeof attributes);
}

/* No path is used for the target: the descriptor was opened inside the guest
 * and a link can't make it another one. */
static int
mount_on (int mount_fd, int target_fd)
{
  return move_mount (mount_fd, "", target_fd, "",
                     MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
}

static void
log_failure (const char *path)
{
  if (verbose)
    fprintf (stderr, "guestfsd: %s is not mounted in the guest: %s\n", path, strerror (errno));
}

static void
add_mount (struct guest_environment *environment, const char *path, bool readonly)
{
  CLEANUP_CLOSE int target_fd = sysroot_open (path, O_PATH, 0);
  CLEANUP_CLOSE int mount_fd = target_fd == -1 ? -1 : clone_mount (path);

  if (mount_fd == -1 || (readonly && make_readonly (mount_fd) == -1)
      || mount_on (mount_fd, target_fd) == -1) {
    log_failure (path);
    return;
  }
  environment->mounts[environment->count++] = mount_fd;
  mount_fd = -1;
}

/* ---- resolv.conf ---- */

/* As large as no real one is. */
#define RESOLV_CONF_MAX 65536

/* Whether the appliance's own is written to FD. */
static bool
write_copy (int fd)
{
  CLEANUP_CLOSE int source = open (RESOLV_CONF, O_RDONLY | O_CLOEXEC);
  char content[RESOLV_CONF_MAX];
  const ssize_t size = source != -1 ? read (source, content, sizeof content) : -1;

  return size != -1 && write_all (fd, content, size) == 0 && fchmod (fd, 0644) == 0;
}

/* A name that is not there, of a guest that has no resolv.conf, can be moved, too. */
static bool
move (const struct sysroot_parent *parent, const char *from, const char *to)
{
  return renameat (parent->fd, from, parent->fd, to) == 0 || errno == ENOENT;
}

/* Whatever the program made of it: where that is a directory with something in it, the
 * guest's own file stays aside until the next time. */
static void
put_back (const struct sysroot_parent *parent)
{
  if (unlinkat (parent->fd, parent->name, 0) == -1 && errno == EISDIR)
    unlinkat (parent->fd, parent->name, AT_REMOVEDIR);
  if (!move (parent, MOVED_ASIDE, parent->name))
    log_failure (RESOLV_CONF);
}

/* What an appliance that was killed has left aside is the guest's own. */
static bool
has_left_aside (const struct sysroot_parent *parent)
{
  struct stat status;

  return fstatat (parent->fd, MOVED_ASIDE, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The guest's own is moved aside, whatever it is. */
static bool
replace_resolv_conf (const struct sysroot_parent *parent)
{
  if (!move (parent, parent->name, MOVED_ASIDE))
    return false;
  CLEANUP_CLOSE int fd =
    openat (parent->fd, parent->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd != -1 && write_copy (fd))
    return true;
  put_back (parent);
  return false;
}

/* In a filesystem that cannot be written it is mounted over what is there, and cannot be
 * changed either. */
static void
enter_resolv_conf (struct guest_environment *environment)
{
  const bool wanted = network && access (RESOLV_CONF, R_OK) == 0;
  struct sysroot_parent parent;

  if (sysroot_open_parent (RESOLV_CONF, &parent) == -1)
    return;
  if (has_left_aside (&parent))
    put_back (&parent);
  environment->has_our_file = wanted && replace_resolv_conf (&parent);
  close (parent.fd);
  if (wanted && !environment->has_our_file)
    add_mount (environment, RESOLV_CONF, true);
}

static void
leave_resolv_conf (const struct guest_environment *environment)
{
  struct sysroot_parent parent;

  if (!environment->has_our_file || sysroot_open_parent (RESOLV_CONF, &parent) == -1)
    return;
  put_back (&parent);
  close (parent.fd);
}

/* ---- variables ---- */

/* As a shell of root has them; what else is in the daemon's environment tells LVM and MD
 * how to behave inside the appliance. */
char *const *
guest_variables (void)
{
  static char *const variables[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                                     "LC_ALL=C.UTF-8",
                                     "HOME=/root",
                                     "SHELL=/bin/sh",
                                     "TERM=dumb",
                                     "TMPDIR=/tmp",
                                     NULL };

  return variables;
}

/* ---- all of it ---- */

void
guest_environment_enter (struct guest_environment *environment)
{
  add_mount (environment, "/dev", false);
  add_mount (environment, "/proc", false);
  add_mount (environment, "/sys", false);
  enter_resolv_conf (environment);
}

/* MNT_DETACH because the descriptor keeps the mount busy, and a program that
 * goes on in the background may do so too.  The guest's filesystem itself
 * is not held by it. */
void
guest_environment_leave (struct guest_environment *environment)
{
  char path[FD_PATH_SIZE];

  while (environment->count > 0) {
    const int fd = environment->mounts[--environment->count];

    if (umount2 (fd_path (fd, path), MNT_DETACH) == -1)
      fprintf (stderr, "guestfsd: unmount a pseudo filesystem in the guest: %s\n",
               strerror (errno));
    close (fd);
  }
  sysroot_mounts_change (); /* those of the program, too */
  leave_resolv_conf (environment);
}
