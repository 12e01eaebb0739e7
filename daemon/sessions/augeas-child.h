/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Augeas reads and writes files by their names and follows links.  So it lives in a
 * child whose root is the guest's. */

#ifndef AUGEAS_CHILD_H
#define AUGEAS_CHILD_H

#include "sessions/session-child.h"

/* Begins to load the lenses, which takes two seconds: for the first augeas_child_start.
 * To be called when nothing is mounted. */
extern void augeas_prepare (void);

/* A child whose state is an augeas handle with ROOT, a directory of the guest, as its
 * root.  FLAGS are those of aug_init(3).  NULL after reply_error. */
extern struct session_child *augeas_child_start (const char *root, int flags);

struct augeas;
/* In the child: the library's last error about WHAT.  Always -1. */
extern int reply_augeas_error (const struct augeas *aug, const char *what);

#endif /* AUGEAS_CHILD_H */
