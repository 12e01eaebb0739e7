/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* New disk images. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/api.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/format-name.h"
#include "base/memory.h"
#include "cleanup.h"
#include "guestfs-api/disk_images.h"
#include "lib-impl.h"
#include "process/host-program.h"

/* What qemu's qcow2 driver takes. */
#define MIN_CLUSTER_SIZE 512
#define MAX_CLUSTER_SIZE (2 << 20)

/* Where space cannot be reserved, qemu-img writes zeros. */
#define CREATE_SECONDS (4 * 60 * 60)

typedef const struct guestfs_disk_create_argv options_t;
#define HAS(options, NAME) ((options)->bitmask & GUESTFS_DISK_CREATE_##NAME##_BITMASK)

/* ---- raw ---- */

static int
check_raw_options (guestfs_h *g, options_t *options)
{
  if (HAS (options, BACKINGFILE))
    return set_error (g, EINVAL, "backingfile cannot be used for raw format disks");
  if (HAS (options, BACKINGFORMAT))
    return set_error (g, EINVAL, "backingformat parameter cannot be used with raw format");
  if (HAS (options, COMPAT))
    return set_error (g, EINVAL, "compat parameter cannot be used with raw format");
  if (HAS (options, CLUSTERSIZE))
    return set_error (g, EINVAL, "clustersize parameter cannot be used with raw format");
  return 0;
}

/* True if all blocks are to be allocated now; -1 if the parameter is wrong. */
static int
raw_allocates (guestfs_h *g, options_t *options)
{
  if (!HAS (options, PREALLOCATION) || strcmp (options->preallocation, "off") == 0
      || strcmp (options->preallocation, "sparse") == 0)
    return 0;
  if (strcmp (options->preallocation, "full") == 0)
    return 1;
  return set_error (g, EINVAL, "invalid value for preallocation parameter ‘%s’",
                    options->preallocation);
}

/* A block device keeps its size; it is emptied if it can be. */
static int
create_raw_block (guestfs_h *g, const char *filename)
{
  CLEANUP_CLOSE int fd = open (filename, O_WRONLY | O_NOCTTY | O_CLOEXEC);
  if (fd == -1)
    return set_errno (g, errno, "cannot open block device: %s", filename);
  uint64_t range[2] = { 0, 0 };
  if (ioctl (fd, BLKGETSIZE64, &range[1]) == -1 || ioctl (fd, BLKDISCARD, range) == -1)
    debug (g, "%s: not discarded: %s", filename, strerror (errno));
  return 0;
}

/* *IS_NEW says whether it was not there before.  Who may read it is for the
 * caller's umask to say, as with every program that makes files. */
static int
open_raw_file (const char *filename, bool *is_new)
{
  const int flags = O_WRONLY | O_CREAT | O_NOCTTY | O_CLOEXEC;
  const int fd = open (filename, flags | O_EXCL, 0666);

  *is_new = fd != -1;
  return fd == -1 && errno == EEXIST ? open (filename, flags | O_TRUNC, 0666) : fd;
}

static int
give_size (guestfs_h *g, const char *filename, int fd, int64_t size, bool allocate)
{
  if (!allocate)
    return ftruncate (fd, size) == 0 ? 0 : set_errno (g, errno, "%s: truncate", filename);
  const int err = posix_fallocate (fd, 0, size);
  if (err == 0)
    return 0;
  return set_errno (g, err, "%s: cannot allocate %" PRIi64 " bytes", filename, size);
}

static int
create_raw_file (guestfs_h *g, const char *filename, int64_t size, bool allocate)
{
  bool is_new;
  CLEANUP_CLOSE int fd = open_raw_file (filename, &is_new);

  if (fd == -1)
    return set_errno (g, errno, "cannot create raw file: %s", filename);
  if (give_size (g, filename, fd, size, allocate) == 0)
    return 0;
  /* What could be had of a disk that is full is given back. */
  if (is_new)
    unlink (filename);
  else if (ftruncate (fd, 0) == -1)
    debug (g, "%s: truncate: %s", filename, strerror (errno));
  return -1;
}

static int
create_raw (guestfs_h *g, const char *filename, int64_t size, options_t *options)
{
  if (check_raw_options (g, options) == -1)
    return -1;
  int allocate = raw_allocates (g, options);
  if (allocate == -1)
    return -1;

  struct stat statbuf;
  bool exists = stat (filename, &statbuf) == 0;
  if (exists && S_ISCHR (statbuf.st_mode))
    return set_error (g, EINVAL, "refusing to overwrite char device ‘%s’", filename);
  if (exists && S_ISBLK (statbuf.st_mode))
    return create_raw_block (g, filename);
  return create_raw_file (g, filename, size, allocate);
}

/* ---- qcow2 ---- */

