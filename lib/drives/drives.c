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

#include "calls/disk-images.h"
#include "drives/drives.h"
#include "drives/own-disk.h"
#include "images/image-chain.h"
#include "internal.h"
#include "lib-impl.h"

#define DEV_NULL_SIZE 4096 /* bytes of the disk that stands for /dev/null */
#define MAX_LABEL 20       /* bytes: it travels as the disk's serial number */

typedef const struct guestfs_add_drive_opts_argv options_t;
#define HAS(options, NAME) ((options)->bitmask & GUESTFS_ADD_DRIVE_OPTS_##NAME##_BITMASK)

static void
drive_free (struct drive *drive)
{
  if (drive == NULL)
    return;
  own_disk_remove (drive);
  for (size_t i = 0; i < drive->nr_servers; ++i)
    drive_server_free (&drive->servers[i]);
  free (drive->servers);
  free (drive->path);
  free (drive->given_path);
  free (drive->username);
  free (drive->secret);
  free (drive->format);
  free (drive->label);
  free (drive->iface);
  free (drive->name);
  free (drive);
}

static void
cleanup_drive (struct drive **drive)
{
  drive_free (*drive);
}
#define CLEANUP_DRIVE __attribute__ ((cleanup (cleanup_drive)))

void
drives_forget (guestfs_h *g)
{
  for (size_t i = 0; i < g->nr_drives; ++i)
    drive_free (g->drives[i]);
  free (g->drives);
  g->drives = NULL;
  g->nr_drives = 0;
}

/* ---- reading the options ---- */

bool
is_format_name (const char *name)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  return name[0] != '\0' && name[strspn (name, allowed)] == '\0';
}

static bool
is_label (const char *label)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  size_t length = strlen (label);
  return length >= 1 && length <= MAX_LABEL && strspn (label, letters) == length;
}

static int
read_servers (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, SERVER))
    return 0;
  size_t count = count_strings (options->server);
  drive->servers = safe_calloc (g, count, sizeof *drive->servers);
  for (; drive->nr_servers < count; ++drive->nr_servers)
    if (drive_server_parse (g, options->server[drive->nr_servers],
                            &drive->servers[drive->nr_servers])
        == -1)
      return -1;
  return 0;
}

static int
read_discard (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, DISCARD) || strcmp (options->discard, "disable") == 0)
    drive->discard = DISCARD_DISABLE;
  else if (strcmp (options->discard, "enable") == 0)
    drive->discard = DISCARD_ENABLE;
  else if (strcmp (options->discard, "besteffort") == 0)
    drive->discard = DISCARD_BESTEFFORT;
  else
    return set_error (g, EINVAL, "discard parameter must be ‘disable’, ‘enable’ or ‘besteffort’");

  if (drive->readonly && drive->discard == DISCARD_ENABLE)
    return set_error (g, EINVAL, "discard support cannot be enabled on read-only drives");
  return 0;
}

static int
read_format (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, FORMAT))
    return 0;
  if (!is_format_name (options->format))
    return set_error (g, EINVAL, "format parameter is empty or contains disallowed characters");
  drive->format = safe_strdup (g, options->format);
  drive->format_given = true;
  return 0;
}

static int
read_label (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, LABEL))
    return 0;
  if (!is_label (options->label))
    return set_error (g, EINVAL,
                      "label parameter is empty, too long, or contains disallowed characters");
  drive->label = safe_strdup (g, options->label);
  return 0;
}

static int
read_cachemode (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, CACHEMODE) || strcmp (options->cachemode, "writeback") == 0)
    return 0;
  if (strcmp (options->cachemode, "unsafe") != 0)
    return set_error (g, EINVAL, "cachemode parameter must be ‘writeback’ (default) or ‘unsafe’");
  drive->cache_unsafe = true;
  return 0;
}

