/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* FNV-1a, 64 bits (draft-eastlake-fnv): for names of files and against damage
 * by accident, not against people. */

#ifndef GUESTFS_HASH_H
#define GUESTFS_HASH_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t
hash_bytes (const void *bytes, size_t size)
{
  const unsigned char *byte = bytes;
  uint64_t hash = UINT64_C (0xcbf29ce484222325);

  for (size_t i = 0; i < size; ++i)
    hash = (hash ^ byte[i]) * UINT64_C (0x100000001b3);
  return hash;
}

#endif /* GUESTFS_HASH_H */
