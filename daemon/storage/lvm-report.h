/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports of LVM with all fields, as structures of the protocol. */

#ifndef LVM_REPORT_H
#define LVM_REPORT_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One line of a report, taken apart from the left.  FAILED is set when a
 * value is not what its column promises. */
struct report_row {
  char **cells;
  size_t next;
  bool failed;
};

extern char *report_take_text (struct report_row *row);
/* LVM prints 32 characters in groups with dashes between. */
extern void report_take_uuid (struct report_row *row, char uuid[32]);
/* -1 if the value is empty. */
extern int64_t report_take_number (struct report_row *row);
extern float report_take_percent (struct report_row *row);

/* Ends a report: LIST, or NULL with LIST freed and reply_error set. */
extern void *report_finish (bool failed, void *list, xdrproc_t free_list);

#endif /* LVM_REPORT_H */
