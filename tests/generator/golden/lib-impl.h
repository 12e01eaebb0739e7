/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The library's functions of all topics.
 * Made by generator/emit/library/client_calls.ml from the declarations in generator/api/. */

#ifndef GUESTFS_LIB_IMPL_H
#define GUESTFS_LIB_IMPL_H

#include "lib/handle.h"

#endif /* GUESTFS_LIB_IMPL_H */
