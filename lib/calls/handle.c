/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A handle's life: creation, closing, closing at exit, and the questions
 * about its state. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/api.h"
#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/known-features.h"
#include "base/launch-report.h"
#include "base/lock.h"
#include "base/owner.h"
#include "base/private-data.h"
#include "base/process-lock.h"
#include "calls/legacy-callbacks.h"
#include "drives/drives.h"
#include "guestfs-api/handle.h"
#include "launch/shutdown.h"
#include "lib-impl.h"
#include "machine/machine.h"
#include "settings/environment.h"
#include "settings/properties.h"

/* All open handles: to close them at exit, and to notice that one is closed
 * twice. */
static struct process_lock handles_lock = PROCESS_LOCK_INITIALIZER;
static guestfs_h *handles = NULL;
static pthread_once_t exit_handler_once = PTHREAD_ONCE_INIT;

/* Whether this process made the handle, or something for it: a child may have
 * launched a handle of its parent. */
static bool
has_something_of_ours (const guestfs_h *g)
{
  return owner_is_this_process (&g->creator) || own_tmpdir (g) != NULL
         || (g->machine != NULL && machine_is_ours (g->machine));
}

/* A forked child that calls exit has the parent's handles too.  Those in which
 * nothing is the child's are left to the parent as long as it lives. */
static bool
belongs_to_another_process (const guestfs_h *g)
{
  return !has_something_of_ours (g) && kill (g->creator.process, 0) == 0;
}

static guestfs_h *
next_to_close_at_exit (void)
{
  process_lock_take (&handles_lock);
  guestfs_h *g = handles;
  while (g && (!g->close_on_exit || belongs_to_another_process (g)))
    g = g->next;
  process_lock_release (&handles_lock);
  return g;
}

/* False if G is no open handle. */
static bool
forget_handle (const guestfs_h *g)
{
  bool found = false;
  process_lock_take (&handles_lock);
  for (guestfs_h **link = &handles; *link; link = &(*link)->next)
    if (*link == g) {
      *link = g->next;
      found = true;
      break;
    }
  process_lock_release (&handles_lock);
  return found;
}

static void
free_handle (guestfs_h *g)
{
  drives_forget (g);
  features_forget (g);
  launch_report_clear (g);
  directories_free (g);
  if (g->bindtest_fd >= 0)
    close (g->bindtest_fd);
  environment_forget_problem (g);
  properties_free (g);
  private_data_free (g);
  legacy_callbacks_free (g);
  events_free (g);
  errors_free (g);
  lock_free (g);
  free (g);
}

static void
end_handle (guestfs_h *g)
{
  if (g->state != STATE_CONFIG) {
    errors_silence (g);
    machine_shutdown (g, false);
    errors_unsilence (g);
  }
  g->state = STATE_NO_HANDLE;
  event_void (g, GUESTFS_EVENT_CLOSE);
  free_handle (g);
}

/* In a callback, the call that it belongs to still needs the handle; a program
 * that exits there does not come back to it. */
enum close_time { CLOSE_NOW, CLOSE_AFTER_CALL };

static void
close_handle (guestfs_h *g, enum close_time time)
{
  if (!forget_handle (g)) {
    fprintf (stderr, "guestfs_close: called twice on the same handle\n");
    return;
  }
  if (g->trace)
    event_message (g, GUESTFS_EVENT_TRACE, "close", strlen ("close"));
  debug (g, "closing guestfs handle %p (state %d)", (void *) g, (int) g->state);
  if (time == CLOSE_NOW || !lock_defer (g, end_handle))
    end_handle (g);
}

static void
close_handles_at_exit (void)
{
  guestfs_h *g;
  while ((g = next_to_close_at_exit ()) != NULL)
    close_handle (g, CLOSE_NOW);
}

static void
install_exit_handler (void)
{
  atexit (close_handles_at_exit);
}

static void
remember_handle (guestfs_h *g)
{
  process_lock_take (&handles_lock);
  g->next = handles;
  handles = g;
  process_lock_release (&handles_lock);
}

static guestfs_h *
new_handle (void)
{
  guestfs_h *g = calloc (1, sizeof *g);
  if (g == NULL)
    return NULL;
  if (errors_init (g) == -1) {
    free (g);
    return NULL;
  }
  lock_init (g);
  g->creator = owner_this_process ();
  g->state = STATE_CONFIG;
  g->bindtest_fd = -1;
  g->next_serial = 0x00123400;
  if (events_init (g) == -1 || properties_init (g) == -1) {
    free_handle (g);
    errno = ENOMEM;
    return NULL;
  }
  return g;
}

static guestfs_h *
create_handle (unsigned flags)
{
  if (flags & ~(unsigned) (GUESTFS_CREATE_NO_ENVIRONMENT | GUESTFS_CREATE_NO_CLOSE_ON_EXIT)) {
    errno = EINVAL;
    return NULL;
  }
  guestfs_h *g = new_handle ();
  if (g == NULL)
    return NULL;

  /* A bad variable was reported by the error handler; the handle is usable. */
  if (!(flags & GUESTFS_CREATE_NO_ENVIRONMENT))
    impl_parse_environment (g);

  g->close_on_exit = !(flags & GUESTFS_CREATE_NO_CLOSE_ON_EXIT);
  remember_handle (g);
  if (g->close_on_exit)
    pthread_once (&exit_handler_once, install_exit_handler);

  debug (g, "create: flags = %u, handle = %p, program = %s", flags, (void *) g,
         g->properties.program);
  return g;
}

guestfs_h *
guestfs_create (void)
{
  return create_handle (0);
}

guestfs_h *
guestfs_create_flags (unsigned flags, ...)
{
  return create_handle (flags);
}

void
guestfs_close (guestfs_h *g)
{
  close_handle (g, CLOSE_AFTER_CALL);
}

/* Async-signal-safe and without the lock, which the call to be cancelled
 * holds. */
int
guestfs_user_cancel (guestfs_h *g)
{
  cancel_want (&g->cancel);
  return 0;
}

int64_t
impl_c_pointer (guestfs_h *g)
{
  return (int64_t) (intptr_t) g;
}
