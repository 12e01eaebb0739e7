/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disks of the template that this appliance has no drives for.  Taking one
 * away takes some 30 ms, nearly all of them spent waiting, so it is done in a
 * thread.  Until it is done nobody sees them: they have no name in the API,
 * and programs, which would see them, wait. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "children/unused-disks.h"
#include "cleanup.h"

static struct {
  unsigned host;
  _Atomic bool present[SCSI_TARGETS];
  pthread_t thread;
  bool running;
} unused;

bool
unused_disk_has_target (int target)
{
  return target >= 0 && target < SCSI_TARGETS && unused.present[target];
}

static void *
take_away (void *nothing)
{
  for (int target = 0; target < SCSI_TARGETS; ++target)
    if (unused.present[target]) {
      char path[128];

      snprintf (path, sizeof path, SCSI_DEVICES "/%u:0:%d:0/delete", unused.host, target);
      CLEANUP_CLOSE int fd = open (path, O_WRONLY | O_CLOEXEC);
      if (fd == -1 ? errno != ENOENT : write (fd, "1", 1) != 1)
        fprintf (stderr, "guestfsd: %s: %m\n", path);
      else
        unused.present[target] = false;
    }
  return nothing;
}

void
unused_disks_wait (void)
{
  if (unused.running)
    pthread_join (unused.thread, NULL);
  unused.running = false;
}

void
unused_disks_leave (void)
{
  unused.running = false;
}

void
unused_disks_take_away (unsigned host, const bool present[SCSI_TARGETS], int count)
{
  bool any = false;

  unused_disks_wait ();
  unused.host = host;
  for (int target = count; target < SCSI_TARGETS; ++target)
    if (present[target])
      any = unused.present[target] = true;
  if (!any)
    return;
  unused.running = pthread_create (&unused.thread, NULL, take_away, NULL) == 0;
  if (!unused.running)
    take_away (NULL);
}
