/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The directories that the library writes to. */

#include <config.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "checks.h"
#include "cleanup.h"
#include "guestfs-api/properties.h"

#define TEMPORARY "temporary files"
#define CACHE "cache"

/* What is written to read-only drives lies in the temporary directory, the
 * memory of an appliance in the cache directory: with less than that, somebody
 * should know. */
#define ENOUGH_MEBIBYTES 1024

/* What is free below DIRECTORY for this user, in MiB. */
static uint64_t
free_mebibytes (const char *directory)
{
  struct statvfs status;

  if (statvfs (directory, &status) == -1)
    return 0;
  return (uint64_t) status.f_bavail * status.f_frsize >> 20;
}

/* By trying: permissions alone do not tell of read-only filesystems, quotas
 * and security modules. */
static int
try_to_write (const char *directory)
{
  CLEANUP_FREE char *name = format ("%s/libguestfsXXXXXX", directory);

  return mkdtemp (name) == NULL ? -1 : rmdir (name);
}

static void
report_space (struct report *report, const char *name, const char *directory, const char *variable)
{
  const uint64_t space = free_mebibytes (directory);
  char *text = format ("%s, %" PRIu64 " MiB are free", directory, space);

  if (space >= ENOUGH_MEBIBYTES)
    report_step (report, name, RESULT_OK, NOT_TIMED, text, NULL);
  else
    report_step (report, name, RESULT_WARNING, NOT_TIMED, text,
                 format ("Make room, or set %s to a directory on a larger filesystem.", variable));
}

/* ---- temporary files ---- */

/* In a directory that all can write to, the sticky bit keeps others from
 * exchanging what is not theirs. */
static bool
others_can_exchange_files (const char *directory)
{
  struct stat status;

  return stat (directory, &status) == 0 && (status.st_mode & S_IWOTH) != 0
         && (status.st_mode & S_ISVTX) == 0;
}

static void
check_temporary (struct report *report, guestfs_h *g)
{
  CLEANUP_FREE char *directory = guestfs_get_tmpdir (g);

  if (directory == NULL)
    report_error (report, TEMPORARY, guestfs_last_error (g));
  else if (try_to_write (directory) == -1)
    report_step (report, TEMPORARY, RESULT_FAILED, NOT_TIMED,
                 format ("nothing can be written to %s: %s", directory, strerror (errno)),
                 copy ("Correct its permissions, or set LIBGUESTFS_TMPDIR (or TMPDIR) to a "
                       "directory that you can write to."));
  else if (others_can_exchange_files (directory))
    report_step (report, TEMPORARY, RESULT_WARNING, NOT_TIMED,
                 format ("other users can exchange files in %s", directory),
                 format ("Do: chmod +t %s", directory));
  else
    report_space (report, TEMPORARY, directory, "LIBGUESTFS_TMPDIR");
}

/* ---- cache ---- */

static void
cache_warning (struct report *report, char *text, char *advice)
{
  char *whole = format ("%s; nothing is remembered, so that each launch takes the long way", text);

  free (text);
  report_step (report, CACHE, RESULT_WARNING, NOT_TIMED, whole, advice);
}

/* The cache directory is not used if it is not the user's own. */
static void
check_existing_cache (struct report *report, const char *directory, const struct stat *status)
{
  if (!S_ISDIR (status->st_mode))
    cache_warning (report, format ("%s is not a directory", directory),
                   format ("Remove it, or set LIBGUESTFS_CACHEDIR to another place."));
  else if (status->st_uid != geteuid ())
    cache_warning (report,
                   format ("%s is owned by user %u, not by you (user %u)", directory,
                           (unsigned) status->st_uid, (unsigned) geteuid ()),
                   copy ("Remove it, or set LIBGUESTFS_CACHEDIR to another place."));
  else if ((status->st_mode & (S_IWGRP | S_IWOTH)) != 0)
    cache_warning (report,
                   format ("other users can write to %s (mode %03o)", directory,
                           (unsigned) status->st_mode & 0777),
                   format ("Remove it, so that nothing of theirs is used."));
  else if (try_to_write (directory) == -1)
    cache_warning (report, format ("nothing can be written to %s: %s", directory, strerror (errno)),
                   copy ("Correct its permissions, or set LIBGUESTFS_CACHEDIR to another place."));
  else
    report_space (report, CACHE, directory, "LIBGUESTFS_CACHEDIR");
}

static void
check_cache (struct report *report, guestfs_h *g)
{
  CLEANUP_FREE char *parent = guestfs_get_cachedir (g);
  CLEANUP_FREE char *directory = NULL;
  struct stat status;

  if (parent == NULL) {
    report_error (report, CACHE, guestfs_last_error (g));
    return;
  }
  directory = format ("%s/.guestfs-%u", parent, (unsigned) geteuid ());
  if (lstat (directory, &status) == 0)
    check_existing_cache (report, directory, &status);
  else if (try_to_write (parent) == 0)
    report_space (report, CACHE, parent, "LIBGUESTFS_CACHEDIR");
  else
    cache_warning (report, format ("nothing can be written to %s: %s", parent, strerror (errno)),
                   copy ("Correct its permissions, or set LIBGUESTFS_CACHEDIR to a directory "
                         "that you can write to."));
}

void
check_directories (struct report *report, guestfs_h *g)
{
  check_temporary (report, g);
  check_cache (report, g);
}
