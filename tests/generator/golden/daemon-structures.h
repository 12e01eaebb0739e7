/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The structs of results, field by field.
 * Made by generator/emit/daemon/daemon_structures.ml from the declarations in generator/api/. */

#ifndef DAEMON_STRUCTURES_H
#define DAEMON_STRUCTURES_H

#include "base/structures.h"

extern const struct structure_type structure_item;

#endif /* DAEMON_STRUCTURES_H */
