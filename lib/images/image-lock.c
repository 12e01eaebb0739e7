/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Locks on images, as qemu takes them (block/file-posix.c in its sources): a program has a
 * shared lock on the byte of each thing that it does, and of each that it does not bear
 * others to do.  Then it looks whether somebody has the counterpart.
 *
 * The locks belong to the open file, which the hypervisor gets a copy of.  It takes them
 * itself, too; but while it waits for the state of a template it takes none, and what it
 * finds out afterwards is a message and no error. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/errors.h"
#include "images/image-lock.h"

#define BYTE_WRITES 101
#define BYTE_BEARS_NO_WRITES 201

static struct flock
lock_of (short type, off_t byte)
{
  return (struct flock) { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
}

/* Where a filesystem has no locks the hypervisor decides what to do. */
static bool
lock_byte (int fd, off_t byte)
{
  struct flock lock = lock_of (F_RDLCK, byte);

  return fcntl (fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

static bool
is_locked_by_others (int fd, off_t byte)
{
  struct flock lock = lock_of (F_WRLCK, byte);

  return fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

int
image_lock (guestfs_h *g, const struct image_layer *layer)
{
  const bool locked = (!layer->is_written || lock_byte (layer->fd, BYTE_WRITES))
                      && lock_byte (layer->fd, BYTE_BEARS_NO_WRITES);

  if (locked && !is_locked_by_others (layer->fd, BYTE_WRITES)
      && !(layer->is_written && is_locked_by_others (layer->fd, BYTE_BEARS_NO_WRITES)))
    return 0;
  return set_error (g, EBUSY,
                    "%s: it cannot be used because another program has a lock on it: that has the "
                    "image open%s, perhaps a running virtual machine; stop it, or add the drive "
                    "read-only",
                    layer->path, layer->is_written ? "" : " for writing");
}
