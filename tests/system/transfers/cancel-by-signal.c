/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guestfs_user_cancel in a signal handler ends a transfer that waits for a pipe, in
 * both directions, and the next call works. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <guestfs.h>

#define DISK_SIZE (64 << 20)
#define FILE_SIZE (8 << 20)

/* Again and again: one signal could come before the transfer begins. */
#define INTERVAL_US 50000

static guestfs_h *g;

static void
cancel (int signal)
{
  (void) signal;
  guestfs_user_cancel (g);
}

static void
set_timer (suseconds_t interval)
{
  const struct itimerval timer = { { 0, interval }, { 0, interval } };

  setitimer (ITIMER_REAL, &timer, NULL);
}

static int
upload (const char *pipe_name)
{
  return guestfs_upload (g, pipe_name, "/uploaded");
}

static int
download (const char *pipe_name)
{
  return guestfs_download (g, "/file", pipe_name);
}

static bool
prepare (void)
{
  g = guestfs_create ();
  return g != NULL && guestfs_add_drive_scratch (g, DISK_SIZE, -1) == 0 && guestfs_launch (g) == 0
         && guestfs_mkfs (g, "ext4", "/dev/sda") == 0 && guestfs_mount (g, "/dev/sda", "/") == 0
         && guestfs_fill (g, 'x', FILE_SIZE, "/file") == 0;
}

/* With the end of a pipe at whose other end nothing ever happens. */
static void
check (int number, const char *name, int (*call) (const char *pipe_name), int end)
{
  char pipe_name[32];
  int fds[2];

  if (pipe2 (fds, O_CLOEXEC) == -1)
    exit (EXIT_FAILURE);
  snprintf (pipe_name, sizeof pipe_name, "/dev/fd/%d", fds[end]);
  set_timer (INTERVAL_US);
  const int r = call (pipe_name);
  set_timer (0);
  const bool is_cancelled = r == -1 && guestfs_last_errno (g) == EINTR;
  const char *error = guestfs_last_error (g);
  printf ("# %s\n", error != NULL ? error : "no error");
  const bool is_in_step = guestfs_filesize (g, "/file") == FILE_SIZE;
  printf ("%sok %d - %s is cancelled, and the next call works\n",
          is_cancelled && is_in_step ? "" : "not ", number, name);
  close (fds[0]);
  close (fds[1]);
}

int
main (void)
{
  const struct sigaction action = { .sa_handler = cancel };

  if (!prepare ())
    return EXIT_FAILURE;
  guestfs_set_error_handler (g, NULL, NULL);
  sigaction (SIGALRM, &action, NULL);
  check (1, "upload", upload, 0);
  check (2, "download", download, 1);
  puts ("1..2");
  guestfs_close (g);
  return EXIT_SUCCESS;
}
