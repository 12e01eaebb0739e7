/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Directories on the host: where temporary files, sockets and cached things
 * go, and their removal. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/memory.h"
#include "cleanup.h"
#include "lib-impl.h"

char *
real_directory (guestfs_h *g, const char *what, const char *path)
{
  char *real = realpath (path, NULL);
  if (real == NULL) {
    set_errno (g, errno, "converting path to absolute path: %s: %s: realpath", what, path);
    return NULL;
  }
  struct stat statbuf;
  if (stat (real, &statbuf) == -1) {
    set_errno (g, errno, "setting temporary directory: %s: %s: stat", what, path);
    free (real);
    return NULL;
  }
  if (!S_ISDIR (statbuf.st_mode)) {
    set_error (g, ENOTDIR, "setting temporary directory: %s: ‘%s’ is not a directory", what, path);
    free (real);
    return NULL;
  }
  return real;
}

static int
set_directory (guestfs_h *g, const char *what, const char *path, char **property)
{
  char *real = NULL;
  if (path) {
    real = real_directory (g, what, path);
    if (real == NULL)
      return -1;
  }
  free (*property);
  *property = real;
  return 0;
}

int
impl_set_tmpdir (guestfs_h *g, const char *tmpdir)
{
  return set_directory (g, "set_tmpdir", tmpdir, &g->directories.explicit_tmpdir);
}

int
impl_set_cachedir (guestfs_h *g, const char *cachedir)
{
  return set_directory (g, "set_cachedir", cachedir, &g->directories.explicit_cachedir);
}

void
directories_set_default (guestfs_h *g, char *path)
{
  free (g->directories.env_tmpdir);
  g->directories.env_tmpdir = path;
}

void
directories_set_runtime (guestfs_h *g, char *path)
{
  free (g->directories.env_runtimedir);
  g->directories.env_runtimedir = path;
}

/* The first of the two that is set, or else FALLBACK. */
static char *
first_set (guestfs_h *g, const char *explicit, const char *environment, const char *fallback)
{
  return safe_strdup (g, explicit ? explicit : environment ? environment : fallback);
}

char *
impl_get_tmpdir (guestfs_h *g)
{
  return first_set (g, g->directories.explicit_tmpdir, g->directories.env_tmpdir, "/tmp");
}

char *
impl_get_cachedir (guestfs_h *g)
{
  return first_set (g, g->directories.explicit_cachedir, g->directories.env_tmpdir, "/var/tmp");
}

/* Not tmpdir: the path of a socket has at most 107 bytes (unix(7)).  For
 * root XDG_RUNTIME_DIR is often another user's, left over by su or sudo. */
char *
impl_get_sockdir (guestfs_h *g)
{
  return first_set (g, NULL, geteuid () == 0 ? NULL : g->directories.env_runtimedir, "/tmp");
}

static bool
is_ours (const struct own_directory *directory)
{
  return directory->path != NULL && owner_is_this_process (&directory->owner);
}

/* Makes DIRECTORY below PARENT the first time that this process asks for it: in
 * another's, which may go at any time, the names would be those of its files.
 * Takes over PARENT, which is NULL if it could not be had. */
static const char *
lazy_directory (guestfs_h *g, struct own_directory *directory, char *parent)
{
  CLEANUP_FREE char *owned_parent = parent;
  if (is_ours (directory))
    return directory->path;
  if (parent == NULL)
    return NULL;

  CLEANUP_FREE char *name = safe_asprintf (g, "%s/libguestfsXXXXXX", parent);
  if (mkdtemp (name) == NULL) {
    set_errno (g, errno, "%s: cannot create a temporary directory", name);
    return NULL;
  }
  /* Its mode is 0700, whatever the umask is: programs that give up root get
   * what is meant for them as open descriptors. */
  free (directory->path);
  *directory = (struct own_directory) { .path = name, .owner = owner_this_process () };
  name = NULL;
  return directory->path;
}

const char *
handle_tmpdir (guestfs_h *g)
{
  if (is_ours (&g->directories.tmpdir))
    return g->directories.tmpdir.path;
  return lazy_directory (g, &g->directories.tmpdir, impl_get_tmpdir (g));
}

char *
handle_tmpname (guestfs_h *g, const char *name, const char *extension)
{
  const char *directory = handle_tmpdir (g);
  if (directory == NULL)
    return NULL;
  return safe_asprintf (g, "%s/%s%u.%s", directory, name, ++g->directories.unique, extension);
}

