/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Process 1 of the appliance.
 *
 * Statically linked and the only program of the initrd besides the daemon:
 * under an emulated CPU each program started costs 20 to 100 ms, so nothing
 * is executed here but the daemon itself.
 *
 * The initrd holds
 *
 *   /init                this program
 *   /modules/NAME.ko     kernel modules
 *   /modules.early       their names in the order of loading, one a line
 *   /modules.late        loaded while the daemon is already running
 *   /modules.network     loaded when the kernel command line asks for it
 *   /overlay/            laid over the root image: the daemon is in there
 *
 * The root image is the virtio disk with the serial number "guestfs-root".
 * It is read-only; writes go to memory. */

#define _GNU_SOURCE

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>

#include "agreed.h"
#include "init.h"

#define DAEMON "/usr/sbin/guestfsd"

/* The serial number of a virtio disk has at most 20 bytes and is not always
 * terminated (VIRTIO_BLK_ID_BYTES). */
#define SERIAL_SIZE 20

/* How long to wait for the root disk.  Its driver finds it while the module
 * is loaded; the wait only matters on a host that is out of breath. */
#define ROOT_DISK_SECONDS 10

static void
power_off (void)
{
  sync ();
  tcdrain (STDERR_FILENO); /* or the serial port loses the last line */
  reboot (RB_POWER_OFF);
  _exit (EXIT_FAILURE); /* not reached; the kernel panics if it is */
}

void
fail (const char *step, const char *what, int errnum)
{
  if (errnum != 0)
    dprintf (STDERR_FILENO, "\nguestfs-init: %s: %s: %s\n", step, what, strerror (errnum));
  else
    dprintf (STDERR_FILENO, "\nguestfs-init: %s: %s\n", step, what);
  power_off ();
  __builtin_unreachable ();
}

void
make_directory (const char *path, mode_t mode)
{
  if (mkdir (path, mode) == -1 && errno != EEXIST)
    fail ("create directory", path, errno);
}

ssize_t
read_small_file (int directory, const char *path, char *buffer, size_t size)
{
  int fd = openat (directory, path, O_RDONLY | O_CLOEXEC);
  ssize_t length;
  int saved_errno;

  if (fd == -1)
    return -1;
  length = read (fd, buffer, size - 1);
  saved_errno = errno;
  close (fd);
  errno = saved_errno;
  if (length >= 0)
    buffer[length] = '\0';
  return length;
}

static void
mount_at (const char *source, const char *target, const char *type, unsigned long flags,
          const char *options)
{
  if (mount (source, target, type, flags, options) == -1)
    fail ("mount", target, errno);
}

