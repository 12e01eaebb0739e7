/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the calls as SWIG wraps them.
 * Made by generator/emit/swig/swig.ml from the declarations in generator/api/. */

#ifndef GUESTFS_SWIG_HANDLE_H
#define GUESTFS_SWIG_HANDLE_H

#include "glue.h"

extern const_text guestfs_handle_find_thing (struct guestfs_handle *handle);
extern const_text guestfs_handle_get_thing (struct guestfs_handle *handle);
extern void guestfs_handle_odd_thing (struct guestfs_handle *handle);
extern void guestfs_handle_old_thing (struct guestfs_handle *handle, text name);
extern void guestfs_handle_older_thing (struct guestfs_handle *handle);
extern void guestfs_handle_set_thing (struct guestfs_handle *handle, text name);
extern void guestfs_handle_stop_thing (struct guestfs_handle *handle);
extern int guestfs_handle_take_pointer (struct guestfs_handle *handle, address thing);

#endif /* GUESTFS_SWIG_HANDLE_H */
