/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keeps the end of a stream of text that has no bound: what the console and
 * the hypervisor said last, for error messages. */

#ifndef GUESTFS_TEXT_RING_H
#define GUESTFS_TEXT_RING_H

#include <stdbool.h>
#include <stddef.h>

/* Some two hundred lines of a kernel's console. */
#define TEXT_RING_SIZE 16384

struct text_ring {
  size_t total; /* bytes ever added; the last TEXT_RING_SIZE are kept */
  char bytes[TEXT_RING_SIZE];
};

extern void text_ring_add (struct text_ring *ring, const char *bytes, size_t size);
/* The last COUNT lines that are not empty, each indented by two spaces and
 * ended by a newline, reduced to printable ASCII.  malloc'd; empty if there
 * are none, NULL if memory is short. */
extern char *text_ring_last_lines (const struct text_ring *ring, size_t count);
extern bool text_ring_contains (const struct text_ring *ring, const char *text);

#endif /* GUESTFS_TEXT_RING_H */
