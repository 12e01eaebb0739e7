/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is on a device, as libblkid recognises it.  It reads what the image's
 * maker wrote, so it runs in forked children. */

#include <config.h>

#include <blkid.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "children/child.h"
#include "cleanup.h"
#include "devices/device-errors.h"
#include "devices/probe.h"
#include "string-list.h"

/* Values of blkid_do_safeprobe (libblkid, superblocks). */
enum { FOUND = 0, NOTHING = 1, AMBIVALENT = -2 };

/* In the order of struct device_probe. */
static const char *const values[] = {
  "TYPE", "USAGE", "LABEL", "UUID", "PART_ENTRY_SCHEME", "PART_ENTRY_TYPE"
};
#define VALUES (sizeof values / sizeof values[0])

static void
cleanup_probe (blkid_probe *probe)
{
  blkid_free_probe (*probe);
}
#define CLEANUP_PROBE __attribute__ ((cleanup (cleanup_probe)))

/* ---- in the child ---- */

/* A probe for FD with superblocks on, or NULL. */
static blkid_probe
new_probe (int fd, int superblock_flags)
{
  blkid_probe probe = blkid_new_probe ();

  if (probe != NULL
      && (blkid_probe_set_device (probe, fd, 0, 0) == -1
          || blkid_probe_enable_superblocks (probe, 1) == -1
          || blkid_probe_set_superblocks_flags (probe, superblock_flags) == -1)) {
    blkid_free_probe (probe);
    probe = NULL;
  }
  return probe;
}

/* Each value followed by a byte 0. */
static void
write_values (FILE *out, blkid_probe probe)
{
  for (size_t i = 0; i < VALUES; ++i) {
    const char *value = NULL;

    if (probe != NULL && blkid_probe_lookup_value (probe, values[i], &value, NULL) == 0)
      fputs (value, out);
    putc ('\0', out);
  }
}

static int
write_probe (FILE *out, int fd)
{
  CLEANUP_PROBE blkid_probe probe =
    new_probe (fd, BLKID_SUBLKS_TYPE | BLKID_SUBLKS_USAGE | BLKID_SUBLKS_LABEL | BLKID_SUBLKS_UUID
                     | BLKID_SUBLKS_BADCSUM);

  if (probe == NULL || blkid_probe_enable_partitions (probe, 1) == -1
      || blkid_probe_set_partitions_flags (probe, BLKID_PARTS_ENTRY_DETAILS) == -1)
    return -1;

  const int result = blkid_do_safeprobe (probe);
  if (result != FOUND && result != NOTHING && result != AMBIVALENT)
    return -1;
  write_values (out, probe);
  return 0;
}

static int
write_probes (FILE *out, void *data)
{
  for (char *const *devices = data; *devices != NULL; ++devices) {
    CLEANUP_CLOSE int fd = open (*devices, O_RDONLY | O_CLOEXEC);

    if (fd == -1 || write_probe (out, fd) == -1)
      write_values (out, NULL);
  }
  return 0;
}

static int
write_one_probe (FILE *out, void *data)
{
  const char *device = data;
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);

  if (fd == -1)
    return reply_device_error (errno, device, "open");
  if (write_probe (out, fd) == -1)
    return reply_device_error (EIO, device, "look for the signatures of filesystems");
  return 0;
}

static int
wipe (FILE *out, void *data)
{
  const char *device = data;
  CLEANUP_CLOSE int fd = open (device, O_RDWR | O_CLOEXEC);

  (void) out;
  if (fd == -1)
    return reply_device_error (errno, device, "open");
  CLEANUP_PROBE blkid_probe probe =
    new_probe (fd, BLKID_SUBLKS_MAGIC | BLKID_SUBLKS_TYPE | BLKID_SUBLKS_BADCSUM);
  if (probe == NULL || blkid_probe_enable_partitions (probe, 1) == -1
      || blkid_probe_set_partitions_flags (probe, BLKID_PARTS_MAGIC) == -1)
    return reply_device_error (EIO, device, "look for the signatures of filesystems");
  while (blkid_do_probe (probe) == FOUND)
    if (blkid_do_wipe (probe, 0) == -1)
      return reply_device_error (errno, device, "remove the signatures of filesystems");
  return fsync (fd) == 0 ? 0 : reply_device_error (errno, device, "fsync");
}

