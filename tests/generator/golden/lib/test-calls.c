/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The calls that test bindings.
 * Made by generator/emit/binding_test_calls.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/memory.h"
#include "calls/test-output.h"
#include "cleanup.h"
#include "lib-impl.h"
#include "string-list.h"

static void
print_texts (FILE *out, char *const *texts)
{
  fputc ('[', out);
  for (size_t i = 0; texts[i] != NULL; ++i)
    fprintf (out, "%s\"%s\"", i > 0 ? ", " : "", texts[i]);
  fputs ("]\n", out);
}

static void
print_bytes (FILE *out, const char *bytes, size_t size)
{
  for (size_t i = 0; i < size; ++i)
    fprintf (out, "<%02x>", (unsigned char) bytes[i]);
  fputc ('\n', out);
}

static bool
is_int64 (const char *text, int64_t *value)
{
  char *end;

  errno = 0;
  *value = strtoll (text, &end, 10);
  return errno == 0 && end != text && *end == '\0';
}

static int
parse_int64 (guestfs_h *g, const char *call, const char *text, int64_t *value)
{
  if (is_int64 (text, value))
    return 0;
  return set_error (g, EINVAL, "%s: expecting int64 argument", call);
}

static int
parse_int (guestfs_h *g, const char *call, const char *text, int *value)
{
  int64_t wide;

  if (!is_int64 (text, &wide) || wide < INT_MIN || wide > INT_MAX)
    return set_error (g, EINVAL, "%s: expecting int argument", call);
  *value = wide;
  return 0;
}

static int
parse_count (guestfs_h *g, const char *call, const char *text, int *count)
{
  if (parse_int (g, call, text, count) == -1)
    return -1;
  if (*count < 0)
    return set_error (g, EINVAL, "%s: the number of elements cannot be negative", call);
  return 0;
}

