/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The environment variables that set a handle's properties. */

#include <config.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "internal.h"
#include "lib-impl.h"
#include "settings/environment.h"

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

int
parse_boolean (const char *text)
{
  static const char *const spellings[2][6] = { { "0", "false", "f", "no", "n", "off" },
                                               { "1", "true", "t", "yes", "y", "on" } };
  for (int value = 0; value <= 1; ++value)
    for (size_t i = 0; i < 6; ++i)
      if (strcasecmp (text, spellings[value][i]) == 0)
        return value;
  return -1;
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

/* Where the property has an old variable, the new one has precedence. */
static int
set_text (const struct environment *env, const char *name, const char *old_name,
          int (*set) (guestfs_h *, const char *))
{
  const char *value = nonempty_variable (env, name);
  if (value == NULL && old_name != NULL)
    value = nonempty_variable (env, old_name);
  return value ? set (env->g, value) : 0;
}

static int
set_fallback_directory (const struct environment *env, const char *name, char **property)
{
  const char *value = variable (env, name);
  if (value == NULL)
    return 0;
  char *directory = real_directory (env->g, name, value);
  if (directory == NULL)
    return -1;
  free (*property);
  *property = directory;
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
  return guestfs_set_memsize (env->g, (int) value);
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
  return guestfs_set_backend_settings (env->g, settings);
}

static int
set_append (const struct environment *env)
{
  const char *text = variable (env, "LIBGUESTFS_APPEND");
  return text ? guestfs_set_append (env->g, text) : 0;
}

/* ---- all of them ---- */

/* Keeps the first error, with the variable's name in it: the library's own errors
 * name the property. */
static void
note_problem (guestfs_h *g, const char *name)
{
  const char *problem = guestfs_last_error (g);

  if (g->bad_variable.problem != NULL)
    return;
  g->bad_variable.err = guestfs_last_errno (g);
  g->bad_variable.problem = strncmp (problem, name, strlen (name)) == 0
                              ? safe_strdup (g, problem)
                              : safe_asprintf (g, "%s: %s", name, problem);
}

static int
set_trace (const struct environment *env)
{
  return set_flag (env, "LIBGUESTFS_TRACE", guestfs_set_trace);
}

static int
set_verbose (const struct environment *env)
{
  return set_flag (env, "LIBGUESTFS_DEBUG", guestfs_set_verbose);
}

static int
set_tmpdir (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_TMPDIR", NULL, guestfs_set_tmpdir);
}

static int
set_cachedir (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_CACHEDIR", NULL, guestfs_set_cachedir);
}

static int
set_general_tmpdir (const struct environment *env)
{
  return set_fallback_directory (env, "TMPDIR", &env->g->env_tmpdir);
}

static int
set_path (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_PATH", NULL, guestfs_set_path);
}

static int
set_hv (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_HV", "LIBGUESTFS_QEMU", guestfs_set_hv);
}

static int
set_backend (const struct environment *env)
{
  return set_text (env, "LIBGUESTFS_BACKEND", "LIBGUESTFS_ATTACH_METHOD", guestfs_set_backend);
}

static int
set_runtimedir (const struct environment *env)
{
  return set_fallback_directory (env, "XDG_RUNTIME_DIR", &env->g->env_runtimedir);
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
  free (g->bad_variable.problem);
  g->bad_variable = (struct bad_variable) { .problem = NULL };
}

/* A bad variable hides no other, which may be one that makes things safe; launch
 * refuses what was not meant so. */
static int
parse (const struct environment *env)
{
  guestfs_h *g = env->g;

  environment_forget_problem (g);
  guestfs_push_error_handler (g, NULL, NULL);
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; ++i)
    if (variables[i].set (env) == -1)
      note_problem (g, variables[i].name);
  guestfs_pop_error_handler (g);
  /* It is the session's, often left over from another one: no reason not to
   * launch. */
  const int result = set_runtimedir (env);
  if (g->bad_variable.problem == NULL)
    return result;
  return set_error (g, g->bad_variable.err, "%s", g->bad_variable.problem);
}

int
environment_check (guestfs_h *g)
{
  if (g->bad_variable.problem == NULL)
    return 0;
  return set_error (g, g->bad_variable.err, "guestfs_launch failed: %s", g->bad_variable.problem);
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
