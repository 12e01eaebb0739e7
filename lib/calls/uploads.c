/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files and whole directories between the host and the guest: what tar_in and
 * tar_out are for the guest's side, the host's tar(1) is for the host's. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/memory.h"
#include "cleanup.h"
#include "protocol/archives.h"
#include "protocol/frames.h"
#include "lib-impl.h"
#include "process/host-merge.h"
#include "process/host-program.h"
#include "protocol/metadata.h"
#include "protocol/uploads.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

/* For what tar still has to do when all of the archive has passed: the attributes
 * of a million directories, on a slow disk. */
#define TAR_SECONDS 600

/* A path as the directory and the name in it.  What has no name of its own
 * ("/", "a/..") is "." in itself. */
struct split_path {
  char *directory, *name;
};

static void
split_path_free (struct split_path *split)
{
  free (split->directory);
  free (split->name);
}
#define CLEANUP_SPLIT_PATH __attribute__ ((cleanup (split_path_free)))

static struct split_path
split_path (guestfs_h *g, const char *path)
{
  size_t end = strlen (path), begin;

  while (end > 0 && path[end - 1] == '/')
    --end;
  for (begin = end; begin > 0 && path[begin - 1] != '/';)
    --begin;

  CLEANUP_FREE char *name = safe_strndup (g, path + begin, end - begin);
  if (*name == '\0' || strcmp (name, ".") == 0 || strcmp (name, "..") == 0)
    return (struct split_path) { safe_strdup (g, path), safe_strdup (g, ".") };
  return (struct split_path) { begin > 0 ? safe_strndup (g, path, begin) : safe_strdup (g, "."),
                               safe_strdup (g, name) };
}

static char *
file_in (guestfs_h *g, const char *directory, const char *name)
{
  const size_t length = strlen (directory);

  return safe_asprintf (g, "%s%s%s", directory,
                        length > 0 && directory[length - 1] == '/' ? "" : "/", name);
}

/* ---- what the daemon is asked ---- */

static int
is_dir_in_guest (guestfs_h *g, const char *name, const char *path)
{
  const wire_is_dir_args arguments = { .path = (char *) path };
  wire_is_dir_ret answer = { 0 };
  const struct rpc_call ask = { .name = name,
                                .procedure = PROC_IS_DIR,
                                .encode = (xdrproc_t) xdr_wire_is_dir_args,
                                .arguments = &arguments,
                                .decode = (xdrproc_t) xdr_wire_is_dir_ret,
                                .result = &answer };

  return rpc_call_daemon (g, &ask) == -1 ? -1 : answer.result != FALSE;
}

static int
is_file_in_guest (guestfs_h *g, const char *name, const char *path)
{
  const wire_is_file_args arguments = { .path = (char *) path };
  wire_is_file_ret answer = { 0 };
  const struct rpc_call ask = { .name = name,
                                .procedure = PROC_IS_FILE,
                                .encode = (xdrproc_t) xdr_wire_is_file_args,
                                .arguments = &arguments,
                                .decode = (xdrproc_t) xdr_wire_is_file_ret,
                                .result = &answer };

  return rpc_call_daemon (g, &ask) == -1 ? -1 : answer.result != FALSE;
}

static int
download (guestfs_h *g, const char *name, const char *path, const char *target)
{
  const wire_download_args arguments = { .remotefilename = (char *) path };
  const struct rpc_call get = { .name = name,
                                .procedure = PROC_DOWNLOAD,
                                .encode = (xdrproc_t) xdr_wire_download_args,
                                .arguments = &arguments,
                                .file_out = target };

  return rpc_call_daemon (g, &get);
}

/* A call of the daemon through the pipe to or from tar. */
typedef int (*piped_call) (guestfs_h *g, const char *pipe_name, const char *directory);

static int
unpack_in_guest (guestfs_h *g, const char *pipe_name, const char *directory)
{
  const wire_tar_in_args arguments = { .directory = (char *) directory, .compress = (char *) "" };
  const struct rpc_call unpack = { .name = "copy_in",
                                   .procedure = PROC_TAR_IN,
                                   .encode = (xdrproc_t) xdr_wire_tar_in_args,
                                   .arguments = &arguments,
                                   .file_in = pipe_name };

  return rpc_call_daemon (g, &unpack);
}

static int
pack_in_guest (guestfs_h *g, const char *pipe_name, const char *directory)
{
  const wire_tar_out_args arguments = { .directory = (char *) directory, .compress = (char *) "" };
  const struct rpc_call pack = { .name = "copy_out",
                                 .procedure = PROC_TAR_OUT,
                                 .encode = (xdrproc_t) xdr_wire_tar_out_args,
                                 .arguments = &arguments,
                                 .file_out = pipe_name };

  return rpc_call_daemon (g, &pack);
}

/* ---- both ends of the pipe ---- */

/* CALL without its error being reported yet. */
static int
call_quietly (guestfs_h *g, piped_call call, int pipe, const char *directory,
              struct kept_error *error)
{
  CLEANUP_FREE char *pipe_name = safe_asprintf (g, "/dev/fd/%d", pipe);

  errors_silence (g);
  const int r = call (g, pipe_name, directory);
  if (r == -1)
    errors_keep (g, error);
  errors_unsilence (g);
  return r;
}

/* Runs tar beside CALL.  If both fail, one did because the other did: a pipe
 * that broke, or an archive that ends too early, is never the cause. */
