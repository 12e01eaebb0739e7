/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the device that a user names. */

#ifndef DEVICE_FIND_H
#define DEVICE_FIND_H

#include <stdbool.h>

/* The kernel's name of the device NAME of the API, after assembling what it may be
 * part of: 0 and a malloc'd name; ENOTBLK if NAME is not a device's; ENOENT or
 * another errno. */
extern int device_find (const char *name, char **kernel_name);
/* The same, NULL with reply_error set if there is no such device. */
extern char *device_to_kernel (const char *api_name);
/* Whether STRING is written as a device ("/dev/…"), for arguments that are a
 * device or a path. */
extern bool looks_like_device (const char *string);

#endif /* DEVICE_FIND_H */
