/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much the daemon says on the console. */

#include <config.h>

#include "base/verbosity.h"

bool verbose;
