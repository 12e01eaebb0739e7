/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the library's function for each call that needs no appliance.
 * Made by generator/emit/library/client_calls.ml from the declarations in generator/api/. */

#ifndef GUESTFS_LIB_THINGS_H
#define GUESTFS_LIB_THINGS_H

#include "base/api.h"


#endif /* GUESTFS_LIB_THINGS_H */
