/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The public header, with the calls that are not for programs. */

#ifndef GUESTFS_API_H
#define GUESTFS_API_H

#include "guestfs.h"

#endif /* GUESTFS_API_H */
