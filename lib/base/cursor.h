/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A bounded cursor over bytes that someone else wrote.  Reading past the end
 * yields zeros and marks the cursor, so that a parser reads a whole layout
 * and asks once. */

#ifndef GUESTFS_CURSOR_H
#define GUESTFS_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cursor {
  const unsigned char *next;
  size_t left;
  bool overrun;
};

static inline struct cursor
cursor_over (const void *bytes, size_t size)
{
  return (struct cursor) { .next = bytes, .left = size, .overrun = false };
}

/* The next SIZE bytes, or NULL if there are fewer. */
static inline const unsigned char *
cursor_take (struct cursor *cursor, size_t size)
{
  if (cursor->overrun || size > cursor->left) {
    cursor->overrun = true;
    return NULL;
  }
  const unsigned char *bytes = cursor->next;
  cursor->next += size;
  cursor->left -= size;
  return bytes;
}

/* A big-endian word of 32 bits. */
static inline uint32_t
cursor_u32 (struct cursor *cursor)
{
  const unsigned char *b = cursor_take (cursor, 4);

  if (b == NULL)
    return 0;
  return (uint32_t) b[0] << 24 | (uint32_t) b[1] << 16 | (uint32_t) b[2] << 8 | b[3];
}

/* Writes a big-endian word of 32 bits. */
static inline void
store_u32 (unsigned char *bytes, uint32_t value)
{
  bytes[0] = value >> 24;
  bytes[1] = value >> 16;
  bytes[2] = value >> 8;
  bytes[3] = value;
}

#endif /* GUESTFS_CURSOR_H */
