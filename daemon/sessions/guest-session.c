/* SPDX-License-Identifier: GPL-2.0-or-later */
/* State that outlives a call. */

#include <config.h>

#include "base/reply.h"
#include "sessions/guest-session.h"

void *
guest_session_state (struct guest_session *session)
{
  if (session->state == NULL)
    reply_error_text (0, "%s", session->missing);
  return session->state;
}

void
guest_session_begin (struct guest_session *session, void *state)
{
  guest_session_end (session);
  session->state = state;
}

void
guest_session_end (struct guest_session *session)
{
  void *state = session->state;

  session->state = NULL;
  if (state != NULL)
    session->end (state);
}

void
guest_sessions_end_all (void)
{
  for (struct guest_session *session = guest_sessions; session->name != NULL; ++session)
    guest_session_end (session);
}
