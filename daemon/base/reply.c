/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The error that the current call replies with. */

#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "base/verbosity.h"
#include "cleanup.h"

/* What is shown when there is no memory for the text. */
static char no_memory[] = "not enough memory in the appliance for the error message";

static struct {
  char *message; /* NULL if there is no error */
  int err;
} current;

static void
keep (int err, char *message)
{
  if (current.message != NULL) {
    if (verbose)
      fprintf (stderr, "guestfsd: later error of the same call: %s\n", message);
    free (message);
    return;
  }
  current.message = message != NULL ? message : no_memory;
  current.err = err;
}

static char *
format (int err, const char *fmt, va_list args)
{
  CLEANUP_FREE char *text = NULL;
  char *message;

  if (vasprintf (&text, fmt, args) == -1) {
    text = NULL;
    return NULL;
  }
  if (asprintf (&message, "%s: %s", text, strerror (err)) == -1)
    return NULL;
  return message;
}

static char *
format_text (const char *fmt, va_list args)
{
  char *message;

  return vasprintf (&message, fmt, args) == -1 ? NULL : message;
}

static void
set_error (int err, const char *fmt, va_list args)
{
  keep (err, err != 0 ? format (err, fmt, args) : format_text (fmt, args));
}

int
reply_error (int err, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  set_error (err, fmt, args);
  va_end (args);
  return -1;
}

void *
reply_error_null (int err, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  set_error (err, fmt, args);
  va_end (args);
  return NULL;
}

int
reply_error_text (int err, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  keep (err, format_text (fmt, args));
  va_end (args);
  return -1;
}

void
reply_error_clear (void)
{
  if (current.message != no_memory)
    free (current.message);
  current.message = NULL;
  current.err = 0;
}

bool
reply_has_error (void)
{
  return current.message != NULL;
}

const char *
reply_error_message (void)
{
  return current.message;
}

int
reply_error_errno (void)
{
  return current.err;
}
