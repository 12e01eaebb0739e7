/* SPDX-License-Identifier: GPL-2.0-or-later */
/* State that outlives a call: the handle of a library, which one call opens, others
 * use, and one closes. */

#ifndef SESSION_H
#define SESSION_H

#include "daemon.h"

struct session {
  const char *name;
  const char *missing;       /* the error of a call that needs it */
  void (*end) (void *state); /* frees STATE */
  void *state;               /* NULL while it is not open */
};

/* Generated from the declarations, ended by one without name;
 * generated/daemon-sessions.h has SESSION_NAME for each. */
extern struct session daemon_sessions[];

/* The state; NULL after reply_error if it is not open. */
extern void *session_state (struct session *session);
/* STATE belongs to the session then; one that was open is ended. */
extern void session_begin (struct session *session, void *state);
extern void session_end (struct session *session);
/* Ends all of them: the filesystems that they may look at will be unmounted. */
extern void sessions_end_all (void);

#endif /* SESSION_H */
