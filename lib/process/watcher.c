/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The watcher.  It is a forked copy of the program that never executes
 * anything, so after the fork only calls are made that are safe in a program
 * with threads: no malloc, no stdio.
 *
 * PR_SET_PDEATHSIG is no replacement: it fires when the thread that launched
 * ends, not when the program does. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "process/child.h"
#include "process/pairs.h"
#include "process/process.h"
#include "process/watcher.h"

#define MAX_DIRECTORIES 2

/* A temporary directory of ours is flat; deeper ones are left alone. */
#define MAX_DEPTH 8

/* How often the parent is looked for where there are no pidfds. */
#define CHECK_MS 250

/* What the watcher knows, copied onto its stack. */
struct watched {
  pid_t parent, victim;
  int control, parent_fd, victim_fd; /* pidfds, or -1 */
  char directories[MAX_DIRECTORIES][PATH_MAX];
};

/* A record of getdents64(2). */
struct directory_entry {
  uint64_t inode;
  int64_t offset;
  uint16_t size;
  uint8_t type;
  char name[];
};

static void remove_tree (int parent, const char *name, unsigned depth);

static void
remove_entries (int directory, unsigned depth)
{
  char buffer[4096] __attribute__ ((aligned (8)));
  long size;

  while ((size = syscall (SYS_getdents64, directory, buffer, sizeof buffer)) > 0)
    for (long at = 0; at < size;) {
      const struct directory_entry *entry = (const void *) (buffer + at);

      at += entry->size;
      if (strcmp (entry->name, ".") != 0 && strcmp (entry->name, "..") != 0)
        remove_tree (directory, entry->name, depth);
    }
}

static void
remove_tree (int parent, const char *name, unsigned depth)
{
  if (unlinkat (parent, name, 0) == 0 || depth == MAX_DEPTH)
    return;

  const int directory = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory == -1)
    return;
  remove_entries (directory, depth + 1);
  close (directory);
  unlinkat (parent, name, AT_REMOVEDIR);
}

static void
kill_victim (const struct watched *watched)
{
  if (watched->victim_fd >= 0)
    pidfd_kill (watched->victim_fd);
  else
    kill (watched->victim, SIGKILL);
}

static bool
parent_is_gone (const struct watched *watched)
{
  struct pollfd poll_fd = { .fd = watched->parent_fd, .events = POLLIN };

  if (watched->parent_fd < 0)
    return getppid () != watched->parent;
  return poll (&poll_fd, 1, 0) == 1;
}

/* Returns when the victim has to die; ends the process when the library says
 * that it looked after everything itself.  A forked copy of the program may
 * hold the other end of the socket open, so the parent itself is watched
 * too. */
static void
watch (const struct watched *watched)
{
  struct pollfd fds[] = { { .fd = watched->control, .events = POLLIN },
                          { .fd = watched->parent_fd, .events = POLLIN } };
  const int timeout = watched->parent_fd >= 0 ? -1 : CHECK_MS;

  for (;;) {
    poll (fds, 2, timeout);
    if (fds[0].revents != 0) {
      char word;
      const ssize_t n = recv (watched->control, &word, 1, MSG_DONTWAIT);

      if (n == 1)
        _exit (EXIT_SUCCESS);
      if (n == 0 || (errno != EAGAIN && errno != EINTR))
        return;
    }
    if (parent_is_gone (watched))
      return;
  }
}

/* Nothing that it prints goes anywhere. */
static int
leave_standard_descriptors (void)
{
  const int null = open ("/dev/null", O_RDWR | O_CLOEXEC);

  for (int fd = 0; fd < CHILD_FIRST_FD; ++fd)
    if (null == -1 || dup2 (null, fd) == -1)
      return -1;
  return null < CHILD_FIRST_FD ? 0 : close (null);
}

/* All signals stay blocked: only SIGKILL ends a watcher early. */
static void
run_watcher (void *data, int namespaces __attribute__ ((unused)))
{
  const struct watched *watched = data;

  prctl (PR_SET_NAME, "guestfs-watcher");
  if (chdir ("/") == -1 || leave_standard_descriptors () == -1)
    _exit (EXIT_FAILURE);

  watch (watched);
  kill_victim (watched);
  for (size_t i = 0; i < MAX_DIRECTORIES; ++i)
    if (watched->directories[i][0] == '/')
      remove_tree (AT_FDCWD, watched->directories[i], 0);
  _exit (EXIT_SUCCESS);
}

int
watcher_start (struct watcher *watcher, const struct process *victim,
               const char *const *directories)
{
  struct watched watched = { .parent = getpid (),
                             .victim = victim->pid,
                             .control = CHILD_FIRST_FD,
                             .parent_fd = -1,
                             .victim_fd = -1 };
  int fds[] = { -1, -1, victim->pidfd }, control[2];
  const struct child_spec child = {
    .fds = fds, .nr_fds = 3, .own_session = true, .run = run_watcher, .data = &watched
  };

  *watcher = (struct watcher) WATCHER_NONE;
  for (size_t i = 0; directories[i] != NULL && i < MAX_DIRECTORIES; ++i)
    if (strlen (directories[i]) < PATH_MAX)
      strcpy (watched.directories[i], directories[i]);

  if (make_socket_pair (control) == -1)
    return -1;
  fds[0] = control[1];
  fds[1] = pidfd_of (watched.parent);
  if (fds[1] >= 0)
    watched.parent_fd = CHILD_FIRST_FD + 1;
  if (fds[2] >= 0)
    watched.victim_fd = CHILD_FIRST_FD + 2;

  const pid_t pid = child_start (&child);
  const int saved = errno;
  if (fds[1] >= 0)
    close (fds[1]);
  close (control[1]);
  if (pid == -1) {
    close (control[0]);
    errno = saved;
    return -1;
  }
  *watcher = (struct watcher) { .pid = pid, .control = control[0] };
  return 0;
}

void
watcher_abandon (struct watcher *watcher)
{
  if (watcher->control >= 0)
    close (watcher->control);
  *watcher = (struct watcher) WATCHER_NONE;
}

void
watcher_end (struct watcher *watcher)
{
  if (watcher->pid != -1) {
    int status;

    /* If this fails, it was killed from outside and only needs reaping. */
    send (watcher->control, "q", 1, MSG_NOSIGNAL);
    wait_for_child (watcher->pid, &status, 0);
  }
  watcher_abandon (watcher);
}
