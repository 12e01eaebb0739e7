/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Handles of the programs in this folder. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cleanup.h"
#include "guestfs-api/backend.h"
#include "guestfs-api/handle.h"
#include "guestfs-api/properties.h"
#include "scratch-handle.h"

/* Slow machines get time; one where nothing happens is not waited for longer
 * than that. */
#define TIMEOUT_SECONDS "600"

static int
set_timeout (guestfs_h *g, const char *seconds)
{
  CLEANUP_FREE char *present = guestfs_get_backend_setting (g, "launch_timeout");

  if (seconds == NULL && present != NULL)
    return 0;
  return guestfs_set_backend_setting (g, "launch_timeout", seconds ?: TIMEOUT_SECONDS);
}

guestfs_h *
scratch_handle_new (const struct handle_options *options, char **error)
{
  guestfs_h *g = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);

  *error = NULL;
  if (g == NULL) {
    *error = strdup (strerror (errno));
    return NULL;
  }
  guestfs_set_error_handler (g, NULL, NULL);
  if (guestfs_parse_environment (g) == -1 || set_timeout (g, options->timeout_seconds) == -1
      || (options->verbose && (guestfs_set_verbose (g, 1) == -1 || guestfs_set_trace (g, 1) == -1))
      || (options->hypervisor != NULL && guestfs_set_hv (g, options->hypervisor) == -1)) {
    *error = strdup (guestfs_last_error (g));
    guestfs_close (g);
    return NULL;
  }
  return g;
}

const char *
launch_fact (char *const *launch_report, const char *name)
{
  for (size_t i = 0; launch_report != NULL && launch_report[i] != NULL; i += 2)
    if (strcmp (launch_report[i], name) == 0)
      return launch_report[i + 1];
  return NULL;
}

int64_t
monotonic_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
