/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The last error and the error handlers, separately for each thread that
 * uses the handle. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/process-lock.h"
#include "cleanup.h"

struct handler {
  guestfs_error_handler_cb callback;
  void *opaque;
};

struct thread_errors {
  guestfs_h *g;
  struct thread_errors *next, **link; /* in g->errors.list */
  char *message;
  int err;
  struct handler current;
  struct handler *stack; /* saved by push, the newest last */
  size_t depth;
};

/* Names in an image, and whatever else the daemon says, are in errors. */
static void
print_error (guestfs_h *g, void *opaque __attribute__ ((unused)), const char *message)
{
  CLEANUP_FREE char *text = printable_text (message);

  if (text == NULL)
    out_of_memory (g);
  fprintf (stderr, "libguestfs: error: %s\n", text);
}

static void
free_errors (struct thread_errors *errors)
{
  free (errors->message);
  free (errors->stack);
  free (errors);
}

/* Called when a thread that used the handle ends. */
static void
forget_thread (void *value)
{
  struct thread_errors *errors = value;
  guestfs_h *g = errors->g;
  process_lock_take (&g->errors.lock);
  *errors->link = errors->next;
  if (errors->next)
    errors->next->link = errors->link;
  process_lock_release (&g->errors.lock);
  free_errors (errors);
}

int
errors_init (guestfs_h *g)
{
  g->abort_cb = abort;
  int err = pthread_key_create (&g->errors.key, forget_thread);
  if (err != 0) {
    errno = err;
    return -1;
  }
  process_lock_init (&g->errors.lock);
  return 0;
}

void
errors_free (guestfs_h *g)
{
  /* From here on no destructor is called for the key. */
  pthread_key_delete (g->errors.key);
  process_lock_take (&g->errors.lock);
  for (struct thread_errors *errors = g->errors.list, *next; errors; errors = next) {
    next = errors->next;
    free_errors (errors);
  }
  g->errors.list = NULL;
  process_lock_release (&g->errors.lock);
  process_lock_free (&g->errors.lock);
}

static struct thread_errors *
this_thread (guestfs_h *g)
{
  struct thread_errors *errors = pthread_getspecific (g->errors.key);
  if (errors)
    return errors;

  errors = safe_calloc (g, 1, sizeof *errors);
  errors->g = g;
  errors->current.callback = print_error;
  if (pthread_setspecific (g->errors.key, errors) != 0)
    out_of_memory (g);
  process_lock_take (&g->errors.lock);
  errors->next = g->errors.list;
  errors->link = &g->errors.list;
  if (errors->next)
    errors->next->link = &errors->next;
  g->errors.list = errors;
  process_lock_release (&g->errors.lock);
  return errors;
}

const char *
last_error (guestfs_h *g)
{
  return this_thread (g)->message;
}

int
last_error_number (guestfs_h *g)
{
  return this_thread (g)->err;
}

const char *
guestfs_last_error (guestfs_h *g)
{
  return last_error (g);
}

int
guestfs_last_errno (guestfs_h *g)
{
  return last_error_number (g);
}

void
guestfs_set_error_handler (guestfs_h *g, guestfs_error_handler_cb cb, void *opaque)
{
  this_thread (g)->current = (struct handler) { cb, opaque };
}

guestfs_error_handler_cb
guestfs_get_error_handler (guestfs_h *g, void **opaque_rtn)
{
  const struct thread_errors *errors = this_thread (g);
  if (opaque_rtn)
    *opaque_rtn = errors->current.opaque;
  return errors->current.callback;
}

static void
push_handler (guestfs_h *g, guestfs_error_handler_cb cb, void *opaque)
{
  struct thread_errors *errors = this_thread (g);
  errors->stack = safe_realloc (g, errors->stack, (errors->depth + 1) * sizeof *errors->stack);
  errors->stack[errors->depth++] = errors->current;
  errors->current = (struct handler) { cb, opaque };
}

static void
pop_handler (guestfs_h *g)
{
  struct thread_errors *errors = this_thread (g);
  if (errors->depth > 0)
    errors->current = errors->stack[--errors->depth];
  else
    errors->current = (struct handler) { print_error, NULL };
}

void
guestfs_push_error_handler (guestfs_h *g, guestfs_error_handler_cb cb, void *opaque)
{
  push_handler (g, cb, opaque);
}

void
guestfs_pop_error_handler (guestfs_h *g)
{
  pop_handler (g);
}

void
errors_silence (guestfs_h *g)
{
  push_handler (g, NULL, NULL);
}

void
errors_unsilence (guestfs_h *g)
{
  pop_handler (g);
}

void
errors_keep (guestfs_h *g, struct kept_error *kept)
{
  const struct thread_errors *errors = this_thread (g);

  kept->message = errors->message != NULL ? safe_strdup (g, errors->message) : NULL;
  kept->err = errors->err;
}

void
errors_restore (guestfs_h *g, struct kept_error *kept)
{
  struct thread_errors *errors = this_thread (g);

  free (errors->message);
  errors->message = kept->message;
  errors->err = kept->err;
}

/* Takes over MESSAGE. */
static int
report (guestfs_h *g, int err, char *message)
{
  size_t size = strlen (message);
  while (size > 0 && message[size - 1] == '\n')
    message[--size] = '\0';

  struct thread_errors *errors = this_thread (g);
  /* The old message is freed last: it may be part of the new one's origin,
   * or be what a handler still looks at. */
  CLEANUP_FREE char *old = errors->message;
  errors->message = message;
  errors->err = err;
  if (errors->current.callback)
    errors->current.callback (g, errors->current.opaque, message);
  return -1;
}

int
set_error (guestfs_h *g, int err, const char *fmt, ...)
{
  va_list args;
  va_start (args, fmt);
  char *message = safe_vasprintf (g, fmt, args);
  va_end (args);
  return report (g, err, message);
}

int
set_errno (guestfs_h *g, int err, const char *fmt, ...)
{
  va_list args;
  va_start (args, fmt);
  CLEANUP_FREE char *what = safe_vasprintf (g, fmt, args);
  va_end (args);

  char buffer[128];
  return report (g, err,
                 safe_asprintf (g, "%s: %s", what, strerror_r (err, buffer, sizeof buffer)));
}
