/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sessions: state of the daemon that outlives a call.
 * Made by generator/emit/daemon/daemon_sessions.ml from the declarations in generator/api/. */

#ifndef DAEMON_SESSIONS_H
#define DAEMON_SESSIONS_H

#include "sessions/guest-session.h"

#define SESSION_MEMORY (&guest_sessions[0])
struct memory;
extern void end_memory (struct memory *state);

#endif /* DAEMON_SESSIONS_H */
