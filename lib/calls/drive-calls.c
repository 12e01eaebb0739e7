/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drives: what add_drive and its relatives are told becomes a struct drive
 * in the handle's list. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/api.h"
#include "base/directories.h"
#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "base/state.h"
#include "calls/drive-hotplug.h"
#include "cleanup.h"
#include "drives/drive-format.h"
#include "drives/drive-options.h"
#include "drives/drive-protocols.h"
#include "drives/drives.h"
#include "drives/own-disk.h"
#include "guestfs-api/drives.h"
#include "lib-impl.h"

#define DEV_NULL_SIZE 4096 /* bytes of the disk that stands for /dev/null */

typedef const struct guestfs_add_drive_opts_argv options_t;

/* ---- the image ---- */

/* An empty disk for each one who adds /dev/null. */
static int
make_null_disk (guestfs_h *g, struct drive *drive)
{
  if (own_disk_make (g, drive, "devnull", DEV_NULL_SIZE) == -1)
    return -1;
  if (drive->format == NULL)
    drive->format = safe_strdup (g, "raw");
  drive->format_given = true;
  drive->readonly = false;
  drive->copyonread = false;
  drive->discard = DISCARD_DISABLE;
  return 0;
}

static bool
is_null_device (const struct drive *drive)
{
  return drive->protocol == DRIVE_FILE && strcmp (drive->given_path, "/dev/null") == 0;
}

static int
check_file (guestfs_h *g, const struct drive *drive)
{
  if (is_null_device (drive)) {
    if (drive->format && strcmp (drive->format, "raw") != 0)
      return set_error (g, EINVAL, "for device ‘/dev/null’, format must be ‘raw’");
    return 0;
  }
  if (access (drive->given_path, R_OK) == -1)
    return set_errno (g, errno, "%s", drive->given_path);
  return 0;
}

/* The path must mean the same when the present directory has changed. */
static int
fix_path (guestfs_h *g, struct drive *drive)
{
  if (drive->protocol != DRIVE_FILE)
    return 0;
  free (drive->path);
  drive->path = absolute_path (g, drive->given_path);
  return drive->path ? 0 : -1;
}

/* ---- the calls ---- */

static int
make_drive (guestfs_h *g, struct drive *drive)
{
  if (fix_path (g, drive) == -1)
    return -1;
  if (is_null_device (drive))
    return make_null_disk (g, drive);
  return drive->protocol == DRIVE_FILE ? drive_look_into_file (g, drive) : 0;
}

/* Gives the drive to the appliance, if that runs.  On success the handle has it,
 * and *DRIVE is NULL. */
static int
add (guestfs_h *g, struct drive **drive)
{
  const size_t index = drives_free_index (g);

  if (g->state == STATE_READY && drive_plug (g, *drive, index) == -1)
    return -1;
  drives_put (g, *drive, index);
  *drive = NULL;
  return 0;
}

static int
add_drive (guestfs_h *g, const char *filename, options_t *optargs)
{
  CLEANUP_DRIVE struct drive *drive = safe_calloc (g, 1, sizeof *drive);
  drive->path = safe_strdup (g, filename);
  drive->given_path = safe_strdup (g, filename);
  if (drive_read_options (g, optargs, drive) == -1)
    return -1;
  if (drive->protocol == DRIVE_FILE && check_file (g, drive) == -1)
    return -1;
  if (make_drive (g, drive) == -1)
    return -1;
  return add (g, &drive);
}

/* Callbacks meanwhile may not change the list. */
int
impl_add_drive (guestfs_h *g, const char *filename, options_t *optargs)
{
  if (busy_begin (g, "add_drive") == -1)
    return -1;
  const int r = add_drive (g, filename, optargs);
  busy_end (g);
  return r;
}

int
impl_add_drive_ro (guestfs_h *g, const char *filename)
{
  options_t options = { .bitmask = GUESTFS_ADD_DRIVE_OPTS_READONLY_BITMASK, .readonly = 1 };

  return impl_add_drive (g, filename, &options);
}

int
impl_add_cdrom (guestfs_h *g, const char *filename)
{
  return impl_add_drive_ro (g, filename);
}

int
impl_add_drive_with_if (guestfs_h *g, const char *filename, const char *iface)
{
  options_t options = { .bitmask = GUESTFS_ADD_DRIVE_OPTS_IFACE_BITMASK, .iface = iface };

  return impl_add_drive (g, filename, &options);
}

int
impl_add_drive_ro_with_if (guestfs_h *g, const char *filename, const char *iface)
{
  options_t options = { .bitmask = GUESTFS_ADD_DRIVE_OPTS_READONLY_BITMASK
                                   | GUESTFS_ADD_DRIVE_OPTS_IFACE_BITMASK,
                        .readonly = 1,
                        .iface = iface };

  return impl_add_drive (g, filename, &options);
}