static void
mount_kernel_filesystems (void)
{
  make_directory ("/proc", 0555);
  make_directory ("/sys", 0555);
  make_directory ("/dev", 0755);
  mount_at ("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  mount_at ("sysfs", "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  mount_at ("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
}

/* Is this the disk with the root image? */
static bool
is_root_disk (const char *disk)
{
  char path[300], serial[SERIAL_SIZE + 1];
  ssize_t length;

  snprintf (path, sizeof path, "/sys/block/%s/serial", disk);
  length = read_small_file (AT_FDCWD, path, serial, sizeof serial);
  return length >= 0 && strcmp (serial, ROOT_SERIAL) == 0;
}

static bool
find_root_disk (char device[300])
{
  DIR *dir = opendir ("/sys/block");
  struct dirent *entry;
  bool found = false;

  if (dir == NULL)
    fail ("open", "/sys/block", errno);
  while (!found && (entry = readdir (dir)) != NULL)
    if (strncmp (entry->d_name, "vd", 2) == 0 && is_root_disk (entry->d_name)) {
      snprintf (device, 300, "/dev/%s", entry->d_name);
      found = true;
    }
  closedir (dir);
  return found;
}

static void
wait_for_root_disk (char device[300])
{
  const struct timespec pause = { .tv_nsec = 2 * 1000 * 1000 };
  const time_t deadline = time (NULL) + ROOT_DISK_SECONDS;

  while (!find_root_disk (device)) {
    if (time (NULL) > deadline)
      fail ("find root image", "no disk with serial number " ROOT_SERIAL, 0);
    nanosleep (&pause, NULL);
  }
}

/* Stacks, from the bottom: the root image, what the initrd lays over it, and
 * memory for what is written. */
static void
mount_root (const char *device)
{
  make_directory ("/image", 0755);
  make_directory ("/memory", 0755);
  make_directory ("/root", 0755);
  if (mount (device, "/image", "erofs", MS_RDONLY, NULL) == -1)
    fail ("mount root image", device, errno);
  mount_at ("tmpfs", "/memory", "tmpfs", 0, "mode=0755");
  make_directory ("/memory/upper", 0755);
  make_directory ("/memory/work", 0755);
  mount_at ("overlay", "/root", "overlay", 0,
            "lowerdir=/overlay:/image,"
            "upperdir=/memory/upper,workdir=/memory/work");
}

static void
switch_root (void)
{
  static const char *const moved[][2] = {
    { "/proc", "/root/proc" },
    { "/sys", "/root/sys" },
    { "/dev", "/root/dev" },
  };

  for (size_t i = 0; i < sizeof moved / sizeof moved[0]; i++)
    mount_at (moved[i][0], moved[i][1], NULL, MS_MOVE, NULL);
  if (chdir ("/root") == -1)
    fail ("switch root", "/root", errno);
  mount_at (".", "/", NULL, MS_MOVE, NULL);
  if (chroot (".") == -1)
    fail ("switch root", "chroot", errno);
}

static void
mount_memory_filesystems (void)
{
  make_directory ("/dev/pts", 0755);
  make_directory ("/dev/shm", 01777);
  mount_at ("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
            "mode=0620,gid=5,ptmxmode=0666"); /* group tty */
  mount_at ("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
  mount_at ("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755");
  mount_at ("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
}

/* Directories that libraries expect and don't create.  There must be no
 * /run/udev: libdevmapper would wait for an udevd that never answers. */
static void
make_run_directories (void)
{
  make_directory ("/run/lock", 01777);
  make_directory ("/run/lock/lvm", 0700);
  make_directory ("/run/lvm", 0700);
  make_directory ("/run/cryptsetup", 0700);
  make_directory ("/run/mdadm", 0700);
  make_directory ("/run/mount", 0755);
}

static void
link_standard_descriptors (void)
{
  static const char *const links[][2] = {
    { "/proc/self/fd", "/dev/fd" },
    { "fd/0", "/dev/stdin" },
    { "fd/1", "/dev/stdout" },
    { "fd/2", "/dev/stderr" },
  };

  for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
    if (symlink (links[i][0], links[i][1]) == -1 && errno != EEXIST)
      fail ("create link", links[i][1], errno);
}

static void
set_environment (void)
{
  static const char *const variables[][2] = {
    { "PATH", "/usr/sbin:/usr/bin:/sbin:/bin" },
    { "LC_ALL", "C.UTF-8" },
    { "HOME", "/root" },
    { "SHELL", "/bin/sh" },
    { "TERM", "dumb" },
    { "TMPDIR", "/tmp" },
  };

  clearenv ();
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
    setenv (variables[i][0], variables[i][1], 1);
}

static void
run_daemon (void)
{
  static char *const argv[] = { (char *) DAEMON, NULL };
  int null = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (null == -1 || dup2 (null, STDIN_FILENO) == -1)
    fail ("open", "/dev/null", errno);
  setsid ();
  execv (DAEMON, argv);
  fail ("start daemon", DAEMON, errno);
}

/* Buries every process that ends, and switches the machine off after the
 * daemon.  The daemon's normal end is the library's wish and needs no words. */
static void
wait_for_daemon (pid_t daemon)
{
  char status_text[64];
  int status;
  pid_t pid;

  do {
    pid = wait (&status);
    if (pid == -1 && errno != EINTR)
      fail ("wait for daemon", DAEMON, errno);
  } while (pid != daemon);

  if (WIFSIGNALED (status))
    snprintf (status_text, sizeof status_text, "killed by signal %d (%s)", WTERMSIG (status),
              strsignal (WTERMSIG (status)));
  else
    snprintf (status_text, sizeof status_text, "ended with status %d", WEXITSTATUS (status));
  if (status != 0)
    fail ("daemon", status_text, 0);
  power_off ();
}

static void
set_up_system (bool network)
{
  mount_memory_filesystems ();
  make_run_directories ();
  link_standard_descriptors ();
  make_module_nodes ();
  if (sethostname ("guestfs", strlen ("guestfs")) == -1)
    fail ("set hostname", "guestfs", errno);
  network_up_loopback ();
  if (network)
    network_up_user ();
  set_environment ();
  umask (022);
}

static pid_t
start_daemon (void)
{
  pid_t pid = fork ();

  if (pid == -1)
    fail ("start daemon", "fork", errno);
  if (pid == 0)
    run_daemon ();
  return pid;
}

int
main (void)
{
  char command_line[COMMAND_LINE_SIZE], device[300];
  int initrd = open ("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  bool network;
  pid_t daemon;

  if (initrd == -1)
    fail ("open", "/", errno);
  umask (0);
  mount_kernel_filesystems ();
  read_command_line (command_line);
  network = command_line_has (command_line, WORD_NETWORK);
  load_modules (initrd, "modules.early", command_line);
  if (network)
    load_modules (initrd, "modules.network", command_line);
  wait_for_root_disk (device);
  mount_root (device);
  switch_root ();
  set_up_system (network);
  daemon = start_daemon ();
  load_modules (initrd, "modules.late", command_line);
  wait_for_daemon (daemon);
}
