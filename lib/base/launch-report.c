/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a launch did, for people who ask: pairs of a name and a text. */

#include <config.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/events.h"
#include "base/handle.h"
#include "base/launch-report.h"
#include "base/memory.h"
#include "cleanup.h"
#include "lib-impl.h"
#include "string-list.h"

void
launch_report_clear (guestfs_h *g)
{
  string_list_free (&g->launch_report);
}

static void
add (guestfs_h *g, const char *text)
{
  if (string_list_add (&g->launch_report, text) == -1)
    out_of_memory (g);
}

void
launch_report_add (guestfs_h *g, const char *name, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  CLEANUP_FREE char *text = safe_vasprintf (g, fmt, args);
  va_end (args);
  debug (g, "launch: %s: %s", name, text);

  for (size_t i = 0; i < g->launch_report.count; i += 2)
    if (strcmp (g->launch_report.items[i], name) == 0) {
      free (g->launch_report.items[i + 1]);
      g->launch_report.items[i + 1] = text;
      text = NULL;
      return;
    }
  add (g, name);
  add (g, text);
}

char **
impl_launch_report (guestfs_h *g)
{
  char **table = safe_calloc (g, g->launch_report.count + 1, sizeof *table);

  for (size_t i = 0; i < g->launch_report.count; ++i)
    table[i] = safe_strdup (g, g->launch_report.items[i]);
  return table;
}
