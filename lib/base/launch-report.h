/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a launch did, for people who ask. */

#ifndef GUESTFS_LAUNCH_REPORT_H
#define GUESTFS_LAUNCH_REPORT_H

#include "base/handle-type.h"

/* Notes a fact of this launch for launch_report and the debug output; a name
 * that is there already gets the new text. */
extern void launch_report_add (guestfs_h *g, const char *name, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));
extern void launch_report_clear (guestfs_h *g);

#endif /* GUESTFS_LAUNCH_REPORT_H */
