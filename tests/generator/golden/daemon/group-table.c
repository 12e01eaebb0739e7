/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Optional features and what each needs.
 * Made by generator/emit/daemon_groups.ml from the declarations in generator/api/. */

#include <config.h>

#include "daemon/things.h"
#include "storage/groups.h"

const struct daemon_group daemon_groups[] = {
  { .name = "odd", .kind = GROUP_FUNCTION, .function = probe_odd },
  { .name = "thing", .kind = GROUP_PROGRAMS,
    .programs = (const char *const[]) { "thing", NULL } },
  { .name = "thingfs", .kind = GROUP_FILESYSTEM, .filesystem = "thingfs" },
  { .name = NULL },
};
