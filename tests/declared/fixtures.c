/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of disks on which declared tests begin.  The disks of each are
 * made when they are first needed, and copied for each test. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cleanup.h"
#include "fixtures.h"
#include "guestfs-api/availability.h"
#include "guestfs-api/disk_images.h"
#include "guestfs-api/drives.h"
#include "guestfs-api/filesystems.h"
#include "guestfs-api/handle.h"
#include "guestfs-api/lvm.h"
#include "guestfs-api/mounts.h"
#include "guestfs-api/partitions.h"

static char kept[] = "/tmp/api-fixtures-XXXXXX";
static bool have_kept;

static int
report (guestfs_h *g, const char *what)
{
  const char *error = g ? guestfs_last_error (g) : NULL;

  printf ("# preparing the test: %s: %s\n", what, error ? error : strerror (errno));
  return -1;
}

const char *
kept_path (struct test_run *t, const char *name)
{
  if (!have_kept && mkdtemp (kept) == NULL) {
    report (NULL, kept);
    return NULL;
  }
  have_kept = true;
  snprintf (t->path, sizeof t->path, "%s/%s", kept, name);
  return t->path;
}

void
fixture_end (void)
{
  if (have_kept)
    remove_tree (kept);
}

/* ---- disks ---- */

struct disk_path {
  char text[256];
};

static struct disk_path
disk_of (const char *directory, const char *name, size_t index)
{
  struct disk_path path;

  snprintf (path.text, sizeof path.text, "%s/%s-%zu", directory, name, index);
  return path;
}

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
  struct stat status;
  off_t start = 0, end;

  if (from == -1 || to == -1 || fstat (from, &status) == -1 || ftruncate (to, status.st_size) == -1)
    return -1;
  while ((start = lseek (from, start, SEEK_DATA)) != -1) {
    end = lseek (from, start, SEEK_HOLE);
    if (end == -1 || !copy_part (from, to, start, end))
      return -1;
    start = end;
  }
  return errno == ENXIO ? 0 : -1;
}

static int
make_blank (const char *path, unsigned mebibytes)
{
  CLEANUP_CLOSE int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  return fd == -1 ? -1 : ftruncate (fd, (off_t) mebibytes << 20);
}

/* ---- handles ---- */

static guestfs_h *
new_handle (void)
{
  guestfs_h *g = guestfs_create ();

  if (g == NULL)
    report (NULL, "guestfs_create");
  else
    guestfs_push_error_handler (g, NULL, NULL);
  return g;
}

static const unsigned *
disks_of (const struct fixture *fixture)
{
  while (fixture->disks == NULL)
    fixture = fixture->base;
  return fixture->disks;
}

static int
add_disks (guestfs_h *g, const struct fixture *fixture, const char *directory, const char *name)
{
  const unsigned *disks = disks_of (fixture);

  for (size_t i = 0; disks[i] != 0; ++i) {
    const struct disk_path disk = disk_of (directory, name, i);

    if (access (disk.text, F_OK) == -1 && make_blank (disk.text, disks[i]) == -1)
      return report (NULL, disk.text);
    if (guestfs_add_drive_opts (g, disk.text, GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw",
                                GUESTFS_ADD_DRIVE_OPTS_CACHEMODE, "unsafe", -1)
        == -1)
      return report (g, "add_drive");
  }
  return 0;
}

/* Whether the appliance of T has what FIXTURE needs. */
static bool
is_possible (struct test_run *t, const struct fixture *fixture)
{
  for (; fixture != NULL; fixture = fixture->base)
    if (fixture->needs != NULL && guestfs_feature_available (t->g, fixture->needs) != 1) {
      t->lacks = fixture->needs[0];
      return false;
    }
  return true;
}

/* Gives T an appliance with the disks NAME in DIRECTORY, blank where there are
 * none. */
static int
launch (struct test_run *t, const struct fixture *fixture, const char *directory, const char *name)
{
  t->g = new_handle ();
  if (t->g == NULL || add_disks (t->g, fixture, directory, name) == -1)
    return -1;
  if (guestfs_launch (t->g) == -1)
    return report (t->g, "launch");
  return is_possible (t, fixture) ? 0 : -1;
}

static void
drop_handle (struct test_run *t)
{
  if (t->g != NULL)
    guestfs_close (t->g);
  t->g = NULL;
}

/* ---- content ---- */

static bool
has_content (const struct fixture *fixture)
{
  return fixture != NULL && (fixture->make != NULL || has_content (fixture->base));
}

/* What is done for each test. */
static int
enter (struct test_run *t, const struct fixture *fixture)
{
  if (fixture == NULL)
    return 0;
  if (enter (t, fixture->base) == -1)
    return -1;
  return fixture->enter ? fixture->enter (t) : 0;
}

/* What is done once, on blank disks. */
static int
make_content (struct test_run *t, const struct fixture *fixture)
{
  if (fixture->base != NULL
      && (make_content (t, fixture->base) == -1 || enter (t, fixture->base) == -1))
    return -1;
  return fixture->make ? fixture->make (t) : 0;
}

static void
remove_images (const struct fixture *fixture)
{
  const unsigned *disks = disks_of (fixture);

  for (size_t i = 0; disks[i] != 0; ++i)
    unlink (disk_of (kept, fixture->name, i).text);
}

static int
make_images (struct test_run *t, const struct fixture *fixture)
{
  int r = launch (t, fixture, kept, fixture->name);

  if (r == 0)
    r = make_content (t, fixture);
  if (r == 0 && (r = guestfs_shutdown (t->g)) == -1)
    report (t->g, "shutdown");
  drop_handle (t);
  if (r == -1)
    remove_images (fixture);
  return r;
}

/* Makes the disks of T with the content that tests on FIXTURE expect. */
static int
make_disks (struct test_run *t, const struct fixture *fixture)
{
  const unsigned *disks = disks_of (fixture);

  if (kept_path (t, "") == NULL)
    return -1;
  if (access (disk_of (kept, fixture->name, 0).text, F_OK) == -1 && make_images (t, fixture) == -1)
    return -1;
  for (size_t i = 0; disks[i] != 0; ++i)
    if (copy_image (disk_of (kept, fixture->name, i).text, disk_of (t->directory, "disk", i).text)
        == -1)
      return report (NULL, "copying a disk");
  return 0;
}

int
fixture_prepare (struct test_run *t, const struct fixture *fixture)
{
  if (!fixture->launched) {
    t->g = new_handle ();
    return t->g ? 0 : -1;
  }
  if (has_content (fixture) && make_disks (t, fixture) == -1)
    return -1;
  return launch (t, fixture, t->directory, "disk") == -1 ? -1 : enter (t, fixture);
}
