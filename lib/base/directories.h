/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Directories on the host for temporary files, sockets and cached things. */

#ifndef GUESTFS_DIRECTORIES_H
#define GUESTFS_DIRECTORIES_H

#include "base/handle-type.h"

/* The handle's own temporary directory, made when first needed; NULL with
 * the error set. */
extern const char *handle_tmpdir (guestfs_h *g);
/* New name in tmpdir: "TMPDIR/overlay3.qcow2". malloc'd. */
extern char *handle_tmpname (guestfs_h *g, const char *name, const char *extension);
/* The absolute path, links resolved, of the directory PATH; NULL with an
 * error that begins with WHAT.  malloc'd. */
extern char *real_directory (guestfs_h *g, const char *what, const char *path);
/* PATH as it is if absolute, otherwise below the present directory. */
extern char *absolute_path (guestfs_h *g, const char *path);
/* Removes PATH and all that is below it; never follows a symbolic link.
 * 0, or -1 with errno of the first failure (the rest is removed). */
extern int remove_tree (const char *path);
/* <cachedir>/.guestfs-<euid>, made 0700 and checked; malloc'd. */
extern char *cache_directory (guestfs_h *g);
/* The same if it is there and this process made it, or NULL. */
extern const char *own_tmpdir (const guestfs_h *g);
/* Removes the handle's own directory; it is made anew when needed. */
extern void directories_clear (guestfs_h *g);
extern void directories_free (guestfs_h *g);

/* Where directories are made if the program says nothing else: TMPDIR and
 * XDG_RUNTIME_DIR of the environment.  They take over PATH. */
extern void directories_set_default (guestfs_h *g, char *path);
extern void directories_set_runtime (guestfs_h *g, char *path);

#endif /* GUESTFS_DIRECTORIES_H */
