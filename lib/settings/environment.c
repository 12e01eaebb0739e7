/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The environment variables that set a handle's properties. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "base/state.h"
#include "base/text.h"
#include "cleanup.h"
#include "lib-impl.h"
#include "settings/environment.h"
#include "string-list.h"

/* Where a variable's value comes from: the process, or a list of
 * "NAME=value". */
typedef const char *(*lookup_function) (char *const *list, const char *name);

static const char *
lookup_process (char *const *list __attribute__ ((unused)), const char *name)
{
  /* Not getenv: the variables name programs that a set-user-ID program must
   * not be made to run. */
  return secure_getenv (name);
}

static const char *
lookup_list (char *const *list, const char *name)
{
  size_t length = strlen (name);
  for (size_t i = 0; list[i] != NULL; ++i)
    if (strncmp (list[i], name, length) == 0 && list[i][length] == '=')
      return list[i] + length + 1;
  return NULL;
}

struct environment {
  guestfs_h *g;
  lookup_function lookup;
  char *const *list;
};

static const char *
variable (const struct environment *env, const char *name)
{
  return env->lookup (env->list, name);
}

static const char *
nonempty_variable (const struct environment *env, const char *name)
{
  const char *value = variable (env, name);
  return value && value[0] != '\0' ? value : NULL;
}

static int
set_flag (const struct environment *env, const char *name, int (*set) (guestfs_h *, int))
{
  const char *text = variable (env, name);
  if (text == NULL)
    return 0;
  int value = parse_boolean (text);
  if (value == -1)
    return set_error (env->g, EINVAL, "%s=%s: non-boolean value", name, text);
  return set (env->g, value);
}

/* A property that NAME says: those of a machine stay as they are once it is
 * there. */
static int
set_property (const struct environment *env, const char *name, const char *value,
              int (*set) (guestfs_h *, const char *))
{
  return require_config (env->g, name) == -1 ? -1 : set (env->g, value);
}

/* Where the property has an old variable, the new one has precedence. */
static int
set_text (const struct environment *env, const char *name, const char *old_name,
          int (*set) (guestfs_h *, const char *))
{
  const char *value = nonempty_variable (env, name);
  if (value == NULL && old_name != NULL)
    value = nonempty_variable (env, old_name);
  return value ? set_property (env, name, value, set) : 0;
}

static int
set_fallback_directory (const struct environment *env, const char *name,
                        void (*set) (guestfs_h *, char *))
{
  const char *value = variable (env, name);
  if (value == NULL)
    return 0;
  char *directory = real_directory (env->g, name, value);
  if (directory == NULL)
    return -1;
  set (env->g, directory);
  return 0;
}

static int
set_memsize (const struct environment *env)
{
  const char *text = nonempty_variable (env, "LIBGUESTFS_MEMSIZE");
  if (text == NULL)
    return 0;
  char *end;
  errno = 0;
  long value = strtol (text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || value < INT_MIN || value > INT_MAX)
    return set_error (env->g, EINVAL,
                      "LIBGUESTFS_MEMSIZE=%s: non-numeric value for LIBGUESTFS_MEMSIZE", text);
  if (require_config (env->g, "LIBGUESTFS_MEMSIZE") == -1)
    return -1;
  return impl_set_memsize (env->g, (int) value);
}

static int
set_settings (const struct environment *env)
{
  const char *text = nonempty_variable (env, "LIBGUESTFS_BACKEND_SETTINGS");
  if (text == NULL)
    return 0;
  CLEANUP_FREE_STRINGS char **settings = split_bytes (text, strlen (text), ':');
  if (settings == NULL)
    out_of_memory (env->g);
  if (require_config (env->g, "LIBGUESTFS_BACKEND_SETTINGS") == -1)
    return -1;
  return impl_set_backend_settings (env->g, settings);
}

static int
set_append (const struct environment *env)
{
  const char *text = variable (env, "LIBGUESTFS_APPEND");
  return text ? set_property (env, "LIBGUESTFS_APPEND", text, impl_set_append) : 0;
}

/* ---- all of them ---- */

/* Keeps the first error, with the variable's name in it: the library's own errors
 * name the property. */
static void
note_problem (guestfs_h *g, const char *name)
{
  const char *problem = last_error (g);

  if (g->environment.problem != NULL)
    return;
  g->environment.err = last_error_number (g);
  g->environment.problem = strncmp (problem, name, strlen (name)) == 0
                             ? safe_strdup (g, problem)
                             : safe_asprintf (g, "%s: %s", name, problem);
}

static int
set_trace (const struct environment *env)
{
  return set_flag (env, "LIBGUESTFS_TRACE", impl_set_trace);
}

static int
set_verbose (const struct environment *env)
{
  return set_flag (env, "LIBGUESTFS_DEBUG", impl_set_verbose);
}

static int
set_tmpdir (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_TMPDIR", NULL, impl_set_tmpdir);
}

static int
set_cachedir (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_CACHEDIR", NULL, impl_set_cachedir);
}

static int
set_general_tmpdir (const struct environment *env)
{
  return set_fallback_directory (env, "TMPDIR", directories_set_default);
}

static int
set_path (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_PATH", NULL, impl_set_path);
}

static int
set_hv (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_HV", "LIBGUESTFS_QEMU", impl_set_hv);
}

static int
set_backend (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_BACKEND", "LIBGUESTFS_ATTACH_METHOD", impl_set_backend);
}

static int
set_runtimedir (const struct environment *env)
{
  return set_fallback_directory (env, "XDG_RUNTIME_DIR", directories_set_runtime);
}

/* First what shows how the others are set. */
static const struct {
  const char *name;
  int (*set) (const struct environment *env);
} variables[] = {
  { "LIBGUESTFS_TRACE", set_trace },
  { "LIBGUESTFS_DEBUG", set_verbose },
  { "LIBGUESTFS_TMPDIR", set_tmpdir },
  { "LIBGUESTFS_CACHEDIR", set_cachedir },
  { "TMPDIR", set_general_tmpdir },
  { "LIBGUESTFS_PATH", set_path },
  { "LIBGUESTFS_HV", set_hv },
  { "LIBGUESTFS_APPEND", set_append },
  { "LIBGUESTFS_MEMSIZE", set_memsize },
  { "LIBGUESTFS_BACKEND", set_backend },
  { "LIBGUESTFS_BACKEND_SETTINGS", set_settings },
};

void
environment_forget_problem (guestfs_h *g)
{
  free (g->environment.problem);
  g->environment = (struct handle_environment) { .problem = NULL };
}

/* A bad variable hides no other, which may be one that makes things safe; launch
 * refuses what was not meant so. */
static int
parse (const struct environment *env)
{
  guestfs_h *g = env->g;

  environment_forget_problem (g);
  errors_silence (g);
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; ++i)
    if (variables[i].set (env) == -1)
      note_problem (g, variables[i].name);
  errors_unsilence (g);
  /* It is the session's, often left over from another one: no reason not to
   * launch. */
  const int result = set_runtimedir (env);
  if (g->environment.problem == NULL)
    return result;
  return set_error (g, g->environment.err, "%s", g->environment.problem);
}

int
environment_check (guestfs_h *g)
{
  if (g->environment.problem == NULL)
    return 0;
  return set_error (g, g->environment.err, "guestfs_launch failed: %s", g->environment.problem);
}

int
impl_parse_environment (guestfs_h *g)
{
  const struct environment env = { g, lookup_process, NULL };
  return parse (&env);
}

int
impl_parse_environment_list (guestfs_h *g, char *const *environment)
{
  const struct environment env = { g, lookup_list, environment };
  return parse (&env);
}
