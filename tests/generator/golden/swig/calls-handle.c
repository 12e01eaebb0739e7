/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle: the calls as SWIG wraps them.
 * Made by generator/emit/swig/swig.ml from the declarations in generator/api/. */

#include "swig/calls-handle.h"
#include "guestfs-api/handle.h"

const_text
guestfs_handle_find_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "find_thing"))
    return NULL;
  const char *result = guestfs_find_thing (handle->g);
  if (!end_call (handle, false))
    return NULL;
  return result;
}

const_text
guestfs_handle_get_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "get_thing"))
    return NULL;
  const char *result = guestfs_get_thing (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

void
guestfs_handle_odd_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "odd_thing"))
    return;
  int result = guestfs_odd_thing (handle->g);
  end_call (handle, result == -1);
}

void
guestfs_handle_old_thing (struct guestfs_handle *handle, text name)
{

  if (!begin_call (handle, "old_thing"))
    return;
  int result = guestfs_old_thing (handle->g, name);
  end_call (handle, result == -1);
}

void
guestfs_handle_older_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "older_thing"))
    return;
  int result = guestfs_older_thing (handle->g);
  end_call (handle, result == -1);
}

void
guestfs_handle_set_thing (struct guestfs_handle *handle, text name)
{

  if (!begin_call (handle, "set_thing"))
    return;
  int result = guestfs_set_thing (handle->g, name);
  end_call (handle, result == -1);
}

void
guestfs_handle_stop_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "stop_thing"))
    return;
  int result = guestfs_stop_thing (handle->g);
  end_call (handle, result == -1);
}

int
guestfs_handle_take_pointer (struct guestfs_handle *handle, address thing)
{

  if (!begin_call (handle, "take_pointer"))
    return -1;
  int result = guestfs_take_pointer (handle->g, thing);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

