/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A call whose payload is so large that it came in parts of the window, before
 * the frame with its end. */

#ifndef LARGE_CALL_H
#define LARGE_CALL_H

#include <stdbool.h>
#include <stddef.h>

/* The payload of a frame PART between calls. */
extern void large_call_add_part (const char *bytes, size_t size);
/* Bytes of the call itself. */
extern void large_call_add (const char *bytes, size_t size);
/* What has come, 0 if the call is not of this kind. */
extern size_t large_call_size (void);
/* Not all was kept, for want of memory; its begin was. */
extern bool large_call_is_too_large (void);
extern const char *large_call_bytes (size_t *size);
extern void large_call_free (void);

#endif /* LARGE_CALL_H */
