/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The world of one test: a handle, a directory, and nothing left behind. */

#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake-world.h"

static int
count_descriptors (void)
{
  DIR *dir = opendir ("/proc/self/fd");
  int n = 0;

  while (readdir (dir) != NULL)
    n++;
  closedir (dir);
  return n;
}

const char *
file (struct world *world, const char *name)
{
  snprintf (world->path, sizeof world->path, "%s/%s", world->directory, name);
  return world->path;
}

void
make_file (struct world *world, const char *name, size_t size)
{
  FILE *output = fopen (file (world, name), "w");

  assert_non_null (output);
  for (size_t i = 0; i < size; ++i)
    putc (1, output);
  assert_int_equal (fclose (output), 0);
}

off_t
file_size (struct world *world, const char *name)
{
  struct stat status;

  return stat (file (world, name), &status) == 0 ? status.st_size : -1;
}

static void
note_event (guestfs_h *g, void *opaque, uint64_t event, int handle, int flags, const char *text,
            size_t size, const uint64_t *array, size_t count)
{
  struct world *world = opaque;

  (void) g, (void) handle, (void) flags, (void) text, (void) size;
  world->quit_events += event == GUESTFS_EVENT_SUBPROCESS_QUIT;
  world->launch_events += event == GUESTFS_EVENT_LAUNCH_DONE;
  if (event == GUESTFS_EVENT_PROGRESS && count == 4) {
    world->progress_events++;
    memcpy (world->last_progress, array, sizeof world->last_progress);
  }
}

guestfs_h *
world_handle (struct world *world)
{
  guestfs_h *g = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);
  char program[256];
  const ssize_t n = readlink ("/proc/self/exe", program, sizeof program - 1);

  assert_true (n > 0);
  program[n] = '\0';
  guestfs_set_error_handler (g, NULL, NULL);
  guestfs_set_hv (g, program);
  guestfs_set_path (g, world->directory);
  guestfs_set_tmpdir (g, world->directory);
  guestfs_set_backend_setting (g, "force_tcg", "1");
  guestfs_set_event_callback (g, note_event, GUESTFS_EVENT_ALL & ~GUESTFS_EVENT_LIBRARY, 0, world);
  return g;
}

int
world_begin (void **state)
{
  static const char *const parts[] = { "vmlinuz", "initrd", "root.erofs" };
  struct world *world = calloc (1, sizeof *world);

  if (world == NULL)
    return -1;
  strcpy (world->directory, "/tmp/lib-calls-XXXXXX");
  if (mkdtemp (world->directory) == NULL)
    return -1;
  for (size_t i = 0; i < 3; ++i)
    make_file (world, parts[i], 0);
  world->descriptors = count_descriptors ();
  world->g = world_handle (world);
  *state = world;
  return 0;
}

/* Whatever the test did, nothing may be left behind. */
int
world_end (void **state)
{
  static const char *const files[] = { "vmlinuz", "initrd", "root.erofs", "in", "out", "disk" };
  struct world *world = *state;

  if (world->g != NULL)
    guestfs_close (world->g);
  if (count_descriptors () != world->descriptors) {
    print_error ("%d descriptors became %d\n", world->descriptors, count_descriptors ());
    return -1;
  }
  if (waitpid (-1, NULL, WNOHANG) != -1) {
    print_error ("a child process is left\n");
    return -1;
  }
  for (size_t i = 0; i < sizeof files / sizeof files[0]; ++i)
    unlink (file (world, files[i]));
  if (rmdir (world->directory) == -1) {
    print_error ("a temporary file is left in %s\n", world->directory);
    return -1;
  }
  free (world);
  return 0;
}

int
try_launch (struct world *world, const char *behaviour)
{
  setenv (FAKE_BEHAVIOUR, behaviour, 1);
  const int r = guestfs_launch (world->g);
  unsetenv (FAKE_BEHAVIOUR);
  return r;
}

struct world *
launched (void **state, const char *behaviour)
{
  struct world *world = *state;

  if (try_launch (world, behaviour) == -1)
    fail_msg ("launch: %s", guestfs_last_error (world->g));
  return world;
}

void
assert_error (struct world *world, int r, int err, const char *part)
{
  assert_int_equal (r, -1);
  if (strstr (guestfs_last_error (world->g), part) == NULL)
    fail_msg ("the error is \"%s\", without \"%s\"", guestfs_last_error (world->g), part);
  assert_int_equal (guestfs_last_errno (world->g), err);
}

void
assert_works (struct world *world)
{
  if (guestfs_ping_daemon (world->g) == -1)
    fail_msg ("ping_daemon: %s", guestfs_last_error (world->g));
}

void *
cancel_soon (void *g)
{
  usleep (150 * 1000);
  guestfs_user_cancel (g);
  return NULL;
}
