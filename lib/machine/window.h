/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The window: memory that the appliance sees as a disk.  Large data travels
 * through it in parts (frames.x).  The daemon can write to it at any
 * time, so nothing that is checked may be read from it twice. */

#ifndef GUESTFS_WINDOW_H
#define GUESTFS_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/frames.h"

struct window {
  int fd; /* the memory, for the hypervisor */
  unsigned char *bytes;
  unsigned next;        /* part that will be filled next */
  unsigned outstanding; /* parts that were sent and not yet taken */
};

#define WINDOW_NONE \
  {                 \
    .fd = -1        \
  }

/* 0, or -1 with errno. */
extern int window_open (struct window *window);
extern void window_close (struct window *window);

/* A call begins: whatever was sent before has been taken. */
extern void window_begin (struct window *window);
extern bool window_has_room (const struct window *window);
/* Whether a part that was sent has not been taken yet. */
extern bool window_has_outstanding (const struct window *window);
/* Where to put the next WINDOW_PART_SIZE bytes. */
extern unsigned char *window_next (const struct window *window);
/* The number of that part, which is now full. */
extern unsigned window_fill (struct window *window);
/* A part was taken; false if none was sent. */
extern bool window_take (struct window *window);

/* What the daemon put there; NULL if there is no such part. */
extern const unsigned char *window_part (const struct window *window, const wire_part *part);

#endif /* GUESTFS_WINDOW_H */
