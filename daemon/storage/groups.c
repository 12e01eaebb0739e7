/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Optional features: what the appliance has. */

#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/reply.h"
#include "children/program.h"
#include "cleanup.h"
#include "storage/groups.h"

/* Answers are kept for this many groups; the API has about 40. */
#define KEPT_GROUPS 128

enum answer { NOT_ASKED, AVAILABLE, NOT_AVAILABLE };
static enum answer answers[KEPT_GROUPS];

/* A line of /proc/filesystems is "nodev\tNAME" or "\tNAME". */
static bool
is_registered (const char *name)
{
  CLEANUP_FCLOSE FILE *file = fopen ("/proc/filesystems", "re");
  char line[256];

  if (file == NULL)
    return false;
  while (fgets (line, sizeof line, file) != NULL) {
    const char *registered = strchr (line, '\t');

    line[strcspn (line, "\n")] = '\0';
    if (registered != NULL && strcmp (registered + 1, name) == 0)
      return true;
  }
  return false;
}

bool
kernel_has_filesystem (const char *name)
{
  if (is_registered (name))
    return true;

  const char *const argv[] = { "modprobe", "-q", "--", name, NULL };
  const struct program modprobe = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { NULL, 0, NULL, 0 };

  if (program_run (&modprobe, &output) == -1)
    reply_error_clear (); /* without modprobe there are no modules */
  return is_registered (name);
}

static bool
all_exist (const char *const *programs)
{
  for (size_t i = 0; programs[i] != NULL; ++i)
    if (!program_exists (programs[i]))
      return false;
  return true;
}

static bool
probe (const struct daemon_group *group)
{
  switch (group->kind) {
  case GROUP_ALWAYS:
    return true;
  case GROUP_PROGRAMS:
    return all_exist (group->programs);
  case GROUP_FILESYSTEM:
    return kernel_has_filesystem (group->filesystem);
  case GROUP_FUNCTION:
    return group->function ();
  }
  return false;
}

const struct daemon_group *
group_find (const char *name)
{
  for (const struct daemon_group *group = daemon_groups; group->name != NULL; ++group)
    if (strcmp (group->name, name) == 0)
      return group;
  return NULL;
}

bool
group_is_available (const char *name)
{
  const struct daemon_group *group = group_find (name);

  if (group == NULL)
    return false;

  const size_t index = group - daemon_groups;
  if (index >= KEPT_GROUPS)
    return probe (group);
  if (answers[index] == NOT_ASKED)
    answers[index] = probe (group) ? AVAILABLE : NOT_AVAILABLE;
  return answers[index] == AVAILABLE;
}