static int
run_piped (guestfs_h *g, const struct host_program *tar, enum host_stream_direction direction,
           piped_call call, const char *directory)
{
  CLEANUP_FREE char *message = NULL;
  struct kept_error error = { .err = 0 };
  int pipe;
  struct host_stream *stream = host_stream_start (g, tar, direction, &pipe);

  if (stream == NULL)
    return -1;
  const int called = call_quietly (g, call, pipe, directory, &error);
  message = error.message;
  close (pipe);

  const bool is_cause = called == -1 && direction == HOST_STREAM_READS && error.err != EPIPE;
  if (is_cause)
    errors_silence (g);
  const int ended = host_stream_finish (stream);
  if (is_cause)
    errors_unsilence (g);
  if (called == -1 && (is_cause || ended == 0))
    return set_error (g, error.err, "%s", message);
  return ended;
}

/* ---- into the guest ---- */

/* A link that leads nowhere can be copied, too. */
static bool
is_readable (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0 && (S_ISLNK (status.st_mode) || access (path, R_OK) == 0);
}

int
impl_copy_in (guestfs_h *g, const char *localpath, const char *remotedir)
{
  CLEANUP_SPLIT_PATH struct split_path source = split_path (g, localpath);
  CLEANUP_FREE char *path = file_in (g, source.directory, source.name);

  if (!is_readable (path))
    return set_error (g, errno, "source ‘%s’ does not exist (or cannot be read)", localpath);
  const int is_dir = is_dir_in_guest (g, "copy_in", remotedir);
  if (is_dir == -1)
    return -1;
  if (is_dir == 0)
    return set_error (g, ENOTDIR, "target ‘%s’ is not a directory", remotedir);

  const char *const argv[] = { "tar", "--sparse", "-cf", "-", "--", source.name, NULL };
  const struct host_program tar = { .argv = argv,
                                    .name = "tar",
                                    .object = localpath,
                                    .directory = source.directory,
                                    .seconds = TAR_SECONDS };
  return run_piped (g, &tar, HOST_STREAM_WRITES, unpack_in_guest, remotedir);
}

/* ---- out of the guest ---- */

/* What is there may be from an image that was copied before: a link that it made
 * must not lead elsewhere now. */
static int
refuse_link (guestfs_h *g, const char *path)
{
  struct stat status;

  if (lstat (path, &status) == -1 || !S_ISLNK (status.st_mode))
    return 0;
  return set_error (g, ELOOP, "‘%s’ is a symbolic link, which is not followed: remove it first",
                    path);
}

static int
copy_file_out (guestfs_h *g, const char *remotepath, const char *target)
{
  return refuse_link (g, target) == -1 ? -1 : download (g, "copy_out", remotepath, target);
}

static int
unpack_on_host (guestfs_h *g, const char *remotepath, const char *directory)
{
  const char *const argv[] = { "tar", "-xf", "-", NULL };
  const struct host_program tar = {
    .argv = argv, .name = "tar", .object = directory, .directory = directory, .seconds = TAR_SECONDS
  };

  return run_piped (g, &tar, HOST_STREAM_READS, pack_in_guest, remotepath);
}

/* What is in TARGET already may be of an image, too, and a daemon that was taken over can
 * send an archive that goes through a link there.  So it is unpacked into a new directory,
 * where tar follows no link that the archive made itself.  What came before an error
 * stays, as it does elsewhere. */
static int
unpack_aside (guestfs_h *g, const char *remotepath, const char *target)
{
  CLEANUP_FREE char *aside = file_in (g, target, ".guestfs-XXXXXX");
  struct kept_error error;

  if (mkdtemp (aside) == NULL)
    return set_errno (g, errno, "mkdtemp: %s", aside);
  const int unpacked = unpack_on_host (g, remotepath, aside);
  errors_keep (g, &error);
  const int merged = host_merge (g, aside, target, unpacked == 0);
  if (unpacked == -1)
    errors_restore (g, &error);
  else
    free (error.message);
  remove_tree (aside);
  return unpacked == 0 ? merged : -1;
}

static int
copy_directory_out (guestfs_h *g, const char *remotepath, const char *target)
{
  if (refuse_link (g, target) == -1)
    return -1;
  if (mkdir (target, 0777) == 0)
    return unpack_on_host (g, remotepath, target);
  if (errno != EEXIST)
    return set_errno (g, errno, "mkdir: %s", target);
  return unpack_aside (g, remotepath, target);
}

int
impl_copy_out (guestfs_h *g, const char *remotepath, const char *localdir)
{
  CLEANUP_SPLIT_PATH struct split_path source = split_path (g, remotepath);
  struct stat status;

  if (stat (localdir, &status) == -1)
    return set_errno (g, errno, "target ‘%s’ is not a directory", localdir);
  if (!S_ISDIR (status.st_mode))
    return set_error (g, ENOTDIR, "target ‘%s’ is not a directory", localdir);

  CLEANUP_FREE char *target = file_in (g, localdir, source.name);
  const int is_file = is_file_in_guest (g, "copy_out", remotepath);
  if (is_file != 0)
    return is_file == -1 ? -1 : copy_file_out (g, remotepath, target);
  const int is_dir = is_dir_in_guest (g, "copy_out", remotepath);
  if (is_dir != 0)
    return is_dir == -1 ? -1 : copy_directory_out (g, remotepath, target);
  return set_error (g, EINVAL, "‘%s’ is not a file or directory", remotepath);
}
