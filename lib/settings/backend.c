/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which hypervisor runs the appliance: the backend, its settings, and the
 * hypervisor's program. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/machine-facts.h"
#include "base/memory.h"
#include "base/text.h"
#include "cleanup.h"
#include "lib-impl.h"
#include "settings/backend.h"
#include "string-list.h"

int
backend_init (guestfs_h *g)
{
  const struct machine_facts *facts = machine_facts ();

  g->backend.name = strdup (GUESTFS_DEFAULT_BACKEND);
  g->backend.settings = calloc (1, sizeof *g->backend.settings);
  g->backend.default_hv = strdup (facts ? facts->hypervisors[0] : "qemu-system-" HOST_CPU);
  return g->backend.name && g->backend.settings && g->backend.default_hv ? 0 : -1;
}

void
backend_free (guestfs_h *g)
{
  free (g->backend.name);
  free_string_array (g->backend.settings);
  free (g->backend.hv);
  free (g->backend.default_hv);
}

/* Whether BACKEND is NAME or "NAME:argument". */
static bool
is_backend (const char *backend, const char *name)
{
  size_t length = strlen (name);
  return strncmp (backend, name, length) == 0
         && (backend[length] == '\0' || backend[length] == ':');
}

int
impl_set_backend (guestfs_h *g, const char *backend)
{
  /* Its old name. */
  if (strcmp (backend, "appliance") == 0)
    backend = "direct";
  if (!is_backend (backend, "direct") && !is_backend (backend, "libvirt"))
    return set_error (g, EINVAL, "invalid backend: %s", backend);

  char *copy = safe_strdup (g, backend);
  free (g->backend.name);
  g->backend.name = copy;
  return 0;
}

char *
impl_get_backend (guestfs_h *g)
{
  return safe_strdup (g, g->backend.name);
}

int
impl_set_attach_method (guestfs_h *g, const char *backend)
{
  return impl_set_backend (g, backend);
}

char *
impl_get_attach_method (guestfs_h *g)
{
  return safe_strdup (g, strcmp (g->backend.name, "direct") == 0 ? "appliance" : g->backend.name);
}

int
impl_set_backend_settings (guestfs_h *g, char *const *settings)
{
  char **copy = safe_copy_strings (g, settings);
  free_string_array (g->backend.settings);
  g->backend.settings = copy;
  return 0;
}

char **
impl_get_backend_settings (guestfs_h *g)
{
  return safe_copy_strings (g, g->backend.settings);
}

/* The value if SETTING is "NAME" or "NAME=value", else NULL. */
static const char *
value_if_named (const char *setting, const char *name)
{
  size_t length = strlen (name);
  if (strncmp (setting, name, length) != 0)
    return NULL;
  if (setting[length] == '\0')
    return "1";
  return setting[length] == '=' ? setting + length + 1 : NULL;
}

const char *
backend_setting (guestfs_h *g, const char *name)
{
  for (size_t i = 0; g->backend.settings[i] != NULL; ++i) {
    const char *value = value_if_named (g->backend.settings[i], name);
    if (value)
      return value;
  }
  return NULL;
}

int
backend_setting_bool (guestfs_h *g, const char *name)
{
  const char *text = backend_setting (g, name);
  if (text == NULL)
    return 0;
  int value = parse_boolean (text);
  if (value == -1)
    return set_error (g, EINVAL, "backend setting %s=%s: the value must be 0 or 1", name, text);
  return value;
}

char *
impl_get_backend_setting (guestfs_h *g, const char *name)
{
  const char *value = backend_setting (g, name);
  if (value == NULL) {
    set_error (g, ESRCH, "setting not found");
    return NULL;
  }
  return safe_strdup (g, value);
}

int
impl_clear_backend_setting (guestfs_h *g, const char *name)
{
  int removed = 0;
  size_t kept = 0;
  for (size_t i = 0; g->backend.settings[i] != NULL; ++i)
    if (value_if_named (g->backend.settings[i], name)) {
      free (g->backend.settings[i]);
      ++removed;
    } else
      g->backend.settings[kept++] = g->backend.settings[i];
  g->backend.settings[kept] = NULL;
  return removed;
}

int
impl_set_backend_setting (guestfs_h *g, const char *name, const char *val)
{
  char *setting = safe_asprintf (g, "%s=%s", name, val);
  impl_clear_backend_setting (g, name);

  size_t count = count_strings (g->backend.settings);
  g->backend.settings =
    safe_realloc (g, g->backend.settings, (count + 2) * sizeof *g->backend.settings);
  g->backend.settings[count] = setting;
  g->backend.settings[count + 1] = NULL;
  return 0;
}

/* ---- the hypervisor's program ---- */

int
impl_set_hv (guestfs_h *g, const char *hv)
{
  return impl_set_qemu (g, hv);
}

char *
impl_get_hv (guestfs_h *g)
{
  return safe_strdup (g, impl_get_qemu (g));
}

int
impl_set_qemu (guestfs_h *g, const char *hv)
{
  char *copy = hv ? safe_strdup (g, hv) : NULL;
  free (g->backend.hv);
  g->backend.hv = copy;
  return 0;
}

const char *
impl_get_qemu (guestfs_h *g)
{
  return g->backend.hv ? g->backend.hv : g->backend.default_hv;
}
