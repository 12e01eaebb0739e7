/* SPDX-License-Identifier: GPL-2.0-or-later */
/* State that outlives a call: the handle of a library, which one call opens, others
 * use, and one closes. */

#ifndef GUEST_SESSION_H
#define GUEST_SESSION_H

#include <stddef.h>

struct guest_session {
  const char *name;
  const char *missing;       /* the error of a call that needs it */
  void (*end) (void *state); /* frees STATE */
  void *state;               /* NULL while it is not open */
};

/* Generated from the declarations, ended by one without name;
 * generated/daemon-sessions.h has SESSION_NAME for each. */
extern struct guest_session guest_sessions[];

/* The state; NULL after reply_error if it is not open. */
extern void *guest_session_state (struct guest_session *session);
/* STATE belongs to the session then; one that was open is ended. */
extern void guest_session_begin (struct guest_session *session, void *state);
extern void guest_session_end (struct guest_session *session);
/* Ends all of them: the filesystems that they may look at will be unmounted. */
extern void guest_sessions_end_all (void);

#endif /* GUEST_SESSION_H */