static int
read_blocksize (guestfs_h *g, options_t *options, struct drive *drive)
{
  int blocksize = HAS (options, BLOCKSIZE) ? options->blocksize : 0;
  if (blocksize != 0 && blocksize != 512 && blocksize != 4096)
    return set_error (g, EINVAL, "blocksize parameter is invalid");
  drive->blocksize = blocksize;
  return 0;
}

/* The errors come in this order, whatever else is wrong. */
static int
read_options (guestfs_h *g, options_t *options, struct drive *drive)
{
  drive->readonly = HAS (options, READONLY) && options->readonly;
  drive->copyonread = HAS (options, COPYONREAD) && options->copyonread;
  if (HAS (options, IFACE))
    drive->iface = safe_strdup (g, options->iface);
  if (HAS (options, NAME))
    drive->name = safe_strdup (g, options->name);
  if (HAS (options, USERNAME))
    drive->username = safe_strdup (g, options->username);
  if (HAS (options, SECRET))
    drive->secret = safe_strdup (g, options->secret);

  if (read_servers (g, options, drive) == -1 || read_discard (g, options, drive) == -1
      || read_format (g, options, drive) == -1 || read_label (g, options, drive) == -1
      || read_cachemode (g, options, drive) == -1 || read_blocksize (g, options, drive) == -1)
    return -1;
  if (HAS (options, PROTOCOL)
      && drive_protocol_parse (g, options->protocol, &drive->protocol) == -1)
    return -1;
  return drive_check_protocol (g, drive);
}

/* ---- the image ---- */

/* Opens the image and all below it, so that what is wrong with them is said
 * when it is added.  They are not kept open: there may be many drives, and
 * long until the launch, which looks at everything again. */
static int
look_into_file (guestfs_h *g, struct drive *drive)
{
  CLEANUP_IMAGE_CHAIN struct image_chain chain = IMAGE_CHAIN_NONE;

  if (image_chain_open (g, drive->path, drive->format, drive->readonly, &chain) == -1)
    return -1;
  if (drive->format == NULL)
    drive->format = safe_strdup (g, chain.layers[0].format);
  return 0;
}

int
drive_resolve_format (guestfs_h *g, struct drive *drive)
{
  if (drive->format)
    return 0;
  struct image_info info;
  if (network_image_info_get (g, drive, &info) == -1)
    return -1;
  drive->format = info.format;
  return 0;
}

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

/* The first free place in the list: that of a drive that was removed while the
 * appliance ran, or the end. */
static size_t
free_index (const guestfs_h *g)
{
  size_t index = 0;

  while (index < g->nr_drives && g->drives[index] != NULL)
    index++;
  return index;
}

/* A place in the list means nothing any more once a callback has changed the
 * list. */
static int
begin_change (guestfs_h *g, const char *name)
{
  if (g->drives_changed_by != NULL)
    return set_error (g, EBUSY, "%s: not possible in an event callback while %s is running", name,
                      g->drives_changed_by);
  g->drives_changed_by = name;
  return 0;
}

static int
end_change (guestfs_h *g, int result)
{
  g->drives_changed_by = NULL;
  return result;
}

/* Takes over DRIVE. */
static void
put_drive (guestfs_h *g, struct drive *drive, size_t index)
{
  if (index == g->nr_drives) {
    g->drives = safe_realloc (g, g->drives, (g->nr_drives + 1) * sizeof *g->drives);
    g->nr_drives++;
  }
  g->drives[index] = drive;
}

/* ---- the calls ---- */

static int
make_drive (guestfs_h *g, struct drive *drive)
{
  if (fix_path (g, drive) == -1)
    return -1;
  if (is_null_device (drive))
    return make_null_disk (g, drive);
  return drive->protocol == DRIVE_FILE ? look_into_file (g, drive) : 0;
}

/* Gives the drive to the appliance, if that runs.  On success the handle has it,
 * and *DRIVE is NULL. */
