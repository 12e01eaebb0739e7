/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In which state a handle is, and what that allows. */

#include <config.h>

#include <errno.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/state.h"
#include "lib-impl.h"

/* A machine that is lost is there until the call has ended that lost it. */
static enum handle_state
visible_state (const guestfs_h *g)
{
  return g->state == STATE_READY && g->machine_is_lost ? STATE_CONFIG : g->state;
}

int
require_config (guestfs_h *g, const char *name)
{
  if (g->state == STATE_CONFIG)
    return 0;
  return set_error (g, 0, "%s: this function can only be called in the config state", name);
}

int
require_ready (guestfs_h *g, const char *name)
{
  if (visible_state (g) == STATE_READY)
    return 0;
  return set_error (g, 0,
                    "%s: call launch before using this function\n"
                    "(in guestfish, don't forget to use the 'run' command)",
                    name);
}

int
require_idle (guestfs_h *g, const char *name)
{
  if (g->busy_with == NULL)
    return 0;
  return set_error (g, EBUSY, "%s: not possible in an event callback while %s is running", name,
                    g->busy_with);
}

int
busy_begin (guestfs_h *g, const char *name)
{
  if (require_idle (g, name) == -1)
    return -1;
  g->busy_with = name;
  return 0;
}

void
busy_end (guestfs_h *g)
{
  g->busy_with = NULL;
}

int
impl_is_config (guestfs_h *g)
{
  return visible_state (g) == STATE_CONFIG;
}

int
impl_is_launching (guestfs_h *g)
{
  return g->state == STATE_LAUNCHING;
}

int
impl_is_ready (guestfs_h *g)
{
  return visible_state (g) == STATE_READY;
}

/* There is no such state: a call holds the handle until it is done. */
int
impl_is_busy (guestfs_h *g __attribute__ ((unused)))
{
  return 0;
}

int
impl_get_state (guestfs_h *g)
{
  return (int) visible_state (g);
}
