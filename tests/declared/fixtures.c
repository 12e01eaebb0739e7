/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of disks on which declared tests begin. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cleanup.h"
#include "fixtures.h"
#include "guestfs-api/disk_images.h"
#include "guestfs-api/drives.h"
#include "guestfs-api/filesystems.h"
#include "guestfs-api/handle.h"
#include "guestfs-api/lvm.h"
#include "guestfs-api/mounts.h"
#include "guestfs-api/partitions.h"

#define FIRST_DISK (INT64_C (1) << 30)
#define OTHER_DISKS (INT64_C (512) << 20)

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

/* What is done once for all tests on FIXTURE, with blank disks. */
static int
make_content (guestfs_h *g, enum fixture fixture)
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

/* What is done for each test, with disks that have their content. */
static int
enter (guestfs_h *g, enum fixture fixture)
{
  const char *device = fixture == ON_FILESYSTEM ? "/dev/sda1"
                       : fixture == ON_VOLUME   ? "/dev/VG/LV"
                                                : NULL;

  if (device != NULL && guestfs_mount (g, device, "/") == -1)
    return report (g, device);
  return 0;
}

/* ---- disks ---- */

/* Images of the first disk, made when first needed. */
static char images[] = "/tmp/api-fixtures-XXXXXX";
static bool have_images;

static bool
copy_part (int from, int to, off_t start, off_t end)
{
  while (start < end) {
    loff_t in = start, out = start;
    const ssize_t n = copy_file_range (from, &in, to, &out, end - start, 0);

    if (n <= 0)
      return false;
    start += n;
  }
  return true;
}

/* Copies what is not a hole. */
static int
copy_image (const char *source, const char *target)
{
  CLEANUP_CLOSE int from = open (source, O_RDONLY | O_CLOEXEC);
  CLEANUP_CLOSE int to = open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  off_t start = 0, end;

  if (from == -1 || to == -1 || ftruncate (to, FIRST_DISK) == -1)
    return -1;
  while ((start = lseek (from, start, SEEK_DATA)) != -1) {
    end = lseek (from, start, SEEK_HOLE);
    if (end == -1 || !copy_part (from, to, start, end))
      return -1;
    start = end;
  }
  return errno == ENXIO ? 0 : -1;
}

/* A handle with DISK (blank if it does not exist) and two blank disks. */
static guestfs_h *
launch (const char *disk)
{
  guestfs_h *g = new_handle ();

  if (g == NULL)
    return NULL;
  if ((access (disk, F_OK) == -1 && guestfs_disk_create (g, disk, "raw", FIRST_DISK, -1) == -1)
      || guestfs_add_drive_opts (g, disk, GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw",
                                 GUESTFS_ADD_DRIVE_OPTS_CACHEMODE, "unsafe", -1)
           == -1
      || guestfs_add_drive_scratch (g, OTHER_DISKS, -1) == -1
      || guestfs_add_drive_scratch (g, OTHER_DISKS, -1) == -1 || guestfs_launch (g) == -1) {
    report (g, "launch");
    guestfs_close (g);
    return NULL;
  }
  return g;
}

static int
make_image (enum fixture fixture, const char *image)
{
  guestfs_h *g = launch (image);
  int r = -1;

  if (g == NULL)
    return -1;
  if (make_content (g, fixture) == 0 && (r = guestfs_shutdown (g)) == -1)
    report (g, "shutdown");
  guestfs_close (g);
  if (r == -1)
    unlink (image);
  return r;
}

/* Makes DISK, with the content that tests on FIXTURE expect. */
static int
make_disk (enum fixture fixture, const char *disk)
{
  char image[64];

  if (fixture == ON_BLANK)
    return 0; /* launch does it */
  if (!have_images && mkdtemp (images) == NULL) {
    printf ("# %s: %s\n", images, strerror (errno));
    return -1;
  }
  have_images = true;
  snprintf (image, sizeof image, "%s/%d", images, fixture);
  if (access (image, F_OK) == -1 && make_image (fixture, image) == -1)
    return -1;
  if (copy_image (image, disk) == 0)
    return 0;
  printf ("# copying %s to %s: %s\n", image, disk, strerror (errno));
  return -1;
}

guestfs_h *
fixture_prepare (enum fixture fixture, const char *directory)
{
  char disk[256];

  if (fixture == ON_HANDLE)
    return new_handle ();

  snprintf (disk, sizeof disk, "%s/disk", directory);
  if (make_disk (fixture, disk) == -1)
    return NULL;
  guestfs_h *g = launch (disk);
  if (g == NULL || enter (g, fixture) == 0)
    return g;
  guestfs_close (g);
  return NULL;
}

void
fixture_end (void)
{
  char image[64];

  if (!have_images)
    return;
  for (enum fixture fixture = ON_HANDLE; fixture <= ON_VOLUME; ++fixture) {
    snprintf (image, sizeof image, "%s/%d", images, fixture);
    unlink (image);
  }
  rmdir (images);
}