static int
add (guestfs_h *g, struct drive **drive)
{
  if (begin_change (g, "add_drive") == -1)
    return -1;
  const size_t index = free_index (g);
  if (g->state == STATE_READY && drive_plug (g, *drive, index) == -1)
    return end_change (g, -1);
  put_drive (g, *drive, index);
  *drive = NULL;
  return end_change (g, 0);
}

int
impl_add_drive (guestfs_h *g, const char *filename, options_t *optargs)
{
  CLEANUP_DRIVE struct drive *drive = safe_calloc (g, 1, sizeof *drive);
  drive->path = safe_strdup (g, filename);
  drive->given_path = safe_strdup (g, filename);
  if (read_options (g, optargs, drive) == -1)
    return -1;
  if (drive->protocol == DRIVE_FILE && check_file (g, drive) == -1)
    return -1;
  if (make_drive (g, drive) == -1)
    return -1;
  return add (g, &drive);
}

int
impl_add_drive_ro (guestfs_h *g, const char *filename)
{
  return guestfs_add_drive_opts (g, filename, GUESTFS_ADD_DRIVE_OPTS_READONLY, 1, -1);
}

int
impl_add_cdrom (guestfs_h *g, const char *filename)
{
  return guestfs_add_drive_ro (g, filename);
}

int
impl_add_drive_with_if (guestfs_h *g, const char *filename, const char *iface)
{
  return guestfs_add_drive_opts (g, filename, GUESTFS_ADD_DRIVE_OPTS_IFACE, iface, -1);
}

int
impl_add_drive_ro_with_if (guestfs_h *g, const char *filename, const char *iface)
{
  return guestfs_add_drive_opts (g, filename, GUESTFS_ADD_DRIVE_OPTS_READONLY, 1,
                                 GUESTFS_ADD_DRIVE_OPTS_IFACE, iface, -1);
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

int
impl_add_drive_scratch (guestfs_h *g, int64_t size,
                        const struct guestfs_add_drive_scratch_argv *optargs)
{
  const struct guestfs_add_drive_opts_argv options = scratch_options (optargs);
  CLEANUP_DRIVE struct drive *drive = safe_calloc (g, 1, sizeof *drive);

  if (size <= 0)
    return set_error (g, EINVAL, "invalid size: %" PRIi64, size);
  if (own_disk_make (g, drive, "scratch", size) == -1 || read_options (g, &options, drive) == -1)
    return -1;
  return add (g, &drive);
}

/* Index of the drive, or -1 with the error set. */
static ssize_t
find_label (guestfs_h *g, const char *label)
{
  for (size_t i = 0; i < g->nr_drives; ++i)
    if (g->drives[i] != NULL && g->drives[i]->label != NULL
        && strcmp (g->drives[i]->label, label) == 0)
      return i;
  return set_error (g, ENOENT,
                    "no drive has the label ‘%s’; a drive gets one when it is added, with the "
                    "option \"label\"",
                    label);
}

/* Before the launch the later drives move up; afterwards they keep their
 * names. */
static int
remove_labelled (guestfs_h *g, const char *label)
{
  const ssize_t index = find_label (g, label);

  if (index == -1)
    return -1;
  if (g->state == STATE_READY && drive_unplug (g, index) == -1)
    return -1;
  drive_free (g->drives[index]);
  g->drives[index] = NULL;
  if (g->state == STATE_READY)
    return 0;
  g->nr_drives--;
  memmove (g->drives + index, g->drives + index + 1, (g->nr_drives - index) * sizeof *g->drives);
  return 0;
}

int
impl_remove_drive (guestfs_h *g, const char *label)
{
  if (begin_change (g, "remove_drive") == -1)
    return -1;
  return end_change (g, remove_labelled (g, label));
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
  char **descriptions = safe_calloc (g, g->nr_drives + 1, sizeof *descriptions);
  size_t count = 0;
  for (size_t i = 0; i < g->nr_drives; ++i)
    if (g->drives[i] != NULL)
      descriptions[count++] = describe (g, g->drives[i]);
  return descriptions;
}
