/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A handle with a fake hypervisor for each test of launch, calls and
 * transfers. */

#ifndef FAKE_WORLD_H
#define FAKE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <cmocka.h>

#include "fake-hypervisor.h"
#include "base/api.h"
#include "base/handle.h"
#include "cleanup.h"
#include "string-list.h"

struct world {
  guestfs_h *g;
  char directory[64]; /* appliance, tmpdir and files of the test */
  char path[128];
  int descriptors; /* that were open before */
  unsigned quit_events, progress_events, launch_events;
  uint64_t last_progress[4];
};

/* A new handle in this world, which notes its events there. */
extern guestfs_h *world_handle (struct world *world);
extern int world_begin (void **state);
/* Closes the handle and fails if a descriptor, a process or a file is left. */
extern int world_end (void **state);
#define world_test(f) cmocka_unit_test_setup_teardown (f, world_begin, world_end)

/* The path of a file of the test; valid until the next call. */
extern const char *file (struct world *world, const char *name);
/* SIZE bytes of value 1. */
extern void make_file (struct world *world, const char *name, size_t size);
extern off_t file_size (struct world *world, const char *name);

/* Launches with a hypervisor and daemon of that behaviour: 0 or -1. */
extern int try_launch (struct world *world, const char *behaviour);
/* The same; failing is a failure of the test. */
extern struct world *launched (void **state, const char *behaviour);

/* R is -1, and the last error has this errno and this part. */
extern void assert_error (struct world *world, int r, int err, const char *part);
/* The daemon answers. */
extern void assert_works (struct world *world);

/* A thread that calls user_cancel on the handle that it is given. */
extern void *cancel_soon (void *g);

#endif /* FAKE_WORLD_H */
