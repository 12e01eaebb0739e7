/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sessions: state of the daemon that outlives a call.
 * Made by generator/emit/daemon/daemon_sessions.ml from the declarations in generator/api/. */

#include <config.h>

#include "daemon-sessions.h"

static void
end_state_of_memory (void *state)
{
  end_memory (state);
}

struct guest_session guest_sessions[] = {
  { .name = "memory", .missing = "call open_memory first", .end = end_state_of_memory },
  { .name = NULL },
};
