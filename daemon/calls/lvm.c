/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical volumes, volume groups and logical volumes. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "daemon-calls.h"
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
do_pvcreate (const char *device)
{
  if (check_unused (device) == -1)
    return -1;
  return RUN_LVM ("pvcreate", "--yes", device);
}

int
do_pvremove (const char *device)
{
  char *const devices[] = { (char *) device, NULL };
  const int is_volume = probe_any (devices, (const char *const[]) { "LVM2_member", NULL });

  if (is_volume != 1)
    return is_volume;
  return RUN_LVM ("pvremove", "--yes", device);
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
    if (is_present (*cell) && string_list_add (&list, *cell) == -1)
      return reply_error_null (errno, "list of physical volumes");
  sort_by_api_name (&list);
  return string_list_take (&list);
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
    if (string_list_add (&list, *cell) == -1)
      return reply_error_null (errno, "list of volume groups");
  string_list_sort (&list);
  return string_list_take (&list);
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
do_lvremove (const char *device)
{
  if (!is_logical_volume (device) && !is_directory (device))
    return reply_device_error_text (EINVAL, device, "not a logical volume");
  return RUN_LVM ("lvremove", "--force", device);
}

char **
do_lvs (void)
{
  CLEANUP_STRING_LIST struct string_list list = STRING_LIST_EMPTY;

  storage_assemble ();
  return lvm_list_volumes (&list) == 0 ? string_list_take (&list) : NULL;
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

/* Runs COMMAND and defines CELLS, COLUMNS and an empty LIST of the type
 * wire_STRUCT_list with room for all lines. */
#define BEGIN_REPORT(command, fields, structure)               \
  CLEANUP_FREE_STRINGS char **cells = NULL;                    \
  size_t columns;                                              \
  storage_assemble ();                                         \
  if (lvm_report (command, fields, &cells, &columns) == -1)    \
    return NULL;                                               \
  const size_t count = count_strings (cells) / columns;        \
  wire_##structure##_list *list = calloc (1, sizeof *list);    \
  wire_##structure *items = calloc (count + 1, sizeof *items); \
  if (list == NULL || items == NULL) {                         \
    free (list);                                               \
    free (items);                                              \
    return reply_error_null (ENOMEM, "report of LVM");         \
  }                                                            \
  list->wire_##structure##_list_val = items;                   \
  list->wire_##structure##_list_len = count

wire_lvm_pv_list *
do_pvs_full (void)
{
  bool failed = false;

  BEGIN_REPORT ("pvs",
                "pv_name,pv_uuid,pv_fmt,pv_size,dev_size,pv_free,pv_used,pv_attr,pv_pe_count,"
                "pv_pe_alloc_count,pv_tags,pe_start,pv_mda_count,pv_mda_free",
                lvm_pv);
  for (size_t i = 0; i < count; ++i) {
    struct report_row row = { .cells = cells + i * columns };
    wire_lvm_pv *pv = &items[i];

    pv->pv_name = report_take_text (&row);
    report_take_uuid (&row, pv->pv_uuid);
    pv->pv_fmt = report_take_text (&row);
    pv->pv_size = report_take_number (&row);
    pv->dev_size = report_take_number (&row);
    pv->pv_free = report_take_number (&row);
    pv->pv_used = report_take_number (&row);
    pv->pv_attr = report_take_text (&row);
    pv->pv_pe_count = report_take_number (&row);
    pv->pv_pe_alloc_count = report_take_number (&row);
    pv->pv_tags = report_take_text (&row);
    pv->pe_start = report_take_number (&row);
    pv->pv_mda_count = report_take_number (&row);
    pv->pv_mda_free = report_take_number (&row);
    failed |= row.failed;
  }
  return report_finish (failed, list, (xdrproc_t) xdr_wire_lvm_pv_list);
}

wire_lvm_vg_list *
do_vgs_full (void)
{
  bool failed = false;

  BEGIN_REPORT ("vgs",
                "vg_name,vg_uuid,vg_fmt,vg_attr,vg_size,vg_free,vg_sysid,vg_extent_size,"
                "vg_extent_count,vg_free_count,max_lv,max_pv,pv_count,lv_count,snap_count,"
                "vg_seqno,vg_tags,vg_mda_count,vg_mda_free",
                lvm_vg);
  for (size_t i = 0; i < count; ++i) {
    struct report_row row = { .cells = cells + i * columns };
    wire_lvm_vg *vg = &items[i];

    vg->vg_name = report_take_text (&row);
    report_take_uuid (&row, vg->vg_uuid);
    vg->vg_fmt = report_take_text (&row);
    vg->vg_attr = report_take_text (&row);
    vg->vg_size = report_take_number (&row);
    vg->vg_free = report_take_number (&row);
    vg->vg_sysid = report_take_text (&row);
    vg->vg_extent_size = report_take_number (&row);
    vg->vg_extent_count = report_take_number (&row);
    vg->vg_free_count = report_take_number (&row);
    vg->max_lv = report_take_number (&row);
    vg->max_pv = report_take_number (&row);
    vg->pv_count = report_take_number (&row);
    vg->lv_count = report_take_number (&row);
    vg->snap_count = report_take_number (&row);
    vg->vg_seqno = report_take_number (&row);
    vg->vg_tags = report_take_text (&row);
    vg->vg_mda_count = report_take_number (&row);
    vg->vg_mda_free = report_take_number (&row);
    failed |= row.failed;
  }
  return report_finish (failed, list, (xdrproc_t) xdr_wire_lvm_vg_list);
}

wire_lvm_lv_list *
do_lvs_full (void)
{
  bool failed = false;

  BEGIN_REPORT ("lvs",
                "lv_name,lv_uuid,lv_attr,lv_major,lv_minor,lv_kernel_major,lv_kernel_minor,lv_size,"
                "seg_count,origin,snap_percent,copy_percent,move_pv,lv_tags,mirror_log,modules",
                lvm_lv);
  for (size_t i = 0; i < count; ++i) {
    struct report_row row = { .cells = cells + i * columns };
    wire_lvm_lv *lv = &items[i];

    lv->lv_name = report_take_text (&row);
    report_take_uuid (&row, lv->lv_uuid);
    lv->lv_attr = report_take_text (&row);
    lv->lv_major = report_take_number (&row);
    lv->lv_minor = report_take_number (&row);
    lv->lv_kernel_major = report_take_number (&row);
    lv->lv_kernel_minor = report_take_number (&row);
    lv->lv_size = report_take_number (&row);
    lv->seg_count = report_take_number (&row);
    lv->origin = report_take_text (&row);
    lv->snap_percent = report_take_percent (&row);
    lv->copy_percent = report_take_percent (&row);
    lv->move_pv = report_take_text (&row);
    lv->lv_tags = report_take_text (&row);
    lv->mirror_log = report_take_text (&row);
    lv->modules = report_take_text (&row);
    failed |= row.failed;
  }
  return report_finish (failed, list, (xdrproc_t) xdr_wire_lvm_lv_list);
}
