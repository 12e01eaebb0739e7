/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands of LVM. */

#ifndef LVM_COMMAND_H
#define LVM_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "string-list.h"

/* Reads LVM's configuration, so that the first command need not: called
 * before the appliance's memory is saved as a template. */
extern void lvm_prepare (void);

/* Runs the command WORDS, which end with NULL: { "vgremove", "-f", "VG", NULL }.
 * 0, or -1 after reply_error. */
extern int lvm_run (const char *const *words);

/* Fields that a report can have. */
#define LVM_FIELDS_MAX 32

/* Runs the report COMMAND ("pvs") for FIELDS ("pv_name,pv_size").  *CELLS is
 * malloc'd: the values of the first line, of the second…, *COLUMNS of
 * each. */
extern int lvm_report (const char *command, const char *fields, char ***cells, size_t *columns);

/* Adds "/dev/VG/LV" of the volumes that can be used directly. */
extern int lvm_list_volumes (struct string_list *list);

/* Whether NAME can be the name of a volume group or logical volume. */
extern bool lvm_is_name (const char *name);

#endif /* LVM_COMMAND_H */
