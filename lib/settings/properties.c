/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Properties of a handle that shape the appliance. */

#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "lib-impl.h"
#include "settings/backend.h"
#include "settings/properties.h"

#define DEFAULT_MEMSIZE 1280 /* MiB */
#define MIN_MEMSIZE 256      /* MiB; the appliance does not boot with less */
#define MAX_SMP 255          /* what the machine type can have */

static char *
default_program_name (void)
{
  const char *name = program_invocation_short_name;
  /* libtool's name of a program that was not installed yet. */
  if (strncmp (name, "lt-", 3) == 0)
    name += 3;
  return strdup (name);
}

int
properties_init (guestfs_h *g)
{
  g->properties.autosync = true;
  g->properties.recovery_proc = true;
  g->properties.smp = 1;
  g->properties.memsize = DEFAULT_MEMSIZE;
  g->properties.identifier = strdup ("");
  g->properties.program = default_program_name ();
  g->properties.path = strdup (GUESTFS_DEFAULT_PATH);
  if (!g->properties.identifier || !g->properties.program || !g->properties.path)
    return -1;
  return backend_init (g);
}

void
properties_free (guestfs_h *g)
{
  free (g->properties.identifier);
  free (g->properties.program);
  free (g->properties.path);
  free (g->properties.append);
  for (size_t i = 0; i < g->properties.nr_hv_params; ++i) {
    free (g->properties.hv_params[i].name);
    free (g->properties.hv_params[i].value);
  }
  free (g->properties.hv_params);
  backend_free (g);
}

/* VALUE may be NULL. */
static int
set_string (guestfs_h *g, char **property, const char *value)
{
  char *copy = value ? safe_strdup (g, value) : NULL;
  free (*property);
  *property = copy;
  return 0;
}

int
impl_set_path (guestfs_h *g, const char *searchpath)
{
  return set_string (g, &g->properties.path, searchpath ? searchpath : GUESTFS_DEFAULT_PATH);
}

const char *
impl_get_path (guestfs_h *g)
{
  return g->properties.path;
}

int
impl_set_append (guestfs_h *g, const char *append)
{
  return set_string (g, &g->properties.append, append);
}

const char *
impl_get_append (guestfs_h *g)
{
  return g->properties.append;
}

int
impl_set_program (guestfs_h *g, const char *program)
{
  return set_string (g, &g->properties.program, program);
}

const char *
impl_get_program (guestfs_h *g)
{
  return g->properties.program;
}

/* It is printed in every line of trace, so it can't be anything. */
int
impl_set_identifier (guestfs_h *g, const char *identifier)
{
  for (const char *p = identifier; *p != '\0'; ++p)
    if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9')
          || *p == '_' || *p == '-'))
      return set_error (g, EINVAL,
                        "identifier must contain only alphanumeric characters, underscore or "
                        "minus sign");
  return set_string (g, &g->properties.identifier, identifier);
}

const char *
impl_get_identifier (guestfs_h *g)
{
  return g->properties.identifier;
}

int
impl_set_memsize (guestfs_h *g, int memsize)
{
  if (memsize < MIN_MEMSIZE)
    return set_error (g, EINVAL, "too small value for memsize (must be at least %d)", MIN_MEMSIZE);
  g->properties.memsize = memsize;
  return 0;
}

int
impl_get_memsize (guestfs_h *g)
{
  return g->properties.memsize;
}

int
impl_set_smp (guestfs_h *g, int smp)
{
  if (smp < 1)
    return set_error (g, EINVAL, "invalid smp parameter: %d", smp);
  if (smp > MAX_SMP)
    return set_error (g, EINVAL, "unsupported number of smp vcpus: %d", smp);
  g->properties.smp = smp;
  return 0;
}

int
impl_get_smp (guestfs_h *g)
{
  return g->properties.smp;
}

int
impl_set_verbose (guestfs_h *g, int verbose)
{
  g->verbose = verbose != 0;
  return 0;
}

int
impl_get_verbose (guestfs_h *g)
{
  return g->verbose;
}

int
impl_set_trace (guestfs_h *g, int trace)
{
  g->trace = trace != 0;
  return 0;
}

int
impl_get_trace (guestfs_h *g)
{
  return g->trace;
}

int
impl_set_autosync (guestfs_h *g, int autosync)
{
  g->properties.autosync = autosync != 0;
  return 0;
}

int
impl_get_autosync (guestfs_h *g)
{
  return g->properties.autosync;
}

int
impl_set_recovery_proc (guestfs_h *g, int recoveryproc)
{
  g->properties.recovery_proc = recoveryproc != 0;
  return 0;
}

int
impl_get_recovery_proc (guestfs_h *g)
{
  return g->properties.recovery_proc;
}

int
impl_set_network (guestfs_h *g, int network)
{
  g->properties.network = network != 0;
  return 0;
}

int
impl_get_network (guestfs_h *g)
{
  return g->properties.network;
}

int
impl_set_pgroup (guestfs_h *g, int pgroup)
{
  g->properties.pgroup = pgroup != 0;
  return 0;
}

int
impl_get_pgroup (guestfs_h *g)
{
  return g->properties.pgroup;
}

int
impl_set_direct (guestfs_h *g, int direct)
{
  g->properties.direct_mode = direct != 0;
  return 0;
}

int
impl_get_direct (guestfs_h *g)
{
  return g->properties.direct_mode;
}

/* Parameters that would take the appliance itself away. */
static bool
is_reserved_parameter (const char *name)
{
  static const char *const reserved[] = { "-kernel", "-initrd",      "-nographic", "-display",
                                          "-serial", "-full-screen", "-std-vga",   "-vnc" };
  for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; ++i)
    if (strcmp (name, reserved[i]) == 0)
      return true;
  return false;
}

int
impl_config (guestfs_h *g, const char *hvparam, const char *hvvalue)
{
  if (is_reserved_parameter (hvparam))
    return set_error (g, EPERM, "parameter ‘%s’ isn't allowed", hvparam);

  g->properties.hv_params = safe_realloc (
    g, g->properties.hv_params, (g->properties.nr_hv_params + 1) * sizeof *g->properties.hv_params);
  g->properties.hv_params[g->properties.nr_hv_params++] = (struct hv_param) {
    .name = safe_strdup (g, hvparam),
    .value = hvvalue ? safe_strdup (g, hvvalue) : NULL,
  };
  return 0;
}
