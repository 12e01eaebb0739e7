/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Remembers the answer to a question that is costly to ask (does KVM work? can
 * this template be used?) in a small file of the cache directory. */

#ifndef GUESTFS_REMEMBERED_ANSWER_H
#define GUESTFS_REMEMBERED_ANSWER_H

#include <stdbool.h>

struct remembered_answer {
  bool yes;
  char *reason; /* why it is no; malloc'd or NULL */
};

/* The answer stored in FILE for KEY at the time NOW (seconds since 1970).
 * False if there is none, if it is for another key, or if it is out of date
 * or damaged. */
extern bool remembered_answer_read (const char *file, const char *key, long long now,
                                    struct remembered_answer *answer);
/* Stores an answer that holds for SECONDS, or as long as the key stays the
 * same if that is 0.  0, or -1 with errno. */
extern int remembered_answer_write (const char *file, const char *key, long long now,
                                    long long seconds, const struct remembered_answer *answer);

#endif /* GUESTFS_REMEMBERED_ANSWER_H */
