/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files of configuration, by augeas. */

#include <config.h>

#include <augeas.h>

#include "daemon/augeas.h"
#include "sessions/augeas-child.h"

struct session_child *
do_aug_init (const char *root, int flags)
{
  return augeas_child_start (root, flags);
}

void
end_augeas (struct session_child *session)
{
  session_child_end (session);
}

static int
put_value (void *aug, const struct session_arguments *arguments, FILE *out)
{
  const char *path = session_text (arguments, 0), *value = NULL;
  const int found = aug_get (aug, path, &value);

  if (found < 0)
    return reply_augeas_error (aug, path);
  if (found == 0 || value == NULL)
    return reply_error_text (ENOENT, "%s: %s", path,
                             found == 0 ? "no matching node" : "the node has no value");
  fputs (value, out);
  return 0;
}

char *
do_aug_get (struct session_child *session, const char *augpath)
{
  return session_ask_text (session, put_value, SESSION_TEXT (augpath));
}

static int
put_matches (void *aug, const struct session_arguments *arguments, FILE *out)
{
  const char *path = session_text (arguments, 0);
  char **matches;
  const int count = aug_match (aug, path, &matches);

  if (count < 0)
    return reply_augeas_error (aug, path);
  for (int i = 0; i < count; ++i)
    fwrite (matches[i], strlen (matches[i]) + 1, 1, out);
  for (int i = 0; i < count; ++i)
    free (matches[i]);
  free (matches);
  return 0;
}

char **
do_aug_match (struct session_child *session, const char *augpath)
{
  return session_ask_list (session, put_matches, SESSION_TEXT (augpath));
}

static int
define_variable (void *aug, const struct session_arguments *arguments, FILE *out)
{
  const char *name = session_text (arguments, 0);
  const int count = aug_defvar (aug, name, session_text (arguments, 1));

  return count >= 0 ? session_put_number (out, count) : reply_augeas_error (aug, name);
}

int
do_aug_defvar (struct session_child *session, const char *name, const char *expr)
{
  return session_ask_number (session, define_variable, SESSION_TEXT (name), SESSION_TEXT (expr));
}
