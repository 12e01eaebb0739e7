/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Between events.c and the callbacks of the deprecated kind. */

#ifndef GUESTFS_EVENTS_H
#define GUESTFS_EVENTS_H

#include "internal.h"

enum legacy_kind {
  LEGACY_LOG_MESSAGE,
  LEGACY_SUBPROCESS_QUIT,
  LEGACY_LAUNCH_DONE,
  LEGACY_CLOSE,
  LEGACY_PROGRESS,
  NR_LEGACY
};

/* One of each kind can be set at a time. */
struct legacy_callback {
  int event_handle; /* -1: not set */
  union {
    guestfs_log_message_cb log_message;
    guestfs_subprocess_quit_cb subprocess_quit;
    guestfs_launch_done_cb launch_done;
    guestfs_close_cb close;
    guestfs_progress_cb progress;
  } function;
  void *opaque;
};

extern struct legacy_callback *legacy_callback (guestfs_h *g, enum legacy_kind kind);

#endif /* GUESTFS_EVENTS_H */
