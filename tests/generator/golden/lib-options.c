/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Optional arguments in their variadic forms.
 * Made by generator/emit/client_options.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>

#include "base/api.h"
#include "base/errors.h"

static void
set_unknown_option (guestfs_h *g, const char *name, int option)
{
  set_error (g, EINVAL,
             "%s: unknown option %d (this can happen if a program is compiled against a newer "
             "version of libguestfs, then dynamically linked to an older version)",
             name, option);
}

static int
set_option_bit (guestfs_h *g, const char *name, int option, uint64_t *bitmask)
{
  uint64_t bit = UINT64_C (1) << option;

  if (*bitmask & bit)
    return set_error (g, EINVAL, "%s: same optional argument specified more than once", name);
  *bitmask |= bit;
  return 0;
}

int
guestfs_all_options (guestfs_h *g, const char *name)
{
  return guestfs_all_options_opts_argv (g, name, NULL);
}

int
guestfs_all_options_opts (guestfs_h *g, const char *name, ...)
{
  va_list args;
  va_start (args, name);
  int result = guestfs_all_options_opts_va (g, name, args);
  va_end (args);
  return result;
}

int
guestfs_all_options_opts_va (guestfs_h *g, const char *name, va_list args)
{
  struct guestfs_all_options_opts_argv optargs = { 0 };

  for (int option; (option = va_arg (args, int)) >= 0;) {
    switch (option) {
    case GUESTFS_ALL_OPTIONS_OPTS_QUICK:
      optargs.quick = va_arg (args, int);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_DEPTH:
      optargs.depth = va_arg (args, int);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_OFFSET:
      optargs.offset = va_arg (args, int64_t);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_LABEL:
      optargs.label = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_SERVERS:
      optargs.servers = va_arg (args, char *const *);
      break;
    default:
      set_unknown_option (g, "all_options", option);
      return -1;
    }
    if (set_option_bit (g, "all_options", option, &optargs.bitmask) == -1)
      return -1;
  }
  return guestfs_all_options_opts_argv (g, name, &optargs);
}

