/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Device nodes, FIFOs and sockets. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "daemon/special_files.h"

static int
make_node (const char *path, mode_t mode, int devmajor, int devminor)
{
  struct sysroot_parent parent;

  if (devmajor < 0 || devminor < 0)
    return reply_error_text (EINVAL, "%d:%d: a part of the device number is negative", devmajor,
                             devminor);
  if (sysroot_open_parent (path, &parent) == -1)
    return reply_error (errno, "%s", path);
  CLEANUP_CLOSE int fd = parent.fd;
  if (mknodat (fd, parent.name, mode, makedev (devmajor, devminor)) == -1)
    return reply_error (errno, "%s", path);
  return 0;
}

/* MODE may have only permissions: the call says the TYPE. */
static int
make_node_of_type (const char *path, mode_t type, int mode, int devmajor, int devminor)
{
  if (mode & ~07777)
    return reply_error_text (EINVAL, "%o: mode must specify only file permission bits",
                             (unsigned) mode);
  return make_node (path, type | mode, devmajor, devminor);
}

int
do_mkfifo (int mode, const char *path)
{
  return make_node_of_type (path, S_IFIFO, mode, 0, 0);
}

int
do_mknod (int mode, int devmajor, int devminor, const char *path)
{
  if (mode < 0)
    return reply_error_text (EINVAL, "%s: mode is negative", path);
  return make_node (path, mode, devmajor, devminor);
}

int
do_mknod_b (int mode, int devmajor, int devminor, const char *path)
{
  return make_node_of_type (path, S_IFBLK, mode, devmajor, devminor);
}

int
do_mknod_c (int mode, int devmajor, int devminor, const char *path)
{
  return make_node_of_type (path, S_IFCHR, mode, devmajor, devminor);
}
