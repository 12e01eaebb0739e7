/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events: what the library tells the program while it works. */

#ifndef GUESTFS_EVENTS_H
#define GUESTFS_EVENTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/handle-type.h"

/* -1 without memory, with errno. */
extern int events_init (guestfs_h *g);
extern void events_free (guestfs_h *g);
extern void event_void (guestfs_h *g, uint64_t event);
extern void event_message (guestfs_h *g, uint64_t event, const char *message, size_t size);
extern void event_array (guestfs_h *g, uint64_t event, const uint64_t *array, size_t count);
/* Line of debug output (event LIBRARY), if verbose. */
extern void debug (guestfs_h *g, const char *fmt, ...) __attribute__ ((format (printf, 2, 3)));
extern void warning (guestfs_h *g, const char *fmt, ...) __attribute__ ((format (printf, 2, 3)));

/* As the public type and calls of these names. */
typedef void (*event_callback) (guestfs_h *g, void *opaque, uint64_t event, int event_handle,
                                int flags, const char *buf, size_t buf_len, const uint64_t *array,
                                size_t array_len);
extern int event_callback_set (guestfs_h *g, event_callback callback, uint64_t events,
                               void *opaque);
extern void event_callback_delete (guestfs_h *g, int event_handle);

#endif /* GUESTFS_EVENTS_H */
