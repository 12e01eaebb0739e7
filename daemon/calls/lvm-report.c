/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports of LVM with all fields. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/lvm.h"
#include "storage/lvm-command.h"

/* One line of a report, taken apart from the left.  FAILED is set when a
 * value is not what its column promises. */
struct row {
  char **cells;
  size_t next;
  bool failed;
};

static char *
take_cell (struct row *row)
{
  return row->cells[row->next++];
}

static char *
take_text (struct row *row)
{
  char *text = strdup (take_cell (row));

  row->failed |= text == NULL;
  return text;
}

/* LVM prints 32 characters in groups with dashes between. */
static void
take_uuid (struct row *row, char uuid[32])
{
  size_t length = 0;

  for (const char *p = take_cell (row); *p != '\0' && length <= 32; ++p)
    if (*p != '-' && length++ < 32)
      uuid[length - 1] = *p;
  row->failed |= length != 32;
}

/* -1 if the value is empty. */
static int64_t
take_number (struct row *row)
{
  const char *cell = take_cell (row);
  char *end;

  if (cell[0] == '\0')
    return -1;
  errno = 0;
  const long long number = strtoll (cell, &end, 10);
  row->failed |= errno != 0 || *end != '\0';
  return number;
}

/* -1 if the value is empty. */
static float
take_percent (struct row *row)
{
  const char *cell = take_cell (row);
  char *end;

  if (cell[0] == '\0')
    return -1;
  const float percent = strtof (cell, &end);
  row->failed |= *end != '\0' || !isfinite (percent);
  return percent;
}

/* Ends a report: LIST, or NULL with LIST freed. */
static void *
finish_report (bool failed, void *list, xdrproc_t free_list)
{
  if (!failed)
    return list;
  xdr_free (free_list, list);
  free (list);
  return reply_error_null (EPROTO, "report of LVM");
}

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
    struct row row = { .cells = cells + i * columns };
    wire_lvm_pv *pv = &items[i];

    pv->pv_name = take_text (&row);
    take_uuid (&row, pv->pv_uuid);
    pv->pv_fmt = take_text (&row);
    pv->pv_size = take_number (&row);
    pv->dev_size = take_number (&row);
    pv->pv_free = take_number (&row);
    pv->pv_used = take_number (&row);
    pv->pv_attr = take_text (&row);
    pv->pv_pe_count = take_number (&row);
    pv->pv_pe_alloc_count = take_number (&row);
    pv->pv_tags = take_text (&row);
    pv->pe_start = take_number (&row);
    pv->pv_mda_count = take_number (&row);
    pv->pv_mda_free = take_number (&row);
    failed |= row.failed;
  }
  return finish_report (failed, list, (xdrproc_t) xdr_wire_lvm_pv_list);
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
    struct row row = { .cells = cells + i * columns };
    wire_lvm_vg *vg = &items[i];

    vg->vg_name = take_text (&row);
    take_uuid (&row, vg->vg_uuid);
    vg->vg_fmt = take_text (&row);
    vg->vg_attr = take_text (&row);
    vg->vg_size = take_number (&row);
    vg->vg_free = take_number (&row);
    vg->vg_sysid = take_text (&row);
    vg->vg_extent_size = take_number (&row);
    vg->vg_extent_count = take_number (&row);
    vg->vg_free_count = take_number (&row);
    vg->max_lv = take_number (&row);
    vg->max_pv = take_number (&row);
    vg->pv_count = take_number (&row);
    vg->lv_count = take_number (&row);
    vg->snap_count = take_number (&row);
    vg->vg_seqno = take_number (&row);
    vg->vg_tags = take_text (&row);
    vg->vg_mda_count = take_number (&row);
    vg->vg_mda_free = take_number (&row);
    failed |= row.failed;
  }
  return finish_report (failed, list, (xdrproc_t) xdr_wire_lvm_vg_list);
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
    struct row row = { .cells = cells + i * columns };
    wire_lvm_lv *lv = &items[i];

    lv->lv_name = take_text (&row);
    take_uuid (&row, lv->lv_uuid);
    lv->lv_attr = take_text (&row);
    lv->lv_major = take_number (&row);
    lv->lv_minor = take_number (&row);
    lv->lv_kernel_major = take_number (&row);
    lv->lv_kernel_minor = take_number (&row);
    lv->lv_size = take_number (&row);
    lv->seg_count = take_number (&row);
    lv->origin = take_text (&row);
    lv->snap_percent = take_percent (&row);
    lv->copy_percent = take_percent (&row);
    lv->move_pv = take_text (&row);
    lv->lv_tags = take_text (&row);
    lv->mirror_log = take_text (&row);
    lv->modules = take_text (&row);
    failed |= row.failed;
  }
  return finish_report (failed, list, (xdrproc_t) xdr_wire_lvm_lv_list);
}
