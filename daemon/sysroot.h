/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The directory behind the paths of the guest. */

#ifndef SYSROOT_H
#define SYSROOT_H

/* Takes another directory in the place of SYSROOT: for tests. */
extern void sysroot_use_directory (const char *directory);
/* O_PATH descriptor of the guest's root as it is now mounted; -1 and errno. */
extern int sysroot_open_root (void);

#endif /* SYSROOT_H */
