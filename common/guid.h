/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is a GUID, for library and daemon. */

#ifndef GUID_H
#define GUID_H

#include <stdbool.h>

/* 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 4122, 3), of either
 * case; braces around them, as Windows writes them, are allowed. */
extern bool is_guid (const char *string);

#endif /* GUID_H */