/* add_drive's options for a scratch drive whose caller gave OPTIONS. */
static struct guestfs_add_drive_opts_argv
scratch_options (const struct guestfs_add_drive_scratch_argv *options)
{
  struct guestfs_add_drive_opts_argv all = {
    .bitmask = GUESTFS_ADD_DRIVE_OPTS_FORMAT_BITMASK | GUESTFS_ADD_DRIVE_OPTS_CACHEMODE_BITMASK,
    .format = "raw",
    .cachemode = "unsafe", /* nobody reads it after us */
  };
  if (options->bitmask & GUESTFS_ADD_DRIVE_SCRATCH_NAME_BITMASK) {
    all.bitmask |= GUESTFS_ADD_DRIVE_OPTS_NAME_BITMASK;
    all.name = options->name;
  }
  if (options->bitmask & GUESTFS_ADD_DRIVE_SCRATCH_LABEL_BITMASK) {
    all.bitmask |= GUESTFS_ADD_DRIVE_OPTS_LABEL_BITMASK;
    all.label = options->label;
  }
  if (options->bitmask & GUESTFS_ADD_DRIVE_SCRATCH_BLOCKSIZE_BITMASK) {
    all.bitmask |= GUESTFS_ADD_DRIVE_OPTS_BLOCKSIZE_BITMASK;
    all.blocksize = options->blocksize;
  }
  return all;
}

static int
add_scratch (guestfs_h *g, int64_t size, const struct guestfs_add_drive_scratch_argv *optargs)
{
  const struct guestfs_add_drive_opts_argv options = scratch_options (optargs);
  CLEANUP_DRIVE struct drive *drive = safe_calloc (g, 1, sizeof *drive);

  if (size <= 0)
    return set_error (g, EINVAL, "invalid size: %" PRIi64, size);
  if (own_disk_make (g, drive, "scratch", size) == -1
      || drive_read_options (g, &options, drive) == -1)
    return -1;
  return add (g, &drive);
}

int
impl_add_drive_scratch (guestfs_h *g, int64_t size,
                        const struct guestfs_add_drive_scratch_argv *optargs)
{
  if (busy_begin (g, "add_drive_scratch") == -1)
    return -1;
  const int r = add_scratch (g, size, optargs);
  busy_end (g);
  return r;
}

/* Before the launch the later drives move up; afterwards they keep their
 * names. */
static int
remove_drive (guestfs_h *g, const char *label)
{
  const ssize_t index = drives_find_label (g, label);

  if (index == -1)
    return -1;
  if (g->state == STATE_READY && drive_unplug (g, index) == -1)
    return -1;
  drive_free (g->drives.list[index]);
  g->drives.list[index] = NULL;
  if (g->state == STATE_READY)
    return 0;
  g->drives.count--;
  memmove (g->drives.list + index, g->drives.list + index + 1,
           (g->drives.count - index) * sizeof *g->drives.list);
  return 0;
}

int
impl_remove_drive (guestfs_h *g, const char *label)
{
  if (busy_begin (g, "remove_drive") == -1)
    return -1;
  const int r = remove_drive (g, label);
  busy_end (g);
  return r;
}

static char *
describe (guestfs_h *g, const struct drive *drive)
{
  char *text = NULL;
  size_t size;
  FILE *stream = open_memstream (&text, &size);
  if (stream == NULL)
    out_of_memory (g);

  fputs (drive->given_path, stream);
  if (drive->readonly)
    fputs (" readonly", stream);
  if (drive->format_given)
    fprintf (stream, " format=%s", drive->format);
  fprintf (stream, " protocol=%s", drive_protocol_name (drive->protocol));
  if (drive->name)
    fprintf (stream, " name=%s", drive->name);
  if (drive->label)
    fprintf (stream, " label=%s", drive->label);
  if (drive->cache_unsafe)
    fputs (" cache=unsafe", stream);
  if (drive->discard != DISCARD_DISABLE)
    fprintf (stream, " discard=%s", drive->discard == DISCARD_ENABLE ? "enable" : "besteffort");
  if (drive->copyonread)
    fputs (" copyonread", stream);
  if (drive->blocksize != 0)
    fprintf (stream, " blocksize=%d", drive->blocksize);
  if (fclose (stream) != 0)
    out_of_memory (g);
  return text;
}

char **
impl_debug_drives (guestfs_h *g)
{
  char **descriptions = safe_calloc (g, g->drives.count + 1, sizeof *descriptions);
  size_t count = 0;
  for (size_t i = 0; i < g->drives.count; ++i)
    if (g->drives.list[i] != NULL)
      descriptions[count++] = describe (g, g->drives.list[i]);
  return descriptions;
}
