/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program of a user, built against the installed library. */

#include <stdio.h>

#include <guestfs.h>

int
main (void)
{
  guestfs_h *g = guestfs_create ();
  struct guestfs_version *version;

  if (g == NULL)
    return 1;
  version = guestfs_version (g);
  if (version == NULL)
    return 1;
  printf ("%d.%d.%d\n", (int) version->major, (int) version->minor, (int) version->release);
  guestfs_free_version (version);
  guestfs_close (g);
  return 0;
}
