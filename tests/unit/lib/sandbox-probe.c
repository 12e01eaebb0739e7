/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a process can do: run in the sandbox in place of qemu. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/keyctl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sandbox-probe.h"

static void
say (const char *name, long value)
{
  printf ("%s=%ld\n", name, value);
}

/* 0 or errno. */
static int
try_open (const char *path, int flags)
{
  const int fd = open (path, flags | O_CLOEXEC, 0600);

  if (fd == -1)
    return errno;
  close (fd);
  return 0;
}

static int
try_execute (const char *path)
{
  char *const arguments[] = { (char *) path, NULL };
  char *const environment[] = { NULL };
  pid_t pid;
  const int error = posix_spawn (&pid, path, NULL, NULL, arguments, environment);

  if (error == 0)
    waitpid (pid, NULL, 0);
  return error;
}

static int
try_connect (int family, const void *address, socklen_t size)
{
  const int fd = socket (family, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd == -1)
    return errno;
  const int error = connect (fd, address, size) == 0 ? 0 : errno;
  close (fd);
  return error;
}

struct sockaddr_un
abstract_address (const char *name, socklen_t *size)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  snprintf (address.sun_path + 1, sizeof address.sun_path - 1, "%s", name);
  *size = offsetof (struct sockaddr_un, sun_path) + 1 + strlen (name);
  return address;
}

static long
count_capabilities (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  syscall (SYS_capget, &header, data);
  long count = 0;
  for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; ++i)
    count += __builtin_popcount (data[i].effective) + __builtin_popcount (data[i].permitted);
  return count;
}

static long
count_descriptors (void)
{
  long count = 0;

  for (int fd = 3; fd < 1024; ++fd)
    count += fcntl (fd, F_GETFD) != -1;
  return count;
}

/* 0 or the errno of a system call. */
static long
try_call (long number, long first, long second, long third)
{
  return syscall (number, first, second, third, 0, 0) == -1 ? errno : 0;
}

/* -1 where the kernel has no keys. */
static long
session_keyring (void)
{
  return syscall (SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0);
}

/* What the filter refuses without ending the process.  The standard output is a socket,
 * for which the calls would be right. */
static void
say_refused_calls (void)
{
  struct timespec times[2] = { { 0, 0 }, { 0, 0 } };

  say ("make a TCP socket", try_call (SYS_socket, AF_INET, SOCK_STREAM, 0));
  say ("make a netlink socket", try_call (SYS_socket, AF_NETLINK, SOCK_RAW, 0));
  say ("make a vsock socket", try_call (SYS_socket, AF_VSOCK, SOCK_STREAM, 0));
  say ("make a crypto socket", try_call (SYS_socket, AF_ALG, SOCK_SEQPACKET, 0));
  say ("io_uring", try_call (SYS_io_uring_setup, 1, (long) times, 0));
  say ("memfd", try_call (SYS_memfd_create, (long) "probe", 0, 0));
  say ("lease", try_call (SYS_fcntl, STDIN_FILENO, F_SETLEASE, F_UNLCK));
  say ("attributes by ioctl", try_call (SYS_ioctl, STDIN_FILENO, FS_IOC_SETFLAGS, (long) times));
  say ("clone a process", try_call (SYS_clone, SIGCHLD | CLONE_NEWUSER, 0, 0));
  say ("splice", try_call (SYS_splice, -1, 0, -1));
  say ("be dumpable", prctl (PR_SET_PTRACER, 1, 0, 0, 0) == 0 ? 0 : errno);
}

void
sandbox_probe_call (long number)
{
  say ("before", 1);
  fflush (stdout);
  /* Descriptor -1, path NULL: nothing happens where it is allowed. */
  say ("result", try_call (number, -1, 0, 0));
  fflush (stdout);
  _exit (EXIT_SUCCESS);
}

static long
core_limit (void)
{
  struct rlimit limit = { 1, 1 };

  getrlimit (RLIMIT_CORE, &limit);
  return limit.rlim_max > 0;
}

void
sandbox_probe (char **arguments)
{
  struct sockaddr_in local = { .sin_family = AF_INET,
                               .sin_port = htons (atoi (arguments[2])),
                               .sin_addr = { htonl (INADDR_LOOPBACK) } };
  struct stat status;
  socklen_t size;
  const struct sockaddr_un abstract = abstract_address (arguments[3], &size);

  say ("read shadow", try_open ("/etc/shadow", O_RDONLY));
  say ("read private", try_open (arguments[1], O_RDONLY));
  say ("write private", try_open (arguments[1], O_WRONLY));
  say ("create in /", try_open ("/sandbox-probe", O_RDWR | O_CREAT));
  say ("create in /tmp", try_open ("/tmp/sandbox-probe", O_RDWR | O_CREAT));
  say ("list /", try_open ("/", O_RDONLY | O_DIRECTORY));
  say ("see passwd", stat ("/etc/passwd", &status) == 0 ? 0 : errno);
  say ("execute true", try_execute (arguments[5]));
  say ("execute library", try_execute (arguments[6]));
  say ("connect TCP", try_connect (AF_INET, &local, sizeof local));
  say ("connect abstract", try_connect (AF_UNIX, &abstract, size));
  say ("shared memory", shmget (atoi (arguments[4]), 0, 0) != -1 ? 0 : errno);
  say ("pid", getpid ());
  say ("uid", getuid ());
  say ("session", getsid (0) == getpid ());
  say ("process group", getpgrp () == getpid ());
  if (strcmp (getenv (PROBE), PROBE_FILTERED) == 0)
    say_refused_calls ();
  else {
    say ("session keyring", session_keyring ());
    say ("set uid", syscall (SYS_setresuid, 0, 0, 0) == 0 ? 0 : errno);
  }
  say ("capabilities", count_capabilities ());
  say ("bounding set", prctl (PR_CAPBSET_READ, CAP_SYS_ADMIN));
  say ("no_new_privs", prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  say ("core dumps", core_limit ());
  say ("descriptors", count_descriptors ());
  fflush (stdout);
  _exit (EXIT_SUCCESS);
}
