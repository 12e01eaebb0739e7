/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical volumes, volume groups and logical volumes. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/structures.h"
#include "daemon-structures.h"
#include "daemon/lvm.h"
#include "devices/block-devices.h"
#include "devices/probe.h"
#include "storage/device-find.h"
#include "storage/lvm-command.h"
#include "storage/lvm-report.h"
#include "storage/storage.h"

#define RUN_LVM(...) lvm_run ((const char *const[]) { __VA_ARGS__, NULL })

static bool
has_device_mapper (void)
{
  return access ("/sys/class/misc/device-mapper", F_OK) == 0;
}

bool
probe_lvm2 (void)
{
  if (!has_device_mapper () && run_words (NULL, "modprobe", "dm-mod", NULL) == -1)
    reply_error_clear ();
  return has_device_mapper ();
}

/* Names go to LVM as words of a command, so what could be an option is
 * refused here. */
static int
check_name (const char *kind, const char *name)
{
  if (lvm_is_name (name))
    return 0;
  return reply_error_text (EINVAL,
                           "\"%s\": this cannot be the name of a %s: it may have letters, digits "
                           "and . - _ + and must not begin with -",
                           name, kind);
}

static int
check_group_name (const char *name)
{
  return check_name ("volume group", name);
}

/* ---- physical volumes ---- */

int
do_pvcreate (const struct device *device)
{
  if (check_unused (device->kernel) == -1)
    return -1;
  return RUN_LVM ("pvcreate", "--yes", device->kernel);
}

int
do_pvremove (const struct device *device)
{
  char *const devices[] = { (char *) device->kernel, NULL };
  const int is_volume = probe_any (devices, (const char *const[]) { "LVM2_member", NULL });

  if (is_volume != 1)
    return is_volume;
  return RUN_LVM ("pvremove", "--yes", device->kernel);
}

/* Missing ones have no device: LVM prints "[unknown]". */
static bool
is_present (const char *pv_name)
{
  return strncmp (pv_name, "/dev/", 5) == 0;
}

char **
do_pvs (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_FREE_STRINGS char **cells = NULL;
  size_t columns;

  storage_assemble ();
  if (lvm_report ("pvs", "pv_name", &cells, &columns) == -1)
    return NULL;
  for (char **cell = cells; *cell != NULL; cell += columns)
    if (is_present (*cell))
      string_list_add (&list, *cell);
  sort_by_api_name (&list);
  return strings_take (&list, "list of physical volumes");
}

/* ---- volume groups ---- */

int
do_vgcreate (const char *volgroup, char *const *physvols)
{
  const size_t count = count_strings (physvols);

  if (check_group_name (volgroup) == -1)
    return -1;
  if (count == 0)
    return reply_error_text (EINVAL, "the list physvols is empty");

  CLEANUP_FREE const char **words = calloc (count + 4, sizeof *words);
  if (words == NULL)
    return reply_error (errno, "vgcreate");
  words[0] = "vgcreate";
  words[1] = "--yes";
  words[2] = volgroup;
  memcpy (words + 3, physvols, count * sizeof *words);
  return lvm_run (words);
}

int
do_vgremove (const char *vgname)
{
  if (check_group_name (vgname) == -1)
    return -1;
  return RUN_LVM ("vgremove", "--force", vgname);
}

char **
do_vgs (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;
  CLEANUP_FREE_STRINGS char **cells = NULL;
  size_t columns;

  storage_assemble ();
  if (lvm_report ("vgs", "vg_name", &cells, &columns) == -1)
    return NULL;
  for (char **cell = cells; *cell != NULL; cell += columns)
    string_list_add (&list, *cell);
  string_list_sort (&list);
  return strings_take (&list, "list of volume groups");
}

int
do_vg_activate (int activate, char *const *volgroups)
{
  const size_t count = count_strings (volgroups);
  CLEANUP_FREE const char **words = calloc (count + 3, sizeof *words);

  if (words == NULL)
    return reply_error (errno, "vgchange");
  words[0] = "vgchange";
  words[1] = activate ? "-ay" : "-an";
  for (size_t i = 0; i < count; ++i) {
    if (check_group_name (volgroups[i]) == -1)
      return -1;
    words[i + 2] = volgroups[i];
  }
  return lvm_run (words);
}

