/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Directories of the guest as tar files. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>

#include "archive/archive-child.h"
#include "archive/tar-create.h"
#include "archive/tar-extract.h"
#include "daemon/archives.h"

static int
open_directory (const char *path)
{
  int fd = sysroot_open (path, O_RDONLY | O_DIRECTORY, 0);

  return fd != -1 ? fd : reply_error (errno, "%s", path);
}

/* ---- unpacking ---- */

/* Whether the filesystem of DIRECTORY has owners: tried on a file without a
 * harm, since no list of filesystems and mount options would be complete.  FAT
 * says EPERM.  A full or read-only filesystem is found out by the unpacking. */
static bool
has_owners (int directory)
{
  char base[FD_PATH_SIZE], name[FD_PATH_SIZE + sizeof "/.guestfs-XXXXXX"];
  int r = 0;

  snprintf (name, sizeof name, "%s/.guestfs-XXXXXX", fd_path (directory, base));
  CLEANUP_CLOSE int fd = mkostemp (name, O_CLOEXEC);
  if (fd == -1)
    return true;
  r = fchown (fd, 1000, 1000);
  unlink (name);
  return r == 0;
}

static int
unpack (const char *directory, struct tar_extract_job *job, const char *compress)
{
  int r;

  job->directory = directory;
  job->compression = tar_compression (compress);
  if (job->compression == NULL)
    return -1;
  CLEANUP_CLOSE int fd = open_directory (directory);
  if (fd == -1)
    return -1;
  job->owners = has_owners (fd);
  r = read_owner_names (&job->users, &job->groups);
  if (r == 0)
    r = archive_receive (fd, job->compression, tar_extract, job);
  free_owner_names (&job->users);
  free_owner_names (&job->groups);
  return r;
}

int
do_tar_in (const char *directory, const struct tar_in_options *options)
{
  struct tar_extract_job job = {
    .xattrs = options->has_xattrs && options->xattrs,
    .selinux = options->has_selinux && options->selinux,
    .acls = options->has_acls && options->acls,
    .keep_directory_links = options->has_keepdirlink && options->keepdirlink,
  };

  return unpack (directory, &job, options->has_compress ? options->compress : NULL);
}

int
do_tgz_in (const char *directory)
{
  struct tar_extract_job job = { .xattrs = false };

  return unpack (directory, &job, "gzip");
}

int
do_txz_in (const char *directory)
{
  struct tar_extract_job job = { .xattrs = false };

  return unpack (directory, &job, "xz");
}

/* ---- packing ---- */

static int
pack (const char *directory, struct tar_create_job *job, const char *compress, bool with_names)
{
  int r;

  job->directory = directory;
  job->compression = tar_compression (compress);
  if (job->compression == NULL)
    return -1;
  CLEANUP_CLOSE int fd = open_directory (directory);
  if (fd == -1)
    return -1;
  if (with_names && read_owner_names (&job->users, &job->groups) == -1)
    r = -1;
  else
    r = archive_send (fd, job->compression, tar_create, job);
  free_owner_names (&job->users);
  free_owner_names (&job->groups);
  return r;
}

int
do_tar_out (const char *directory, const struct tar_out_options *options)
{
  struct tar_create_job job = {
    .excludes = options->has_excludes ? options->excludes : NULL,
    .xattrs = options->has_xattrs && options->xattrs,
    .selinux = options->has_selinux && options->selinux,
    .acls = options->has_acls && options->acls,
  };
  const bool with_names = !(options->has_numericowner && options->numericowner);

  /* The argument is any text, so no stub has looked at it. */
  if (directory[0] != '/')
    return reply_error_text (EINVAL, "%s: path must start with a / character", directory);
  if (!sysroot_is_mounted ())
    return reply_error_text (EINVAL, "you must call 'mount' first to mount the root filesystem");
  return pack (directory, &job, options->has_compress ? options->compress : NULL, with_names);
}

int
do_tgz_out (const char *directory)
{
  struct tar_create_job job = { .excludes = NULL };

  return pack (directory, &job, "gzip", true);
}

int
do_txz_out (const char *directory)
{
  struct tar_create_job job = { .excludes = NULL };

  return pack (directory, &job, "xz", true);
}
