/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much the daemon says on the console. */

#ifndef VERBOSITY_H
#define VERBOSITY_H

#include <stdbool.h>

/* Options of the kernel command line: print each call, what its programs say,
 * and what fails without being the call's error. */
extern bool verbose;

#endif /* VERBOSITY_H */
