/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding of base64 (RFC 4648, section 4). */

#ifndef GUESTFS_BASE64_H
#define GUESTFS_BASE64_H

#include <stddef.h>

/* malloc'd and NUL-terminated, *SIZE bytes; NULL with errno EINVAL if TEXT is
 * not base64, ENOMEM. */
extern char *base64_decode (const char *text, size_t *size);

#endif /* GUESTFS_BASE64_H */
