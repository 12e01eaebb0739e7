/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The wish of the user that the running call ends.  It belongs to that call: it
 * can be expressed only while one runs, and goes with it. */

#ifndef GUESTFS_CANCEL_H
#define GUESTFS_CANCEL_H

#include <stdatomic.h>
#include <stdbool.h>

/* What is in progress.  A handle's zeroed token is one that is idle. */
struct cancel_token {
  _Atomic int state; /* enum cancel_state */
};
enum cancel_state { CANCEL_IDLE, CANCEL_POSSIBLE, CANCEL_WANTED };

/* Around each outermost public call, with the handle's lock held. */
static inline void
cancel_begin (struct cancel_token *token)
{
  atomic_store (&token->state, CANCEL_POSSIBLE);
}

static inline void
cancel_end (struct cancel_token *token)
{
  atomic_store (&token->state, CANCEL_IDLE);
}

/* From any thread and in a signal handler, without the lock. */
static inline void
cancel_want (struct cancel_token *token)
{
  int expected = CANCEL_POSSIBLE;

  atomic_compare_exchange_strong (&token->state, &expected, CANCEL_WANTED);
}

static inline bool
cancel_is_wanted (const struct cancel_token *token)
{
  return atomic_load (&token->state) == CANCEL_WANTED;
}

#endif /* GUESTFS_CANCEL_H */