char *
absolute_path (guestfs_h *g, const char *path)
{
  if (path[0] == '/')
    return safe_strdup (g, path);
  CLEANUP_FREE char *directory = getcwd (NULL, 0);
  if (directory == NULL) {
    set_errno (g, errno, "%s: cannot find the present directory, which the path is relative to",
               path);
    return NULL;
  }
  return safe_asprintf (g, "%s/%s", strcmp (directory, "/") == 0 ? "" : directory, path);
}

/* What is kept there (the answer about KVM, templates of the appliance) is
 * trusted later, so nobody else may be able to write it. */
static int
check_cache_directory (guestfs_h *g, const char *path)
{
  CLEANUP_CLOSE int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat statbuf;
  if (fd == -1 || fstat (fd, &statbuf) == -1)
    return set_errno (g, errno, "cache directory: %s", path);
  if (statbuf.st_uid != geteuid ())
    return set_error (g, EPERM,
                      "cache directory: %s is owned by user %u, not by you (user %u); remove it "
                      "or use another place (set_cachedir or LIBGUESTFS_CACHEDIR)",
                      path, (unsigned) statbuf.st_uid, (unsigned) geteuid ());
  if (statbuf.st_mode & (S_IWGRP | S_IWOTH))
    return set_error (g, EPERM,
                      "cache directory: other users can write to %s (mode %03o); remove it or do "
                      "chmod go-w",
                      path, (unsigned) statbuf.st_mode & 0777);
  return 0;
}

char *
cache_directory (guestfs_h *g)
{
  CLEANUP_FREE char *parent = impl_get_cachedir (g);
  if (parent == NULL)
    return NULL;
  char *path = safe_asprintf (g, "%s/.guestfs-%u", parent, (unsigned) geteuid ());
  if (mkdir (path, 0700) == -1 && errno != EEXIST) {
    set_errno (g, errno, "cannot create the cache directory %s", path);
    free (path);
    return NULL;
  }
  if (check_cache_directory (g, path) == -1) {
    free (path);
    return NULL;
  }
  return path;
}

static int remove_entry (int parent, const char *name);

/* Takes over FD, an open directory. */
static int
remove_content (int fd)
{
  DIR *directory = fdopendir (fd);
  if (directory == NULL) {
    int err = errno;
    close (fd);
    return err;
  }
  int first_error = 0;
  const struct dirent *entry;
  while ((entry = readdir (directory)) != NULL) {
    if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0)
      continue;
    int err = remove_entry (dirfd (directory), entry->d_name);
    if (first_error == 0)
      first_error = err;
  }
  closedir (directory);
  return first_error;
}

/* Returns 0 or the errno. */
static int
remove_entry (int parent, const char *name)
{
  if (unlinkat (parent, name, 0) == 0)
    return 0;
  if (errno != EISDIR && errno != EPERM)
    return errno;

  /* O_NOFOLLOW: whoever exchanges the directory for a link does not lead us
   * out of the tree. */
  int fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd == -1)
    return errno;
  int err = remove_content (fd);
  if (unlinkat (parent, name, AT_REMOVEDIR) == -1 && err == 0)
    err = errno;
  return err;
}

int
remove_tree (const char *path)
{
  int err = remove_entry (AT_FDCWD, path);
  errno = err;
  return err == 0 ? 0 : -1;
}

const char *
own_tmpdir (const guestfs_h *g)
{
  return is_ours (&g->directories.tmpdir) ? g->directories.tmpdir.path : NULL;
}

static void
remove_directory (guestfs_h *g, struct own_directory *directory)
{
  if (is_ours (directory) && remove_tree (directory->path) == -1)
    warning (g, "cannot remove the temporary directory %s: %s", directory->path, strerror (errno));
  free (directory->path);
  *directory = (struct own_directory) { .owner = OWNER_NONE };
}

void
directories_clear (guestfs_h *g)
{
  remove_directory (g, &g->directories.tmpdir);
}

void
directories_free (guestfs_h *g)
{
  directories_clear (g);
  free (g->directories.explicit_tmpdir);
  free (g->directories.explicit_cachedir);
  free (g->directories.env_tmpdir);
  free (g->directories.env_runtimedir);
}
