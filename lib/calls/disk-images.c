/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Questions about disk images. */

#include <config.h>

#include <stdlib.h>

#include "images/image-info.h"
#include "lib-impl.h"

char *
impl_disk_format (guestfs_h *g, const char *filename)
{
  struct image_info info;
  return image_info_get (g, filename, false, &info) == 0 ? info.format : NULL;
}

int64_t
impl_disk_virtual_size (guestfs_h *g, const char *filename)
{
  struct image_info info;
  if (image_info_get (g, filename, true, &info) == -1)
    return -1;
  free (info.format);
  return info.virtual_size;
}

int
impl_disk_has_backing_file (guestfs_h *g, const char *filename)
{
  struct image_info info;
  if (image_info_get (g, filename, false, &info) == -1)
    return -1;
  free (info.format);
  return info.has_backing_file;
}
