/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of users and groups as the appliance has them.  They are read from its
 * own files: getpwnam(3) would load modules, in a chroot those of the guest. */

#include <config.h>

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>

#include "base/owner-names.h"
#include "base/reply.h"
#include "cleanup.h"

static int
add_owner (struct owner_names *names, int64_t id, const char *name)
{
  struct owner *grown = reallocarray (names->owners, names->count + 1, sizeof *grown);
  char *copy = strdup (name);

  if (grown != NULL)
    names->owners = grown;
  if (grown == NULL || copy == NULL) {
    free (copy);
    return reply_error (ENOMEM, "names of owners");
  }
  names->owners[names->count++] = (struct owner) { id, copy };
  return 0;
}

int
read_owner_names (struct owner_names *users, struct owner_names *groups)
{
  CLEANUP_FCLOSE FILE *passwd = fopen ("/etc/passwd", "re");
  CLEANUP_FCLOSE FILE *group = fopen ("/etc/group", "re");
  const struct passwd *user;
  const struct group *line;

  while (passwd != NULL && (user = fgetpwent (passwd)) != NULL)
    if (add_owner (users, user->pw_uid, user->pw_name) == -1)
      return -1;
  while (group != NULL && (line = fgetgrent (group)) != NULL)
    if (add_owner (groups, line->gr_gid, line->gr_name) == -1)
      return -1;
  return 0;
}

void
free_owner_names (struct owner_names *names)
{
  while (names->count > 0)
    free (names->owners[--names->count].name);
  free (names->owners);
  names->owners = NULL;
}

const char *
owner_name (const struct owner_names *names, int64_t id)
{
  for (size_t i = 0; i < names->count; ++i)
    if (names->owners[i].id == id)
      return names->owners[i].name;
  return NULL;
}

int64_t
owner_id (const struct owner_names *names, const char *name)
{
  for (size_t i = 0; i < names->count; ++i)
    if (strcmp (names->owners[i].name, name) == 0)
      return names->owners[i].id;
  return -1;
}