struct any_of {
  char *const *devices;
  const char *const *types;
};

static int
write_whether_any (FILE *out, void *data)
{
  const struct any_of *any_of = data;

  for (char *const *device = any_of->devices; *device != NULL; ++device) {
    CLEANUP_CLOSE int fd = open (*device, O_RDONLY | O_CLOEXEC);
    CLEANUP_PROBE blkid_probe probe = fd == -1 ? NULL : new_probe (fd, BLKID_SUBLKS_TYPE);

    if (probe == NULL
        || blkid_probe_filter_superblocks_type (probe, BLKID_FLTR_ONLYIN, (char **) any_of->types)
             == -1)
      continue;
    if (blkid_do_probe (probe) == FOUND) {
      putc ('1', out);
      return 0;
    }
  }
  return 0;
}

/* ---- in the daemon ---- */

void
device_probe_free (struct device_probe *probe)
{
  free (probe->type);
  free (probe->usage);
  free (probe->label);
  free (probe->uuid);
  free (probe->entry_table);
  free (probe->entry_type);
  *probe = (struct device_probe) { 0 };
}

/* Takes over the VALUES strings of a device. */
static struct device_probe
take_values (char **strings)
{
  return (struct device_probe) { .type = strings[0],
                                 .usage = strings[1],
                                 .label = strings[2],
                                 .uuid = strings[3],
                                 .entry_table = strings[4],
                                 .entry_type = strings[5] };
}

/* RESULT is what a child wrote for COUNT devices. */
static int
parse_probes (const char *result, size_t size, size_t count, struct device_probe *probes)
{
  char **strings = split_bytes (result, size, '\0');

  if (strings == NULL)
    return reply_error (errno, "signatures of filesystems");
  if (count_strings (strings) != count * VALUES) {
    free_string_array (strings);
    return reply_error (EPROTO, "signatures of filesystems");
  }
  for (size_t i = 0; i < count; ++i)
    probes[i] = take_values (strings + i * VALUES);
  free (strings);
  return 0;
}

int
probe_device (const char *device, struct device_probe *probe)
{
  CLEANUP_FREE char *result = NULL;
  size_t size;

  if (run_in_child (write_one_probe, (char *) device, &result, &size) == -1)
    return -1;
  return parse_probes (result, size, 1, probe);
}

/* A device that kills the child is like one where nothing is recognised. */
static int
probe_one_by_one (char *const *devices, size_t count, struct device_probe *probes)
{
  char *nothing[VALUES];

  for (size_t i = 0; i < count; ++i) {
    if (probe_device (devices[i], &probes[i]) == 0)
      continue;
    reply_error_clear ();
    for (size_t j = 0; j < VALUES; ++j)
      nothing[j] = strdup ("");
    probes[i] = take_values (nothing);
    if (probes[i].entry_type == NULL)
      return reply_error (ENOMEM, "signatures of filesystems");
  }
  return 0;
}

int
probe_devices (char *const *devices, size_t count, struct device_probe *probes)
{
  CLEANUP_FREE char *result = NULL;
  size_t size;

  memset (probes, 0, count * sizeof *probes);
  if (run_in_child (write_probes, (char **) devices, &result, &size) == 0)
    return parse_probes (result, size, count, probes);
  reply_error_clear ();
  return probe_one_by_one (devices, count, probes);
}

int
probe_any (char *const *devices, const char *const *types)
{
  struct any_of any_of = { devices, types };
  CLEANUP_FREE char *result = NULL;
  size_t size;

  if (run_in_child (write_whether_any, &any_of, &result, &size) == -1)
    return -1;
  return size > 0;
}

int
wipe_signatures (const char *device)
{
  CLEANUP_FREE char *result = NULL;
  size_t size;

  return run_in_child (wipe, (char *) device, &result, &size);
}
