/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory that is there or ends the program. */

#ifndef GUESTFS_MEMORY_H
#define GUESTFS_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

#include "base/handle-type.h"

/* Calls the abort callback, which does not return. */
extern void out_of_memory (guestfs_h *g) __attribute__ ((noreturn, cold));
/* These never return NULL; they call the handle's abort callback. */
extern void *safe_malloc (guestfs_h *g, size_t size);
extern void *safe_calloc (guestfs_h *g, size_t count, size_t size);
extern void *safe_realloc (guestfs_h *g, void *pointer, size_t size);
extern char *safe_strdup (guestfs_h *g, const char *string);
extern char *safe_strndup (guestfs_h *g, const char *string, size_t size);
extern void *safe_memdup (guestfs_h *g, const void *bytes, size_t size);
extern char *safe_asprintf (guestfs_h *g, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3)));
extern char *safe_vasprintf (guestfs_h *g, const char *fmt, va_list args)
  __attribute__ ((format (printf, 2, 0)));
extern char **safe_copy_strings (guestfs_h *g, char *const *strings);

#endif /* GUESTFS_MEMORY_H */
