/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting together what is spread over several disks: MD arrays and volume
 * groups.  That is done before the first call that could see them, and only if
 * a disk or partition is a member of one. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "base/verbosity.h"
#include "children/program.h"
#include "cleanup.h"
#include "devices/block-devices.h"
#include "devices/probe.h"
#include "storage/lvm-command.h"
#include "storage/storage.h"
#include "string-list.h"

#define MDADM_CONFIG "/run/guestfs-mdadm.conf"

/* As libblkid calls them. */
#define RAID_TYPES "linux_raid_member", "isw_raid_member", "ddf_raid_member"
#define LVM_TYPE "LVM2_member"

static bool assembled;

void
storage_changed (void)
{
  assembled = false;
}

/* What fails here is not the error of the call that happened to come
 * first: it will see that the devices are missing. */
static void
report_failure (const char *what)
{
  if (verbose)
    fprintf (stderr, "guestfsd: %s failed\n", what);
  reply_error_clear ();
}

static bool
write_file (const char *path, const char *content)
{
  CLEANUP_CLOSE int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  const size_t size = strlen (content);

  return fd != -1 && write (fd, content, size) == (ssize_t) size;
}

static bool
any_has_type (struct string_list *devices, const char *const *types)
{
  if (devices->count == 0)
    return false;
  CLEANUP_FREE char **items = calloc (devices->count + 1, sizeof *items);
  if (items == NULL)
    return false;
  memcpy (items, devices->items, devices->count * sizeof *items);

  const int result = probe_any (items, types);
  if (result == -1)
    report_failure ("looking for members of arrays and volume groups");
  return result == 1;
}

/* The kernel reads an array's partition table only when it is asked. */
static void
read_partitions_of_arrays (void)
{
  CLEANUP_STRING_LIST struct string_list arrays = STRING_LIST_EMPTY;

  if (list_md_arrays (&arrays) == -1)
    report_failure ("list of arrays");
  for (size_t i = 0; i < arrays.count; ++i)
    reread_partitions (arrays.items[i]);
}

/* Arrays start read-only and become writable by themselves with the first
 * write, so that looking at an image does not change it.  One with members missing
 * is started too, if it can be read. */
static void
assemble_arrays (void)
{
  setenv ("MDADM_NO_UDEV", "1", 1);
  if (run_words (NULL, "modprobe", "md-mod", NULL) == -1)
    report_failure ("modprobe md-mod");
  if (!write_file ("/sys/module/md_mod/parameters/start_ro", "1")
      || !write_file (MDADM_CONFIG, "HOMEHOST <ignore>\nAUTO +all\n"))
    report_failure ("configuration of MD");
  if (run_words (NULL, "mdadm", "--assemble", "--scan", "--run", "--config", MDADM_CONFIG, NULL)
      == -1)
    report_failure ("mdadm --assemble");
}

static void
activate_volume_groups (void)
{
  if (lvm_run ((const char *const[]) { "vgchange", "-ay", NULL }) == -1)
    report_failure ("vgchange -ay");
}

static bool
any_device_has_type (const char *const *types)
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY;

  if (list_all_devices (&devices) == 0)
    return any_has_type (&devices, types);
  report_failure ("list of devices");
  return false;
}

void
storage_assemble (void)
{
  if (assembled)
    return;
  assembled = true; /* commands of LVM ask for devices too */
  if (!any_device_has_type ((const char *const[]) { RAID_TYPES, LVM_TYPE, NULL }))
    return;
  if (any_device_has_type ((const char *const[]) { RAID_TYPES, NULL })) {
    assemble_arrays ();
    read_partitions_of_arrays ();
  }
  if (any_device_has_type ((const char *const[]) { LVM_TYPE, NULL }))
    activate_volume_groups ();
}
