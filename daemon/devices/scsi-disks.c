/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disks in the kernel's view of SCSI: /sys/bus/scsi/devices/HOST:0:TARGET:0,
 * where TARGET is the number of the drive.  The kernel is told to look again
 * at a disk, to look for one, or to forget it. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/reply.h"
#include "base/verbosity.h"
#include "children/unused-disks.h"
#include "cleanup.h"
#include "clock.h"
#include "devices/block-devices.h"
#include "devices/device-errors.h"
#include "devices/scsi-disks.h"

#define HOSTS "/sys/class/scsi_host"

/* A disk that was found is ready to be used a little later. */
#define READY_MS (30 * 1000)
#define READY_STEP_NS (500 * 1000)

/* How many disks are looked at together. */
#define LOOKERS 32

/* ---- one disk; several threads do this, and so errors are errno values ---- */

static int
write_text (const char *path, const char *text)
{
  CLEANUP_CLOSE int fd = open (path, O_WRONLY | O_CLOEXEC);
  const size_t size = strlen (text);

  return fd == -1 || write (fd, text, size) != (ssize_t) size ? errno : 0;
}

static int
tell_disk (unsigned host, int target, const char *attribute)
{
  char path[128];

  snprintf (path, sizeof path, SCSI_DEVICES "/%u:0:%d:0/%s", host, target, attribute);
  return write_text (path, "1");
}

/* The controller of the drives: the one whose driver is virtio's. */
static int
find_controller (unsigned *host)
{
  DIR *directory = opendir (HOSTS);
  const struct dirent *entry;
  bool found = false;

  while (directory != NULL && !found && (entry = readdir (directory)) != NULL) {
    char path[300], driver[32] = "";

    snprintf (path, sizeof path, HOSTS "/%s/proc_name", entry->d_name);
    CLEANUP_FCLOSE FILE *file = fopen (path, "re");
    found = sscanf (entry->d_name, "host%u", host) == 1 && file != NULL
            && fscanf (file, "%31s", driver) == 1 && strcmp (driver, "virtio_scsi") == 0;
  }
  if (directory != NULL)
    closedir (directory);
  return found ? 0 : reply_error (ENODEV, "the controller of the drives");
}

static void
list_targets (unsigned host, bool present[SCSI_TARGETS])
{
  DIR *directory = opendir (SCSI_DEVICES);
  const struct dirent *entry;

  while (directory != NULL && (entry = readdir (directory)) != NULL) {
    unsigned of_host, target;

    if (sscanf (entry->d_name, "%u:0:%u:0", &of_host, &target) == 2 && of_host == host
        && target < SCSI_TARGETS)
      present[target] = true;
  }
  if (directory != NULL)
    closedir (directory);
}

/* Its node is there before it can be opened and before it is listed. */
static bool
is_ready (const char *name, char node[64])
{
  char path[64];

  if (snprintf (path, sizeof path, "/sys/class/block/%s", name) >= (int) sizeof path
      || snprintf (node, 64, "/dev/%s", name) >= 64 || access (path, F_OK) == -1)
    return false;
  CLEANUP_CLOSE int fd = open (node, O_RDONLY | O_CLOEXEC);
  return fd >= 0;
}

/* "/dev/sdc" for the drive, once it can be used. */
static bool
find_node (unsigned host, int target, char node[64])
{
  char path[128];
  const struct dirent *entry;
  bool found = false;

  snprintf (path, sizeof path, SCSI_DEVICES "/%u:0:%d:0/block", host, target);
  DIR *directory = opendir (path);
  while (directory != NULL && !found && (entry = readdir (directory)) != NULL)
    if (entry->d_name[0] != '.')
      found = is_ready (entry->d_name, node);
  if (directory != NULL)
    closedir (directory);
  return found;
}

static int
wait_for_node (unsigned host, int target, char node[64])
{
  const struct timespec pause = { .tv_nsec = READY_STEP_NS };
  const int64_t deadline = monotonic_ms () + READY_MS;

  while (!find_node (host, target, node)) {
    if (monotonic_ms () > deadline)
      return ETIMEDOUT;
    nanosleep (&pause, NULL);
  }
  return 0;
}

static int
find_new_disk (unsigned host, int target)
{
  char path[128], address[32];

  snprintf (path, sizeof path, HOSTS "/host%u/scan", host);
  snprintf (address, sizeof address, "0 %d 0", target);
  return write_text (path, address);
}

static int
wait_for_disk (unsigned host, int target)
{
  char node[64];
  const int err = wait_for_node (host, target, node);

  if (err == 0)
    reread_partitions (node); /* a disk that cannot be read is no error here */
  return err;
}

