/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports of LVM with all fields, as structures of the protocol. */

#ifndef LVM_REPORT_H
#define LVM_REPORT_H

#include "base/structures.h"

/* Runs the report COMMAND ("pvs") for the columns that LIST's struct has; its lines become
 * the elements.  The result of a call, or NULL after reply_error. */
extern void *lvm_structures (const char *command, struct structure_list *list);

#endif /* LVM_REPORT_H */
