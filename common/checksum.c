/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checksums by nettle, and the one of POSIX, which it does not have. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include <nettle/nettle-meta.h>

#include "checksum.h"

/* POSIX.1-2017, cksum: the polynomial of Ethernet, most significant bit
 * first, over the content and then its length, least significant byte first
 * and without leading zeros. */
#define CRC_POLYNOMIAL UINT32_C (0x04c11db7)

struct crc {
  uint32_t table[256];
  uint32_t value;
  uint64_t length;
};

struct checksum {
  const struct nettle_hash *hash; /* NULL: crc */
  alignas (max_align_t) unsigned char state[];
};

/* ---- the cyclic redundancy check ---- */

static void
crc_start (struct crc *crc)
{
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i << 24;

    for (int bit = 0; bit < 8; ++bit)
      value = (value << 1) ^ (value & 0x80000000 ? CRC_POLYNOMIAL : 0);
    crc->table[i] = value;
  }
  crc->value = 0;
  crc->length = 0;
}

static uint32_t
crc_step (const struct crc *crc, uint32_t value, unsigned char byte)
{
  return (value << 8) ^ crc->table[(value >> 24) ^ byte];
}

static void
crc_add (struct crc *crc, const unsigned char *bytes, size_t size)
{
  uint32_t value = crc->value;

  for (size_t i = 0; i < size; ++i)
    value = crc_step (crc, value, bytes[i]);
  crc->value = value;
  crc->length += size;
}

static uint32_t
crc_finish (const struct crc *crc)
{
  uint32_t value = crc->value;

  for (uint64_t length = crc->length; length > 0; length >>= 8)
    value = crc_step (crc, value, length & 0xff);
  return ~value;
}

/* ---- all of them ---- */

static const struct {
  const char *name;
  const struct nettle_hash *hash;
} types[] = {
  { "crc", NULL },
  { "md5", &nettle_md5 },
  { "sha1", &nettle_sha1 },
  { "sha224", &nettle_sha224 },
  { "sha256", &nettle_sha256 },
  { "sha384", &nettle_sha384 },
  { "sha512", &nettle_sha512 },
};

static struct checksum *
new_of (const struct nettle_hash *hash)
{
  const size_t state = hash != NULL ? hash->context_size : sizeof (struct crc);
  struct checksum *checksum = malloc (sizeof (struct checksum) + state);

  if (checksum != NULL) {
    checksum->hash = hash;
    checksum_start (checksum);
  }
  return checksum;
}

struct checksum *
checksum_new (const char *name)
{
  for (size_t i = 0; i < sizeof types / sizeof types[0]; ++i)
    if (strcasecmp (types[i].name, name) == 0)
      return new_of (types[i].hash);
  errno = EINVAL;
  return NULL;
}

void
checksum_start (struct checksum *checksum)
{
  if (checksum->hash != NULL)
    checksum->hash->init (checksum->state);
  else
    crc_start ((struct crc *) checksum->state);
}

void
checksum_add (struct checksum *checksum, const void *bytes, size_t size)
{
  if (checksum->hash != NULL)
    checksum->hash->update (checksum->state, size, bytes);
  else
    crc_add ((struct crc *) checksum->state, bytes, size);
}

char *
checksum_finish (struct checksum *checksum, char text[CHECKSUM_TEXT_SIZE])
{
  uint8_t digest[CHECKSUM_TEXT_SIZE / 2];

  if (checksum->hash == NULL) {
    snprintf (text, CHECKSUM_TEXT_SIZE, "%" PRIu32, crc_finish ((struct crc *) checksum->state));
    return text;
  }
  checksum->hash->digest (checksum->state, checksum->hash->digest_size, digest);
  for (size_t i = 0; i < checksum->hash->digest_size; ++i)
    snprintf (text + 2 * i, 3, "%02x", digest[i]);
  return text;
}
