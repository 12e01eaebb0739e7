/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The end of an unbounded stream of text. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/text-ring.h"
#include "cleanup.h"

/* A longer line is cut, so that one line cannot fill an error message. */
#define LINE_MAX_SHOWN 300

void
text_ring_add (struct text_ring *ring, const char *bytes, size_t size)
{
  if (size > TEXT_RING_SIZE) {
    ring->total += size - TEXT_RING_SIZE;
    bytes += size - TEXT_RING_SIZE;
    size = TEXT_RING_SIZE;
  }

  const size_t at = ring->total % TEXT_RING_SIZE;
  const size_t first = size < TEXT_RING_SIZE - at ? size : TEXT_RING_SIZE - at;

  memcpy (ring->bytes + at, bytes, first);
  memcpy (ring->bytes, bytes + first, size - first);
  ring->total += size;
}

/* The kept bytes in order, NUL-terminated; bytes that are not text became
 * '?', carriage returns are gone. */
static char *
text_ring_text (const struct text_ring *ring)
{
  const size_t kept = ring->total < TEXT_RING_SIZE ? ring->total : TEXT_RING_SIZE;
  char *text = malloc (kept + 1), *end = text;

  if (text == NULL)
    return NULL;
  for (size_t i = ring->total - kept; i < ring->total; ++i) {
    const char c = ring->bytes[i % TEXT_RING_SIZE];

    if (c == '\r')
      continue;
    *end++ = c == '\n' || (c >= ' ' && c <= '~') ? c : c == '\t' ? ' ' : '?';
  }
  *end = '\0';
  return text;
}

char *
text_ring_last_lines (const struct text_ring *ring, size_t count)
{
  CLEANUP_FREE char *text = text_ring_text (ring);
  char *result = malloc (count * (LINE_MAX_SHOWN + 3) + 1);

  if (text == NULL || result == NULL) {
    free (result);
    return NULL;
  }

  /* Walks back over the lines; START is the first one that is shown. */
  char *start = text + strlen (text);
  for (char *at = start; count > 0 && at > text; --at) {
    if (at[-1] == '\n')
      continue;
    char *line = at;
    while (line > text && line[-1] != '\n')
      --line;
    start = at = line;
    count--;
    if (at == text)
      break;
  }

  char *end = result, *rest = start, *line;
  while ((line = strsep (&rest, "\n")) != NULL) {
    if (*line == '\0')
      continue;
    const size_t length = strnlen (line, LINE_MAX_SHOWN);
    end = stpcpy (end, "  ");
    end = (char *) mempcpy (end, line, length);
    *end++ = '\n';
  }
  *end = '\0';
  return result;
}

bool
text_ring_contains (const struct text_ring *ring, const char *text)
{
  CLEANUP_FREE char *kept = text_ring_text (ring);

  return kept != NULL && strstr (kept, text) != NULL;
}
