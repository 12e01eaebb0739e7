/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes an empty qcow2 image, version 3 (docs/interop/qcow2.txt in qemu), of
 * four parts:
 *
 *   header, refcount table, one refcount block, L1 table
 *
 * each in clusters of its own.  All else is the hypervisor's work. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cursor.h"
#include "cleanup.h"
#include "images/overlay.h"

#define CLUSTER_BITS 16
#define CLUSTER (UINT64_C (1) << CLUSTER_BITS)
#define REFCOUNT_ORDER 4 /* 16 bits for each cluster */

/* Bytes that one entry of the L1 table stands for: a cluster of L2 entries of
 * 8 bytes, each for a cluster. */
#define L1_SPAN (CLUSTER / 8 * CLUSTER)

/* "Maximum 32 MB L1 size" of qemu. */
#define L1_MAX ((32 << 20) / 8)

enum { HEADER_CLUSTER, TABLE_CLUSTER, BLOCK_CLUSTER, L1_CLUSTER };

/* Offsets in the header. */
enum {
  MAGIC = 0,
  VERSION_NUMBER = 4,
  BITS = 20,
  SIZE = 24,
  L1_SIZE = 36,
  L1_OFFSET = 40,
  TABLE_OFFSET = 48,
  TABLE_CLUSTERS = 56,
  ORDER = 96,
  HEADER_LENGTH = 100,
  HEADER_SIZE = 104
};

static void
store_u64 (unsigned char *bytes, uint64_t value)
{
  store_u32 (bytes, value >> 32);
  store_u32 (bytes + 4, (uint32_t) value);
}

static void
fill_header (unsigned char *header, uint64_t size, uint32_t l1_entries)
{
  memcpy (header + MAGIC, "QFI\xfb", 4);
  store_u32 (header + VERSION_NUMBER, 3);
  store_u32 (header + BITS, CLUSTER_BITS);
  store_u64 (header + SIZE, size);
  store_u32 (header + L1_SIZE, l1_entries);
  store_u64 (header + L1_OFFSET, L1_CLUSTER * CLUSTER);
  store_u64 (header + TABLE_OFFSET, TABLE_CLUSTER * CLUSTER);
  store_u32 (header + TABLE_CLUSTERS, 1);
  store_u32 (header + ORDER, REFCOUNT_ORDER);
  store_u32 (header + HEADER_LENGTH, HEADER_SIZE);
}

static int
write_at (int fd, const void *bytes, size_t size, uint64_t offset)
{
  const ssize_t n = pwrite (fd, bytes, size, (off_t) offset);

  if (n >= 0 && n != (ssize_t) size)
    errno = ENOSPC;
  return n == (ssize_t) size ? 0 : -1;
}

/* What is not written is a hole, and zero. */
int
overlay_write (int fd, uint64_t size)
{
  const uint64_t rounded = (size + 511) / 512 * 512;
  const uint64_t l1_entries = (rounded + L1_SPAN - 1) / L1_SPAN;
  const uint64_t l1_clusters = (l1_entries * 8 + CLUSTER - 1) / CLUSTER;
  const uint64_t clusters = L1_CLUSTER + l1_clusters;
  unsigned char header[HEADER_SIZE] = { 0 }, block_offset[8];
  CLEANUP_FREE unsigned char *refcounts = calloc (clusters, 2);

  if (l1_entries > L1_MAX) {
    errno = EFBIG;
    return -1;
  }
  if (refcounts == NULL)
    return -1;
  fill_header (header, rounded, (uint32_t) l1_entries);
  store_u64 (block_offset, BLOCK_CLUSTER * CLUSTER);
  for (uint64_t i = 0; i < clusters; ++i)
    refcounts[2 * i + 1] = 1; /* big-endian */
  if (ftruncate (fd, (off_t) (clusters * CLUSTER)) == -1
      || write_at (fd, header, sizeof header, 0) == -1
      || write_at (fd, block_offset, sizeof block_offset, TABLE_CLUSTER * CLUSTER) == -1)
    return -1;
  return write_at (fd, refcounts, 2 * clusters, BLOCK_CLUSTER * CLUSTER);
}
