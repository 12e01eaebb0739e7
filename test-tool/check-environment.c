/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the surroundings ask of the library, and which library it is. */

#include <config.h>

#include <dlfcn.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "cleanup.h"
#include "guestfs-api/handle.h"

/* Variables that change what the library does, or which library is loaded. */
static bool
matters (const char *variable)
{
  static const char *const names[] = { "LIBGUESTFS_", "TMPDIR=", "XDG_RUNTIME_DIR=",
                                       "LD_LIBRARY_PATH=", "LD_PRELOAD=" };

  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i)
    if (strncmp (variable, names[i], strlen (names[i])) == 0)
      return true;
  return false;
}

static char *
variables_that_matter (void)
{
  char *text = NULL;

  for (char **variable = environ; *variable != NULL; ++variable)
    if (matters (*variable)) {
      char *longer = text != NULL ? format ("%s\n%s", text, *variable) : format ("%s", *variable);
      free (text);
      text = longer;
    }
  return text != NULL ? text : copy ("no variable is set that changes what the library does");
}

char *
library_version (guestfs_h *g)
{
  struct guestfs_version *version = guestfs_version (g);

  if (version == NULL)
    return copy ("of unknown version");
  char *text = format ("%" PRId64 ".%" PRId64 ".%" PRId64 "%s", version->major, version->minor,
                       version->release, version->extra);
  guestfs_free_version (version);
  return text;
}

static void
check_library (struct report *report, guestfs_h *g)
{
  CLEANUP_FREE char *version = library_version (g);
  Dl_info info = { .dli_fname = NULL };
  const char *file =
    dladdr ((void *) guestfs_create, &info) != 0 && info.dli_fname ? info.dli_fname : "";
  char *text = format ("libguestfs %s, %s", version, file);

  if (strcmp (version, PACKAGE_VERSION) == 0)
    report_step (report, "library", RESULT_OK, NOT_TIMED, text, NULL);
  else
    report_step (report, "library", RESULT_WARNING, NOT_TIMED, text,
                 format ("This program is version " PACKAGE_VERSION
                         ": another library is found first. Look at LD_LIBRARY_PATH and at "
                         "what ldconfig -p says."));
}

guestfs_h *
check_environment (struct report *report, const struct handle_options *options)
{
  CLEANUP_FREE char *variables = variables_that_matter ();
  CLEANUP_FREE char *error = NULL;
  guestfs_h *g = scratch_handle_new (options, &error);

  if (g == NULL) {
    report_step (report, "environment", RESULT_FAILED, NOT_TIMED,
                 format ("%s\n%s", error != NULL ? error : "out of memory", variables),
                 copy ("Correct or unset the variable; ENVIRONMENT VARIABLES in guestfs(3) says "
                       "what it may hold."));
    return NULL;
  }
  report_step (report, "environment", RESULT_OK, NOT_TIMED, variables, NULL);
  variables = NULL;
  check_library (report, g);
  return g;
}