/* A disk that was there when the template was made has new size, content and
 * serial number. */
static int
look_at_disk (unsigned host, int target, bool is_present)
{
  const int err = is_present ? tell_disk (host, target, "rescan") : find_new_disk (host, target);

  return err != 0 ? err : wait_for_disk (host, target);
}

static int
report (int target, int err)
{
  if (err == ETIMEDOUT)
    return reply_error_text (err, "drive %d did not appear", target);
  return err == 0 ? 0 : reply_error (err, "the kernel's disk of drive %d", target);
}

/* ---- all disks ---- */

/* Linux 6.12 and its like wait some 40 ms for each disk that they look at, for
 * nothing but grace periods of RCU; looks that go on together wait for the same
 * ones.  An older kernel does not wait, and there threads cost more than they
 * save.  Which kind this one is was found out when the template was made. */
#define LONG_WAIT_MS 8
#define MEASUREMENTS 3

static bool looks_wait;

struct looks {
  unsigned host;
  bool present[SCSI_TARGETS];
  _Atomic int next;
  int errors[SCSI_TARGETS]; /* each is written by the thread that took the target */
};

/* From the last to the first: those that are not there yet are the last ones,
 * and the kernel looks for one at a time. */
static void *
look_at_next_disks (void *argument)
{
  struct looks *looks = argument;
  int target;

  while ((target = --looks->next) >= 0)
    looks->errors[target] = look_at_disk (looks->host, target, looks->present[target]);
  return NULL;
}

static int
look_at_disks (struct looks *looks, int count)
{
  pthread_t threads[LOOKERS];
  int helpers = 0;

  looks->next = count;
  while (looks_wait && helpers < LOOKERS && helpers + 1 < count
         && pthread_create (&threads[helpers], NULL, look_at_next_disks, looks) == 0)
    helpers++;
  look_at_next_disks (looks);
  for (int i = 0; i < helpers; ++i)
    pthread_join (threads[i], NULL);
  for (int target = 0; target < count; ++target)
    if (report (target, looks->errors[target]) == -1)
      return -1;
  return 0;
}

/* ---- drives that come and go ---- */

/* The kernel hears of it by itself.  It must not be told to look for the disk
 * before that: it may still have to hear that another one with that number is
 * gone, and would then take away the new one. */
int
scsi_disk_wait_for (int target)
{
  unsigned host;

  return find_controller (&host) == -1 ? -1 : report (target, wait_for_disk (host, target));
}

static int
write_out (const char *node)
{
  CLEANUP_CLOSE int fd = open (node, O_RDONLY | O_CLOEXEC);

  if (fd == -1 || fsync (fd) == -1)
    return reply_device_error (errno, node, "writing out what is in memory");
  return 0;
}

int
scsi_disk_take_away (int target)
{
  char node[64];
  unsigned host;

  if (find_controller (&host) == -1)
    return -1;
  if (!find_node (host, target, node))
    return reply_error_text (ENOENT, "there is no drive %d", target);
  if (check_unused (node) == -1 || write_out (node) == -1)
    return -1;
  return report (target, tell_disk (host, target, "delete"));
}

/* ---- when a template is made, and after a restore ---- */

static int64_t
clock_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* How long a look at a disk waited, in milliseconds; 0 if there is no such disk. */
static int64_t
look_and_measure (unsigned host, int target)
{
  const int64_t start = clock_ms (CLOCK_MONOTONIC), work = clock_ms (CLOCK_THREAD_CPUTIME_ID);

  if (look_at_disk (host, target, true) != 0)
    return 0;
  return clock_ms (CLOCK_MONOTONIC) - start - (clock_ms (CLOCK_THREAD_CPUTIME_ID) - work);
}

/* The least of some measurements is the kernel's wait: a busy host only makes
 * some of them longer. */
void
scsi_disks_get_ready (void)
{
  int64_t least = INT64_MAX;
  unsigned host;

  if (find_controller (&host) == -1)
    return;
  for (int i = 0; i < MEASUREMENTS; ++i) {
    const int64_t waited = look_and_measure (host, 0);

    least = waited < least ? waited : least;
  }
  looks_wait = least >= LONG_WAIT_MS;
  if (verbose)
    fprintf (stderr, "guestfsd: the kernel waits %" PRIi64 " ms when it looks at a disk\n", least);
}

int
scsi_disks_settle (int count)
{
  struct looks looks = { .next = 0 };

  if (find_controller (&looks.host) == -1)
    return -1;
  list_targets (looks.host, looks.present);
  if (look_at_disks (&looks, count) == -1)
    return -1;
  unused_disks_take_away (looks.host, looks.present, count);
  return 0;
}
