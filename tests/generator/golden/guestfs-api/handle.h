/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The part of guestfs.h of the topic: The handle.
 * Made by generator/emit/library/c_header.ml from the declarations in generator/api/. */

#ifndef GUESTFS_API_HANDLE
#define GUESTFS_API_HANDLE

#include "guestfs-api/guestfs.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GUESTFS_HAVE_SET_THING 1
#define LIBGUESTFS_HAVE_SET_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_set_thing (guestfs_h *g, const char *name);

#define GUESTFS_HAVE_GET_THING 1
#define LIBGUESTFS_HAVE_GET_THING 1
extern GUESTFS_DLL_PUBLIC const char *guestfs_get_thing (guestfs_h *g);

#define GUESTFS_HAVE_FIND_THING 1
#define LIBGUESTFS_HAVE_FIND_THING 1
extern GUESTFS_DLL_PUBLIC const char *guestfs_find_thing (guestfs_h *g);

#define GUESTFS_HAVE_TAKE_POINTER 1
#define LIBGUESTFS_HAVE_TAKE_POINTER 1
extern GUESTFS_DLL_PUBLIC int guestfs_take_pointer (guestfs_h *g, void *thing);

#define GUESTFS_HAVE_OLD_THING 1
#define LIBGUESTFS_HAVE_OLD_THING 1
#if !defined (GUESTFS_NO_DEPRECATED)
extern GUESTFS_DLL_PUBLIC int guestfs_old_thing (guestfs_h *g, const char *name)
  GUESTFS_DEPRECATED_BY ("guestfs_set_thing");
#endif

#define GUESTFS_HAVE_OLDER_THING 1
#define LIBGUESTFS_HAVE_OLDER_THING 1
#if !defined (GUESTFS_NO_DEPRECATED)
extern GUESTFS_DLL_PUBLIC int guestfs_older_thing (guestfs_h *g)
  GUESTFS_DEPRECATED_NO_REPLACEMENT;
#endif

#define GUESTFS_HAVE_STOP_THING 1
#define LIBGUESTFS_HAVE_STOP_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_stop_thing (guestfs_h *g);

#define GUESTFS_HAVE_ODD_THING 1
#define LIBGUESTFS_HAVE_ODD_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_odd_thing (guestfs_h *g);

#ifdef __cplusplus
}
#endif
#endif /* GUESTFS_API_HANDLE */