int
do_vg_activate_all (int activate)
{
  return RUN_LVM ("vgchange", activate ? "-ay" : "-an");
}

/* ---- logical volumes ---- */

int
do_lvcreate (const char *logvol, const char *volgroup, int mbytes)
{
  char size[16];

  if (check_name ("logical volume", logvol) == -1 || check_group_name (volgroup) == -1)
    return -1;
  if (mbytes < 1)
    return reply_error_text (EINVAL, "mbytes must be at least 1, it is %d", mbytes);
  snprintf (size, sizeof size, "%dm", mbytes);
  return RUN_LVM ("lvcreate", "--yes", "--wipesignatures", "y", "-L", size, "-n", logvol, volgroup);
}

/* The directory of a volume group stands for all its volumes. */
static bool
is_directory (const char *name)
{
  struct stat statbuf;

  return stat (name, &statbuf) == 0 && S_ISDIR (statbuf.st_mode);
}

int
do_lvremove (const struct device *device)
{
  if (!is_logical_volume (device->kernel) && !is_directory (device->kernel))
    return reply_error_text (EINVAL, "%s: not a logical volume", device->name);
  return RUN_LVM ("lvremove", "--force", device->kernel);
}

char **
do_lvs (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  storage_assemble ();
  return lvm_list_volumes (&list) == 0 ? strings_take (&list, "list of logical volumes") : NULL;
}

/* ---- everything ---- */

/* COMMAND with each of the ITEMS. */
static int
remove_each (const char *command, const char *option, char *const *items)
{
  for (size_t i = 0; items[i] != NULL; ++i)
    if (RUN_LVM (command, option, items[i]) == -1)
      return -1;
  return 0;
}

int
do_lvm_remove_all (void)
{
  CLEANUP_FREE_STRINGS char **groups = do_vgs ();
  if (groups == NULL || remove_each ("lvremove", "--force", groups) == -1
      || remove_each ("vgremove", "--force", groups) == -1)
    return -1;

  CLEANUP_FREE_STRINGS char **volumes = do_pvs ();
  return volumes != NULL ? remove_each ("pvremove", "--yes", volumes) : -1;
}

/* ---- names ---- */

int
do_is_lv (const struct mountable *mountable)
{
  return mountable->type == MOUNTABLE_DEVICE && is_logical_volume (mountable->device);
}

/* A name that is not known to be a device: the call's argument is a plain
 * text. */
static char *
find_device (const char *name)
{
  struct stat statbuf;

  if (strncmp (name, "/dev/", 5) != 0) {
    reply_error_text (EINVAL, "%s: not a device name", name);
    return NULL;
  }
  CLEANUP_FREE char *device = device_to_kernel (name);
  if (device == NULL)
    return NULL;
  if (stat (device, &statbuf) == -1)
    return reply_error_null (errno, "%s", name);
  return strdup (device);
}

char *
do_lvm_canonical_lv_name (const char *lvname)
{
  CLEANUP_FREE char *device = find_device (lvname);

  if (device == NULL)
    return NULL;
  if (!is_logical_volume (device)) {
    reply_error_text (EINVAL, "%s: not a logical volume", lvname);
    return NULL;
  }
  CLEANUP_FREE char *name = mapped_device_attribute (device, "name");
  char *mapped;
  if (name == NULL || asprintf (&mapped, "/dev/mapper/%s", name) == -1)
    return reply_error_null (errno, "%s", lvname);
  return mapped; /* the stub makes the usual name of it */
}

/* ---- reports ---- */

wire_lvm_pv_list *
do_pvs_full (void)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (lvm_pv);

  return lvm_structures ("pvs", &list);
}

wire_lvm_vg_list *
do_vgs_full (void)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (lvm_vg);

  return lvm_structures ("vgs", &list);
}

wire_lvm_lv_list *
do_lvs_full (void)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (lvm_lv);

  return lvm_structures ("lvs", &list);
}
