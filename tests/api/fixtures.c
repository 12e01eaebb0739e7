/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of disks on which declared tests begin. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "fixtures.h"

#define MEBIBYTE (INT64_C (1) << 20)

static guestfs_h *kept; /* launched, with three disks */

static int
report (guestfs_h *g, const char *what)
{
  const char *error = guestfs_last_error (g);

  printf ("# preparing the test: %s: %s\n", what, error ? error : strerror (errno));
  return -1;
}

static guestfs_h *
new_handle (void)
{
  guestfs_h *g = guestfs_create ();

  if (g == NULL)
    printf ("# guestfs_create: %s\n", strerror (errno));
  else
    guestfs_push_error_handler (g, NULL, NULL);
  return g;
}

static guestfs_h *
launch (void)
{
  guestfs_h *g = new_handle ();

  if (g == NULL)
    return NULL;
  if (guestfs_add_drive_scratch (g, 1024 * MEBIBYTE, -1) == -1
      || guestfs_add_drive_scratch (g, 512 * MEBIBYTE, -1) == -1
      || guestfs_add_drive_scratch (g, 512 * MEBIBYTE, -1) == -1 || guestfs_launch (g) == -1) {
    report (g, "launch");
    guestfs_close (g);
    return NULL;
  }
  return g;
}

/* What the last test left: partitions first, so that their old content does
 * not come back when the next test makes the same partitions. */
static int
wipe (guestfs_h *g, char **devices)
{
  for (size_t i = 0; devices[i] != NULL; ++i)
    if (guestfs_wipefs (g, devices[i]) == -1)
      return report (g, devices[i]);
  return 0;
}

static int
make_blank (guestfs_h *g)
{
  if (guestfs_umount_all (g) == -1 || guestfs_lvm_remove_all (g) == -1)
    return report (g, "umount_all, lvm_remove_all");

  CLEANUP_FREE_STRINGS char **partitions = guestfs_list_partitions (g);
  CLEANUP_FREE_STRINGS char **devices = guestfs_list_devices (g);
  if (partitions == NULL || devices == NULL)
    return report (g, "list of devices");
  if (wipe (g, partitions) == -1 || wipe (g, devices) == -1)
    return -1;
  for (size_t i = 0; partitions[0] != NULL && devices[i] != NULL; ++i)
    if (guestfs_blockdev_rereadpt (g, devices[i]) == -1)
      return report (g, devices[i]);
  return 0;
}

static int
make_partition (guestfs_h *g)
{
  return guestfs_part_disk (g, "/dev/sda", "mbr") == -1 ? report (g, "part_disk") : 0;
}

static int
make_filesystem (guestfs_h *g)
{
  if (make_partition (g) == -1)
    return -1;
  if (guestfs_mkfs (g, "ext4", "/dev/sda1") == -1 || guestfs_mount (g, "/dev/sda1", "/") == -1)
    return report (g, "ext4 on /dev/sda1");
  return 0;
}

static int
make_volume (guestfs_h *g)
{
  if (make_partition (g) == -1)
    return -1;
  if (guestfs_pvcreate (g, "/dev/sda1") == -1
      || guestfs_vgcreate (g, "VG", (char *[]) { "/dev/sda1", NULL }) == -1
      || guestfs_lvcreate (g, "LV", "VG", 256) == -1 || guestfs_mkfs (g, "ext4", "/dev/VG/LV") == -1
      || guestfs_mount (g, "/dev/VG/LV", "/") == -1)
    return report (g, "ext4 on /dev/VG/LV");
  return 0;
}

static int
make (guestfs_h *g, enum fixture fixture)
{
  switch (fixture) {
  case ON_HANDLE:
  case ON_BLANK:
    return 0;
  case ON_PARTITION:
    return make_partition (g);
  case ON_FILESYSTEM:
    return make_filesystem (g);
  case ON_VOLUME:
    return make_volume (g);
  }
  return -1;
}

static void
drop_kept (void)
{
  guestfs_close (kept);
  kept = NULL;
}

guestfs_h *
fixture_prepare (enum fixture fixture)
{
  if (fixture == ON_HANDLE)
    return new_handle ();

  /* A test may have broken the kept appliance: then once more with a new one. */
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (kept == NULL)
      kept = launch ();
    if (kept == NULL)
      return NULL;
    if (make_blank (kept) == 0 && make (kept, fixture) == 0)
      return kept;
    drop_kept ();
  }
  return NULL;
}

void
fixture_release (guestfs_h *g, enum fixture fixture)
{
  if (fixture == ON_HANDLE)
    guestfs_close (g);
  else if (guestfs_is_ready (g) != 1)
    drop_kept ();
}

void
fixture_end (void)
{
  if (kept != NULL)
    drop_kept ();
}
