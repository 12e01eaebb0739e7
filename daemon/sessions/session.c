/* SPDX-License-Identifier: GPL-2.0-or-later */
/* State that outlives a call. */

#include <config.h>

#include "sessions/session.h"

void *
session_state (struct session *session)
{
  if (session->state == NULL)
    reply_error_text (0, "%s", session->missing);
  return session->state;
}

void
session_begin (struct session *session, void *state)
{
  session_end (session);
  session->state = state;
}

void
session_end (struct session *session)
{
  void *state = session->state;

  session->state = NULL;
  if (state != NULL)
    session->end (state);
}

void
sessions_end_all (void)
{
  for (struct session *session = daemon_sessions; session->name != NULL; ++session)
    session_end (session);
}
