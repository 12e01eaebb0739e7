/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guestfs_user_cancel in a signal handler ends a launch.  The hypervisor is
 * this program itself, which then says nothing for ever. */

#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <guestfs.h>

static guestfs_h *launching;

static void
cancel (int signal)
{
  (void) signal;
  guestfs_user_cancel (launching);
}

/* Until it is killed. */
static void __attribute__ ((noreturn)) be_silent_hypervisor (void)
{
  for (;;)
    pause ();
}

int
main (int argc, char **argv)
{
  const struct sigaction action = { .sa_handler = cancel };

  if (argc > 1)
    be_silent_hypervisor ();

  guestfs_h *g = guestfs_create ();
  if (g == NULL || guestfs_set_hv (g, "/proc/self/exe") == -1
      || guestfs_set_backend_setting (g, "launch_timeout", "60") == -1)
    return EXIT_FAILURE;
  guestfs_set_error_handler (g, NULL, NULL);
  launching = g;
  sigaction (SIGALRM, &action, NULL);
  alarm (1);

  const int r = guestfs_launch (g);
  const int error = guestfs_last_errno (g);
  printf ("%sok 1 - launch is cancelled\n", r == -1 && error == EINTR ? "" : "not ");
  printf ("# %s: %s\n", argv[0], guestfs_last_error (g) ?: "no error");
  printf ("%sok 2 - the handle can be configured\n", guestfs_is_config (g) == 1 ? "" : "not ");
  puts ("1..2");
  guestfs_close (g);
  return EXIT_SUCCESS;
}