/* qemu's word for the preallocation; NULL and an error if there is none. */
static const char *
qcow2_preallocation (guestfs_h *g, const char *preallocation)
{
  static const char *const words[][2] = {
    { "off", "off" }, { "sparse", "off" }, { "metadata", "metadata" }, { "full", "falloc" }
  };
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i)
    if (strcmp (preallocation, words[i][0]) == 0)
      return words[i][1];
  set_error (g, EINVAL, "invalid value for preallocation parameter ‘%s’", preallocation);
  return NULL;
}

static int
check_qcow2_options (guestfs_h *g, options_t *options)
{
  if (HAS (options, BACKINGFORMAT) && !is_format_name (options->backingformat))
    return set_error (g, EINVAL, "invalid value for backingformat parameter ‘%s’",
                      options->backingformat);
  if (HAS (options, COMPAT) && strcmp (options->compat, "0.10") != 0
      && strcmp (options->compat, "1.1") != 0)
    return set_error (g, EINVAL, "invalid value for compat parameter ‘%s’", options->compat);
  if (HAS (options, CLUSTERSIZE)) {
    int size = options->clustersize;
    if (size < MIN_CLUSTER_SIZE || size > MAX_CLUSTER_SIZE || (size & (size - 1)) != 0)
      return set_error (g, EINVAL, "invalid value for clustersize parameter ‘%d’", size);
  }
  return 0;
}

/* A relative backing file is relative to the new image, not to the present
 * directory. */
static char *
backing_format (guestfs_h *g, const char *filename, options_t *options)
{
  if (HAS (options, BACKINGFORMAT))
    return safe_strdup (g, options->backingformat);
  if (options->backingfile[0] == '/')
    return impl_disk_format (g, options->backingfile);
  CLEANUP_FREE char *copy = safe_strdup (g, filename);
  CLEANUP_FREE char *path = safe_asprintf (g, "%s/%s", dirname (copy), options->backingfile);
  return impl_disk_format (g, path);
}

/* The argument of qemu-img create -o. */
static char *
qcow2_parameters (guestfs_h *g, options_t *options)
{
  CLEANUP_FREE char *compat =
    safe_asprintf (g, "compat=%s", HAS (options, COMPAT) ? options->compat : "1.1");
  CLEANUP_FREE char *cluster_size = HAS (options, CLUSTERSIZE)
                                      ? safe_asprintf (g, ",cluster_size=%d", options->clustersize)
                                      : safe_strdup (g, "");
  if (!HAS (options, PREALLOCATION))
    return safe_asprintf (g, "%s%s", compat, cluster_size);
  const char *preallocation = qcow2_preallocation (g, options->preallocation);
  if (preallocation == NULL)
    return NULL;
  return safe_asprintf (g, "%s%s,preallocation=%s", compat, cluster_size, preallocation);
}

static int
create_qcow2 (guestfs_h *g, const char *filename, int64_t size, options_t *options)
{
  if (check_qcow2_options (g, options) == -1)
    return -1;
  CLEANUP_FREE char *parameters = qcow2_parameters (g, options);
  if (parameters == NULL)
    return -1;

  const char *argv[16] = { "qemu-img", "create", "-q", "-f", "qcow2", "-o", parameters };
  size_t n = 7;
  CLEANUP_FREE char *format = NULL;
  if (HAS (options, BACKINGFILE)) {
    format = backing_format (g, filename, options);
    if (format == NULL)
      return -1;
    argv[n++] = "-b";
    argv[n++] = options->backingfile;
  } else if (HAS (options, BACKINGFORMAT))
    return set_error (g, EINVAL, "backingformat parameter needs a backingfile");
  if (format) {
    argv[n++] = "-F";
    argv[n++] = format;
  }
  /* Not taken for an option or a protocol. */
  CLEANUP_FREE char *file = safe_asprintf (g, "%s%s", filename[0] == '/' ? "" : "./", filename);
  argv[n++] = file;
  CLEANUP_FREE char *size_text = safe_asprintf (g, "%" PRIi64, size);
  if (size >= 0)
    argv[n++] = size_text;

  const bool is_new = access (filename, F_OK) == -1;
  const struct host_program program = { .argv = argv,
                                        .name = "qemu-img",
                                        .object = filename,
                                        .seconds =
                                          HAS (options, PREALLOCATION) ? CREATE_SECONDS : 0 };
  const int result = host_program_run (g, &program, NULL);
  if (result == -1 && is_new)
    unlink (filename);
  return result;
}

int
impl_disk_create (guestfs_h *g, const char *filename, const char *format, int64_t size,
                  const struct guestfs_disk_create_argv *optargs)
{
  if (HAS (optargs, BACKINGFILE)) {
    if (size != -1)
      return set_error (g, EINVAL, "if using a backing file, size must be passed as -1");
  } else if (size <= 0)
    return set_error (g, EINVAL, "invalid size: %" PRIi64, size);

  if (strcmp (format, "raw") == 0)
    return create_raw (g, filename, size, optargs);
  if (strcmp (format, "qcow2") == 0)
    return create_qcow2 (g, filename, size, optargs);
  return set_error (g, EINVAL, "unsupported format ‘%s’", format);
}
