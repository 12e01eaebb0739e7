/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The directory behind the paths of the guest. */

#ifndef SYSROOT_H
#define SYSROOT_H

/* Takes another directory in the place of SYSROOT: for tests. */
extern void sysroot_use_directory (const char *directory);
/* O_PATH descriptor of the guest's root as it is now mounted; -1 and errno. */
extern int sysroot_open_root (void);

/* To be called before something is unmounted there, and after something was mounted:
 * a descriptor of the root is kept that makes it busy, and stands for what was
 * there before. */
extern void sysroot_mounts_change (void);

#endif /* SYSROOT_H */
