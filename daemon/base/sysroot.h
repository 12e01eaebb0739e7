/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths of the guest, and the directory behind them. */

#ifndef SYSROOT_H
#define SYSROOT_H

#include <stdbool.h>
#include <sys/types.h>

/* The guest's filesystems are mounted here. */
#define SYSROOT "/sysroot"

/* Opens PATH ("/etc/hosts") of the mounted guest.  No symbolic link and no
 * ".." leads out of it (openat2, RESOLVE_IN_ROOT).  As open(2): -1 and errno.
 * O_CLOEXEC is added. */
extern int sysroot_open (const char *path, int flags, mode_t mode);

/* The directory that holds the last component of a path, for calls that act
 * on a name and must not follow it: mkdirat, unlinkat, symlinkat… */
struct sysroot_parent {
  int fd;         /* O_PATH descriptor of the directory */
  char name[256]; /* last component; "." for the root itself */
};
/* 0, or -1 and errno.  The caller closes parent->fd. */
extern int sysroot_open_parent (const char *path, struct sysroot_parent *parent);

/* "/proc/self/fd/N": the file behind FD for calls and programs that want a
 * path.  BUFFER belongs to the caller. */
#define FD_PATH_SIZE 32
extern const char *fd_path (int fd, char buffer[FD_PATH_SIZE]);

/* fstat(2), quicker. */
struct stat;
extern int fd_status (int fd, struct stat *status);

/* The path with all links of the guest resolved ("/etc/hosts"), malloc'd;
 * NULL and errno. */
extern char *sysroot_realpath (const char *path);

/* Whether anything is mounted at SYSROOT or below it. */
extern bool sysroot_is_mounted (void);

/* Takes another directory in the place of SYSROOT: for tests. */
extern void sysroot_use_directory (const char *directory);
/* O_PATH descriptor of the guest's root as it is now mounted; -1 and errno. */
extern int sysroot_open_root (void);

/* To be called before something is unmounted there, and after something was mounted:
 * a descriptor of the root is kept that makes it busy, and stands for what was
 * there before. */
extern void sysroot_mounts_change (void);

#endif /* SYSROOT_H */
