/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Augeas in a child whose root is the guest's. */

#include <config.h>

#include <augeas.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "cleanup.h"
#include "sessions/augeas-child.h"

/* These do not matter for the lenses, and are set when the child enters the guest. */
#define LATE_FLAGS (AUG_SAVE_BACKUP | AUG_SAVE_NEWFILE | AUG_SAVE_NOOP | AUG_NO_LOAD)
#define LENSLESS_FLAGS (AUG_NO_STDINC | AUG_NO_MODL_AUTOLOAD)
#define KNOWN_FLAGS (LATE_FLAGS | LENSLESS_FLAGS | AUG_TYPE_CHECK | AUG_ENABLE_SPAN)

/* It has loaded the lenses and waits; NULL if there is none. */
static struct session_child *prepared;

int
reply_augeas_error (const struct augeas *aug, const char *what)
{
  static const int errnos[] = {
    [AUG_ENOMEM] = ENOMEM, [AUG_EPATHX] = EINVAL, [AUG_ENOMATCH] = ENOENT, [AUG_EMMATCH] = EINVAL
  };
  augeas *handle = (augeas *) aug;
  const unsigned code = aug_error (handle);
  const char *minor = aug_error_minor_message (handle), *details = aug_error_details (handle);

  return reply_error_text (code < sizeof errnos / sizeof errnos[0] ? errnos[code] : 0,
                           "%s: %s%s%s%s%s", what, aug_error_message (handle),
                           minor != NULL ? ": " : "", minor != NULL ? minor : "",
                           details != NULL ? ": " : "", details != NULL ? details : "");
}

/* ---- in the child ---- */

static void *
load_lenses (void *data)
{
  const int *flags = data;
  augeas *aug = aug_init ("/", NULL, *flags | AUG_NO_LOAD | AUG_NO_ERR_CLOSE);

  if (aug == NULL)
    return reply_error_null (ENOMEM, "load the lenses of augeas");
  if (aug_error (aug) != AUG_NOERROR) {
    reply_augeas_error (aug, "load the lenses of augeas");
    return NULL;
  }
  if (!(*flags & LENSLESS_FLAGS) && aug_match (aug, "/augeas/load/*", NULL) <= 0)
    return reply_error_null (ENOENT, "the appliance has no lenses of augeas");
  return aug;
}

/* Links of the guest lead nowhere else from then on, whoever follows them. */
static int
enter_directory (const char *root)
{
  CLEANUP_CLOSE int fd = -1;

  sysroot_mounts_change ();
  fd = sysroot_open (root, O_PATH | O_DIRECTORY, 0);
  if (fd == -1 || fchdir (fd) == -1 || chroot (".") == -1)
    return reply_error (errno, "%s", root);
  sysroot_mounts_change ();
  return 0;
}

static int
enter_guest (void *aug, const struct session_arguments *arguments, FILE *out)
{
  const char *root = session_text (arguments, 0);
  const int flags = session_number (arguments, 1);
  const char *save = flags & AUG_SAVE_BACKUP    ? "backup"
                     : flags & AUG_SAVE_NEWFILE ? "newfile"
                     : flags & AUG_SAVE_NOOP    ? "noop"
                                                : "overwrite";

  (void) out;
  if (enter_directory (root) == -1)
    return -1;
  if (aug_set (aug, "/augeas/save", save) == -1 || (!(flags & AUG_NO_LOAD) && aug_load (aug) == -1))
    return reply_augeas_error (aug, root);
  return 0;
}

/* ---- in the daemon ---- */

static struct session_child *
start (int flags)
{
  return session_child_start ("the process of augeas", load_lenses, &flags, -1);
}

void
augeas_prepare (void)
{
  if (prepared == NULL)
    prepared = start (0);
  reply_error_clear ();
}

static struct session_child *
take_child (int flags)
{
  struct session_child *child = flags == 0 ? prepared : NULL;

  if (child == NULL)
    return start (flags);
  prepared = NULL;
  return child;
}

struct session_child *
augeas_child_start (const char *root, int flags)
{
  if (flags & ~KNOWN_FLAGS) {
    reply_error_text (EINVAL, "flags %d: unknown are %d of them", flags, flags & ~KNOWN_FLAGS);
    return NULL;
  }
  struct session_child *child = take_child (flags & ~LATE_FLAGS);
  if (child == NULL
      || session_ask (child, enter_guest, SESSION_TEXT (root), SESSION_NUMBER (flags)) == 0)
    return child;
  session_child_end (child);
  return NULL;
}
