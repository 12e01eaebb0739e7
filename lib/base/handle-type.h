/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The name of the handle, for headers: guestfs.h has all calls in it. */

#ifndef GUESTFS_HANDLE_TYPE_H
#define GUESTFS_HANDLE_TYPE_H

typedef struct guestfs_h guestfs_h;

#endif /* GUESTFS_HANDLE_TYPE_H */
