/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the internal_test calls print what they received. */

#ifndef GUESTFS_TEST_OUTPUT_H
#define GUESTFS_TEST_OUTPUT_H

#include <stddef.h>

#include "base/handle-type.h"

/* For the generated internal_test calls: writes to the file of
 * internal_test_set_output, or to stdout.  0, or -1 with the error set. */
extern int test_output_write (guestfs_h *g, const char *bytes, size_t size);

#endif /* GUESTFS_TEST_OUTPUT_H */
