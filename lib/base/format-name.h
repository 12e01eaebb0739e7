/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of the formats of disk images. */

#ifndef GUESTFS_FORMAT_NAME_H
#define GUESTFS_FORMAT_NAME_H

#include <stdbool.h>

/* Letters, digits, '-' and '_', at least one: what a format can be called. */
extern bool is_format_name (const char *name);

#endif /* GUESTFS_FORMAT_NAME_H */
