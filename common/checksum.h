/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checksums of content that comes in pieces. */

#ifndef GUESTFS_CHECKSUM_H
#define GUESTFS_CHECKSUM_H

#include <stddef.h>

struct checksum;

/* The longest, of 512 bits, as hexadecimal digits with the final 0. */
#define CHECKSUM_TEXT_SIZE 129

/* NAME is one of crc, md5, sha1, sha224, sha256, sha384 and sha512, in any case
 * of letters.  malloc'd; NULL with errno, EINVAL for another name. */
extern struct checksum *checksum_new (const char *name);
/* Forgets what was added. */
extern void checksum_start (struct checksum *checksum);
extern void checksum_add (struct checksum *checksum, const void *bytes, size_t size);
/* Afterwards it can be started again.  Returns TEXT. */
extern char *checksum_finish (struct checksum *checksum, char text[CHECKSUM_TEXT_SIZE]);

#endif /* GUESTFS_CHECKSUM_H */
