/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Optional features of the appliance. */

#ifndef GROUPS_H
#define GROUPS_H

#include <stdbool.h>

enum daemon_group_kind { GROUP_ALWAYS, GROUP_PROGRAMS, GROUP_FILESYSTEM, GROUP_FUNCTION };

/* One line of the table of features, generated. */
struct daemon_group {
  const char *name;
  enum daemon_group_kind kind;
  const char *const *programs; /* GROUP_PROGRAMS: all of them, NULL at the end */
  const char *filesystem;      /* GROUP_FILESYSTEM: the kernel's name of it */
  bool (*function) (void);     /* GROUP_FUNCTION */
};

/* Sorted by name; the name of the last entry is NULL. */
extern const struct daemon_group daemon_groups[];

/* NULL if there is no group of that name. */
extern const struct daemon_group *group_find (const char *name);
/* Whether the group's calls can work; false for an unknown group.  The
 * answer is kept, since nothing is installed while the appliance runs. */
extern bool group_is_available (const char *name);

/* Whether the kernel knows the filesystem, after trying to load a module.
 * NAME consists of letters, digits and '_'. */
extern bool kernel_has_filesystem (const char *name);

#endif /* GROUPS_H */
