/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether what was written to a filesystem has reached its disk. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/sysroot.h"
#include "cleanup.h"
#include "devices/device-errors.h"
#include "guest/mount-sync.h"

/* ---- what was lost ---- */

/* The kernel says each error once.  Somebody may have heard it from sync and not have
 * heeded it: unmounting says it again. */
static struct loss {
  int mount; /* mount_entry.id */
  int err;
} * losses;
static size_t loss_count;

static struct loss *
find_loss (int mount)
{
  for (size_t i = 0; i < loss_count; ++i)
    if (losses[i].mount == mount)
      return &losses[i];
  return NULL;
}

/* Without memory for it, it is said once. */
static void
note_loss (int mount, int err)
{
  struct loss *list;

  if (find_loss (mount) != NULL
      || (list = reallocarray (losses, loss_count + 1, sizeof *losses)) == NULL)
    return;
  losses = list;
  losses[loss_count++] = (struct loss) { mount, err };
}

static void
forget_loss (int mount)
{
  struct loss *loss = find_loss (mount);

  if (loss != NULL)
    *loss = losses[--loss_count];
}

/* ---- writing out ---- */

/* A filesystem whose name another mount hides is reached by sync(2) alone. */
static bool
is_hidden (int err)
{
  return err == ENOENT || err == ENOTDIR || err == ELOOP;
}

/* An error of a filesystem that nobody has heard yet is heard by who opens something
 * on it (errseq_sample in linux/lib/errseq.c), so that nothing has to be open
 * meanwhile, which would keep it from being unmounted.  0 or errno. */
static int
write_out (const struct mount_entry *entry)
{
  CLEANUP_CLOSE int fd = sysroot_open (entry->path, O_RDONLY | O_DIRECTORY, 0);
  int err = 0;

  if (fd == -1)
    err = is_hidden (errno) ? 0 : errno;
  else if (syncfs (fd) == -1)
    err = errno;
  if (err == 0 && entry->turned_readonly)
    err = EROFS;
  if (err != 0)
    note_loss (entry->id, err);
  return err;
}

static int
reply_loss (const struct mount_entry *entry, int err, const char *now)
{
  if (err == EROFS)
    return reply_device_error_text (
      EROFS, entry->device,
      "the filesystem has become read-only by itself, because of an error: what was written to it "
      "since then is lost%s",
      now);
  return reply_device_error (
    err, entry->device, "not all that was written to the filesystem has reached the disk%s", now);
}

int
mount_sync (const struct mount_entry *entry)
{
  const int err = write_out (entry);

  return err == 0 ? 0 : reply_loss (entry, err, "");
}

/* ---- unmounting ---- */

struct mount_disk
mount_disk_open (const struct mount_entry *entry)
{
  struct mount_disk disk = { .fd = open (entry->device, O_RDONLY | O_CLOEXEC) };

  if (disk.fd == -1)
    note_loss (entry->id, errno);
  write_out (entry);
  const struct loss *loss = find_loss (entry->id);
  disk.err = loss != NULL ? loss->err : 0;
  return disk;
}

int
mount_disk_finish (const struct mount_disk *disk, const struct mount_entry *entry)
{
  int err = disk->err;

  forget_loss (entry->id);
  if (disk->fd != -1 && fsync (disk->fd) == -1 && err == 0)
    err = errno;
  return err == 0 ? 0 : reply_loss (entry, err, " (it is unmounted now)");
}

void
mount_disk_close (struct mount_disk *disk)
{
  if (disk->fd != -1)
    close (disk->fd);
}
