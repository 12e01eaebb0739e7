/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opens a disk image read-only and prints what is on it.
 *
 *   cc inspect-disk.c -o inspect-disk $(pkg-config --cflags --libs libguestfs)
 *   ./inspect-disk guest.qcow2 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <guestfs.h>

/* The library has printed the error to stderr. */
static void
check (int result)
{
  if (result == -1)
    exit (EXIT_FAILURE);
}

static void *
check_pointer (void *result)
{
  if (result == NULL)
    exit (EXIT_FAILURE);
  return result;
}

static void
free_strings (char **strings)
{
  for (size_t i = 0; strings[i] != NULL; ++i)
    free (strings[i]);
  free (strings);
}

static void
print_devices (guestfs_h *g)
{
  char **devices = check_pointer (guestfs_list_devices (g));

  for (size_t i = 0; devices[i] != NULL; ++i) {
    int64_t size = guestfs_blockdev_getsize64 (g, devices[i]);
    check (size == -1 ? -1 : 0);
    printf ("%s: %" PRIi64 " bytes\n", devices[i], size);
  }
  free_strings (devices);
}

static void
print_os_release (guestfs_h *g)
{
  char **lines = check_pointer (guestfs_read_lines (g, "/etc/os-release"));

  for (size_t i = 0; lines[i] != NULL; ++i)
    if (strncmp (lines[i], "PRETTY_NAME=", strlen ("PRETTY_NAME=")) == 0)
      printf ("  %s\n", lines[i]);
  free_strings (lines);
}

/* Mounts a filesystem and looks whether it is the root of a Linux. */
static void
look_into (guestfs_h *g, const char *device)
{
  /* Swap and unknown content cannot be mounted, which is no reason to stop. */
  guestfs_push_error_handler (g, NULL, NULL);
  int mounted = guestfs_mount_ro (g, device, "/");
  guestfs_pop_error_handler (g);
  if (mounted == -1)
    return;

  int found = guestfs_exists (g, "/etc/os-release");
  check (found);
  if (found)
    print_os_release (g);
  check (guestfs_umount_all (g));
}

int
main (int argc, char *argv[])
{
  if (argc != 2) {
    fprintf (stderr, "usage: %s IMAGE\n", argv[0]);
    return EXIT_FAILURE;
  }

  guestfs_h *g = guestfs_create ();
  if (g == NULL) {
    perror ("guestfs_create");
    return EXIT_FAILURE;
  }
  check (guestfs_add_drive_opts (g, argv[1], GUESTFS_ADD_DRIVE_OPTS_READONLY, 1, -1));
  check (guestfs_launch (g));

  print_devices (g);
  /* Device and type alternate. */
  char **filesystems = check_pointer (guestfs_list_filesystems (g));
  for (size_t i = 0; filesystems[i] != NULL; i += 2) {
    printf ("%s: %s\n", filesystems[i], filesystems[i + 1]);
    look_into (g, filesystems[i]);
  }
  free_strings (filesystems);

  check (guestfs_shutdown (g));
  guestfs_close (g);
  return EXIT_SUCCESS;
}
