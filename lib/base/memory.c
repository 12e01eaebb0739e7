/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory that is there or ends the program: allocation which reports its
 * failure through the handle's out-of-memory callback. */

#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/handle.h"
#include "base/memory.h"

void
guestfs_set_out_of_memory_handler (guestfs_h *g, guestfs_abort_cb cb)
{
  g->abort_cb = cb;
}

guestfs_abort_cb
guestfs_get_out_of_memory_handler (guestfs_h *g)
{
  return g->abort_cb;
}

void
out_of_memory (guestfs_h *g)
{
  g->abort_cb ();
  abort (); /* a callback that returns has broken its contract */
}

void *
safe_malloc (guestfs_h *g, size_t size)
{
  void *p = malloc (size > 0 ? size : 1);
  if (p == NULL)
    out_of_memory (g);
  return p;
}

void *
safe_calloc (guestfs_h *g, size_t count, size_t size)
{
  void *p = count > 0 && size > 0 ? calloc (count, size) : calloc (1, 1);
  if (p == NULL)
    out_of_memory (g);
  return p;
}

void *
safe_realloc (guestfs_h *g, void *pointer, size_t size)
{
  void *p = realloc (pointer, size > 0 ? size : 1);
  if (p == NULL)
    out_of_memory (g);
  return p;
}

char *
safe_strdup (guestfs_h *g, const char *string)
{
  char *copy = strdup (string);
  if (copy == NULL)
    out_of_memory (g);
  return copy;
}

char *
safe_strndup (guestfs_h *g, const char *string, size_t size)
{
  char *copy = strndup (string, size);
  if (copy == NULL)
    out_of_memory (g);
  return copy;
}

void *
safe_memdup (guestfs_h *g, const void *bytes, size_t size)
{
  void *copy = safe_malloc (g, size);
  if (size > 0)
    memcpy (copy, bytes, size);
  return copy;
}

char *
safe_vasprintf (guestfs_h *g, const char *fmt, va_list args)
{
  char *text;
  if (vasprintf (&text, fmt, args) == -1)
    out_of_memory (g);
  return text;
}

char *
safe_asprintf (guestfs_h *g, const char *fmt, ...)
{
  va_list args;
  va_start (args, fmt);
  char *text = safe_vasprintf (g, fmt, args);
  va_end (args);
  return text;
}

char **
safe_copy_strings (guestfs_h *g, char *const *strings)
{
  size_t count = 0;
  while (strings[count] != NULL)
    ++count;
  char **copy = safe_calloc (g, count + 1, sizeof *copy);
  for (size_t i = 0; i < count; ++i)
    copy[i] = safe_strdup (g, strings[i]);
  return copy;
}
