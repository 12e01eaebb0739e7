/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two moments at which an appliance notices that it is a template: before
 * it is saved it gets ready for what calls will need, and after it was
 * restored it learns what is different now. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "agreed.h"
#include "base/reply.h"
#include "base/verbosity.h"
#include "children/program.h"
#include "cleanup.h"
#include "devices/scsi-disks.h"
#include "storage/lvm-command.h"
#include "storage/storage.h"
#include "storage/template.h"

/* syslog(2), and KERN_WARNING and KERN_DEBUG of the kernel: what "quiet" and
 * its absence on the kernel's command line mean. */
enum { SYSLOG_ACTION_CONSOLE_LEVEL = 8, QUIET_LEVEL = 3, TALKATIVE_LEVEL = 7 };

/* ---- before ---- */

/* What is most often found in images, and programs that calls run: once they
 * ran, their files are in memory. */
static const char *const useful[][16] = {
  { "modprobe", "-a", "-q", "ext4", "xfs", "btrfs", "vfat", "nls_ascii", "nls_cp437", "fuse",
    "isofs", "squashfs", "dm-mod", "loop" },
  { "mke2fs", "-V" },
  { "e2fsck", "-V" },
  { "resize2fs", "-h" },
  { "tune2fs", "-h" },
  { "mkfs.xfs", "-V" },
  { "mkfs.btrfs", "-V" },
  { "mkfs.vfat", "-h" },
  { "sgdisk", "-V" },
  { "parted", "-v" },
  { "mdadm", "--version" },
  { "sh", "-c", "true" },
};

/* Whether it succeeds does not matter. */
static void
run (const char *const *words)
{
  const struct program program = { .argv = words };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { .out = NULL };

  program_run (&program, &output);
  reply_error_clear ();
}

void
template_get_ready (void)
{
  for (size_t i = 0; i < sizeof useful / sizeof useful[0]; ++i)
    run (useful[i]);
  scsi_disks_get_ready ();
  lvm_prepare ();
  storage_assemble (); /* libblkid has looked at a disk once */
  reply_error_clear ();
  storage_changed ();
  sync ();
}

/* ---- after ---- */

/* RNDADDENTROPY alone would let the generator go on with its old key for a
 * while (random(4)). */
static int
stir_random_numbers (const char *entropy, size_t size)
{
  CLEANUP_CLOSE int fd = open ("/dev/urandom", O_RDWR | O_CLOEXEC);
  CLEANUP_FREE struct rand_pool_info *pool = malloc (sizeof *pool + size);

  if (size < ENTROPY_SIZE)
    return reply_error_text (EINVAL, "entropy of %zu bytes: it has to be %d or more", size,
                             ENTROPY_SIZE);
  if (fd == -1 || pool == NULL)
    return reply_error (errno, "/dev/urandom");
  pool->entropy_count = size * 8;
  pool->buf_size = size;
  memcpy (pool->buf, entropy, size);
  const int r = ioctl (fd, RNDADDENTROPY, pool) == -1 || ioctl (fd, RNDRESEEDCRNG) == -1;
  explicit_bzero (pool, sizeof *pool + size);
  return r ? reply_error (errno, "/dev/urandom: new random numbers") : 0;
}

static int
set_time (const struct timespec *now)
{
  if (clock_settime (CLOCK_REALTIME, now) == -1)
    return reply_error (errno, "set the time");
  return 0;
}

static void
set_verbosity (bool talkative)
{
  verbose = talkative;
  klogctl (SYSLOG_ACTION_CONSOLE_LEVEL, NULL, talkative ? TALKATIVE_LEVEL : QUIET_LEVEL);
}

int
template_resume (const struct template_resume *resume)
{
  if (resume->disks < 0 || resume->disks > MAX_DISKS)
    return reply_error_text (EINVAL, "%d disks: there can be 0 to %d", resume->disks, MAX_DISKS);
  set_verbosity (resume->talkative);
  if (stir_random_numbers (resume->entropy, resume->entropy_size) == -1
      || set_time (&resume->now) == -1)
    return -1;
  storage_changed ();
  return scsi_disks_settle (resume->disks);
}
