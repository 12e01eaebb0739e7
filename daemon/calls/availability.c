/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What this appliance can do. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "base/structures.h"
#include "daemon/availability.h"
#include "storage/groups.h"

#define NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"

/* The numbers are those of the original, which old clients expect. */
int
do_internal_feature_available (const char *group)
{
  enum { AVAILABLE = 0, NOT_AVAILABLE = 1, UNKNOWN = 2 };

  if (group_find (group) == NULL)
    return UNKNOWN;
  return group_is_available (group) ? AVAILABLE : NOT_AVAILABLE;
}

int
do_filesystem_available (const char *filesystem)
{
  if (filesystem[0] == '\0' || filesystem[strspn (filesystem, NAME_CHARACTERS)] != '\0')
    return reply_error_text (EINVAL, "filesystem name contains non-alphanumeric characters");
  return kernel_has_filesystem (filesystem);
}

char **
do_available_all_groups (void)
{
  CLEANUP_STRING_LIST struct string_list names = STRING_LIST_EMPTY;

  for (const struct daemon_group *group = daemon_groups; group->name != NULL; ++group)
    string_list_add (&names, group->name);
  return strings_take (&names, "list of groups");
}
