/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whose something is.  A fork copies the handle, and with it all that it knows
 * of processes and files; these go on belonging to the process that made them,
 * and only that one ends or removes them.  Whatever the library makes outside of
 * its memory has an owner beside it. */

#ifndef GUESTFS_OWNER_H
#define GUESTFS_OWNER_H

#include <stdbool.h>
#include <sys/types.h>
#include <unistd.h>

struct owner {
  pid_t process; /* 0: nobody made it */
};

#define OWNER_NONE \
  {                \
    .process = 0   \
  }

static inline struct owner
owner_this_process (void)
{
  return (struct owner) { .process = getpid () };
}

static inline bool
owner_is_this_process (const struct owner *owner)
{
  return owner->process == getpid ();
}

#endif /* GUESTFS_OWNER_H */
