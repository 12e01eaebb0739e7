/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pseudo filesystems and the resolver's configuration in the guest's root,
 * for as long as one of its programs runs. */

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
#include "children/guest-environment.h"
#include "cleanup.h"

bool network;

#define RESOLV_CONF "/etc/resolv.conf"
#define MOVED_LINK ".resolv.conf.guestfs"

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

static int
create_empty (void)
{
  CLEANUP_CLOSE int fd = sysroot_open (RESOLV_CONF, O_WRONLY | O_CREAT, 0644);

  return fd == -1 ? -1 : 0;
}

/* There must be a file to mount on.  If there is none, an empty one is made;
 * a link into a directory that only exists while the guest runs (/run) is
 * moved aside first. */
static void
prepare_resolv_conf (struct guest_environment *environment)
{
  CLEANUP_CLOSE int existing = sysroot_open (RESOLV_CONF, O_PATH, 0);
  struct sysroot_parent parent;

  if (existing != -1 || errno != ENOENT)
    return;
  if (create_empty () == 0) {
    environment->made_file = true;
    return;
  }
  if (errno != ENOENT || sysroot_open_parent (RESOLV_CONF, &parent) == -1)
    return;
  if (renameat (parent.fd, parent.name, parent.fd, MOVED_LINK) == 0) {
    environment->moved_link = true;
    environment->made_file = create_empty () == 0;
  }
  close (parent.fd);
}

/* A file made through the guest's link is removed where it was made. */
static void
remove_made_file (void)
{
  CLEANUP_FREE char *path = sysroot_realpath (RESOLV_CONF);
  struct sysroot_parent parent;

  if (path == NULL || sysroot_open_parent (path, &parent) == -1)
    return;
  if (unlinkat (parent.fd, parent.name, 0) == -1)
    log_failure (path);
  close (parent.fd);
}

static void
restore_resolv_conf (const struct guest_environment *environment)
{
  struct sysroot_parent parent;

  if (environment->made_file)
    remove_made_file ();
  if (!environment->moved_link || sysroot_open_parent (RESOLV_CONF, &parent) == -1)
    return;
  if (renameat (parent.fd, MOVED_LINK, parent.fd, parent.name) == -1)
    log_failure (RESOLV_CONF);
  close (parent.fd);
}

/* ---- all of it ---- */

void
guest_environment_enter (struct guest_environment *environment)
{
  add_mount (environment, "/dev", false);
  add_mount (environment, "/proc", false);
  add_mount (environment, "/sys", false);
  if (network) {
    prepare_resolv_conf (environment);
    add_mount (environment, RESOLV_CONF, true);
  }
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
  restore_resolv_conf (environment);
}
