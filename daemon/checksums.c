/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checksums of files and devices. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <string.h>
#include <strings.h>

#include "daemon-calls.h"
#include "guest-files.h"

#define READ_SIZE (256 * 1024)

struct checksum_type {
  const char *name;
  /* Returns the checksum as text, NULL with reply_error set. */
  char *(*compute) (const struct checksum_type *type, int fd, const char *what);
  const char *algorithm; /* its name in OpenSSL, or the program */
};

/* Feeds what is left of FD to USE.  -1 with reply_error set, also by USE. */
static int
read_to_end (int fd, const char *what,
             int (*use) (void *data, const unsigned char *bytes, size_t size), void *data)
{
  CLEANUP_FREE unsigned char *buffer = malloc (READ_SIZE);
  ssize_t n;

  if (buffer == NULL)
    return reply_error (errno, "%s", what);
  for (;;) {
    n = read (fd, buffer, READ_SIZE);
    if (n == 0)
      return 0;
    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1)
      return reply_error (errno, "%s", what);
    if (use (data, buffer, n) == -1)
      return -1;
  }
}

/* ---- the cyclic redundancy check of POSIX ---- */

/* POSIX.1-2017, cksum: the polynomial of Ethernet, most significant bit
 * first, over the content and then its length, least significant byte first
 * and without leading zeros. */
#define CRC_POLYNOMIAL UINT32_C (0x04c11db7)

struct crc {
  uint32_t table[256];
  uint32_t value;
  uint64_t length;
};

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

static int
crc_add (void *data, const unsigned char *bytes, size_t size)
{
  struct crc *crc = data;
  uint32_t value = crc->value;

  for (size_t i = 0; i < size; ++i)
    value = crc_step (crc, value, bytes[i]);
  crc->value = value;
  crc->length += size;
  return 0;
}

static char *
compute_crc (const struct checksum_type *type __attribute__ ((unused)), int fd, const char *what)
{
  struct crc crc;
  char *text;

  crc_start (&crc);
  if (read_to_end (fd, what, crc_add, &crc) == -1)
    return NULL;
  for (uint64_t length = crc.length; length > 0; length >>= 8)
    crc.value = crc_step (&crc, crc.value, length & 0xff);
  if (asprintf (&text, "%" PRIu32, ~crc.value) == -1)
    return reply_error_null (ENOMEM, "%s", what);
  return text;
}

/* ---- OpenSSL ---- */

static int
digest_add (void *data, const unsigned char *bytes, size_t size)
{
  if (EVP_DigestUpdate (data, bytes, size) != 1)
    return reply_error_text (EIO, "OpenSSL failed to compute the checksum");
  return 0;
}

static char *
hexadecimal (const unsigned char *bytes, size_t size)
{
  char *text = malloc (2 * size + 1);

  if (text == NULL)
    return reply_error_null (errno, "checksum");
  for (size_t i = 0; i < size; ++i)
    snprintf (text + 2 * i, 3, "%02x", bytes[i]);
  return text;
}

static char *
digest_file (EVP_MD_CTX *context, const struct checksum_type *type, int fd, const char *what)
{
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size;

  if (EVP_DigestInit_ex (context, EVP_get_digestbyname (type->algorithm), NULL) != 1)
    return reply_error_null (ENOTSUP, "OpenSSL cannot compute %s", type->name);
  if (read_to_end (fd, what, digest_add, context) == -1)
    return NULL;
  if (EVP_DigestFinal_ex (context, digest, &size) != 1)
    return reply_error_null (EIO, "OpenSSL cannot compute %s", type->name);
  return hexadecimal (digest, size);
}

static char *
compute_digest (const struct checksum_type *type, int fd, const char *what)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  char *text;

  if (context == NULL)
    return reply_error_null (ENOMEM, "%s", what);
  text = digest_file (context, type, fd, what);
  EVP_MD_CTX_free (context);
  return text;
}

/* ---- programs ---- */

/* The sum is the first word that gostsum(1) prints. */
static char *
compute_by_program (const struct checksum_type *type, int fd, const char *what)
{
  char path[FD_PATH_SIZE];
  const char *const argv[] = { type->algorithm, fd_path (fd, path), NULL };
  const struct program program = { .argv = argv, .keep_fd = { fd } };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };
  char *text;

  if (!program_exists (type->algorithm)) {
    reply_error_text (ENOTSUP,
                      "%s is not supported, because the external program %s is not available in "
                      "the appliance",
                      type->name, type->algorithm);
    return NULL;
  }
  if (program_check (&program, &output) == -1)
    return NULL;
  text = strndup (output.out, strcspn (output.out, " \n"));
  return text != NULL ? text : reply_error_null (errno, "%s", what);
}

/* ---- the calls ---- */

static const struct checksum_type types[] = {
  { "crc", compute_crc, NULL },
  { "md5", compute_digest, "MD5" },
  { "sha1", compute_digest, "SHA1" },
  { "sha224", compute_digest, "SHA224" },
  { "sha256", compute_digest, "SHA256" },
  { "sha384", compute_digest, "SHA384" },
  { "sha512", compute_digest, "SHA512" },
  { "gost", compute_by_program, "gostsum" },
  { "gost12", compute_by_program, "gost12sum" },
};

static const struct checksum_type *
find_type (const char *name)
{
  for (size_t i = 0; i < sizeof types / sizeof types[0]; ++i)
    if (strcasecmp (types[i].name, name) == 0)
      return &types[i];
  reply_error_text (EINVAL, "unknown checksum type, expecting "
                            "crc|md5|sha1|sha224|sha256|sha384|sha512|gost|gost12");
  return NULL;
}

char *
do_checksum (const char *csumtype, const char *path)
{
  const struct checksum_type *type = find_type (csumtype);

  if (type == NULL)
    return NULL;
  CLEANUP_CLOSE int fd = guest_file_open (path, O_RDONLY, 0);
  return fd == -1 ? NULL : type->compute (type, fd, path);
}

char *
do_checksum_device (const char *csumtype, const char *device)
{
  const struct checksum_type *type = find_type (csumtype);

  if (type == NULL)
    return NULL;
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);
  if (fd == -1)
    return reply_error_null (errno, "%s", device);
  return type->compute (type, fd, device);
}
