/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of drives: /dev/sda is the first that was added. */

#include <config.h>

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "guestfs-api/lvm.h"
#include "internal.h"
#include "lib-impl.h"

/* a ... z, aa ... zz, aaa ...: numbers in base 26 without a zero. */
char *
drive_device_name (guestfs_h *g, size_t index)
{
  char letters[16];
  char *p = letters + sizeof letters;
  *--p = '\0';
  size_t rest = index;
  for (;;) {
    *--p = (char) ('a' + rest % 26);
    if (rest < 26)
      break;
    rest = rest / 26 - 1;
  }
  return safe_asprintf (g, "/dev/sd%s", p);
}

/* The opposite: LETTERS must be lower-case letters only.  -1 if they are
 * not, or the number is too large. */
static int
letters_to_index (const char *letters)
{
  long index = 0;
  if (*letters == '\0')
    return -1;
  for (; *letters != '\0'; ++letters) {
    if (*letters < 'a' || *letters > 'z')
      return -1;
    index = index * 26 + (*letters - 'a' + 1);
    if (index > INT_MAX)
      return -1;
  }
  return (int) (index - 1);
}

/* What follows "/dev/Xd" or "/dev/XXd", X being one of the names that disks
 * have in different kernels (sd, hd, vd, xvd, ubd); NULL if DEVICE is no
 * such name.  /dev/md0 is an array, not a disk. */
static const char *
after_disk_prefix (const char *device)
{
  if (strncmp (device, "/dev/", 5) != 0)
    return NULL;
  const char *name = device + 5;
  if (name[0] == '\0' || name[0] == 'm')
    return NULL;
  if (name[1] == 'd')
    return name + 2;
  if (name[1] != '\0' && name[2] == 'd')
    return name + 3;
  return NULL;
}

char *
impl_device_name (guestfs_h *g, int index)
{
  if (index < 0 || (size_t) index >= g->nr_drives) {
    set_error (g, EINVAL, "drive index out of range");
    return NULL;
  }
  return drive_device_name (g, (size_t) index);
}

int
impl_device_index (guestfs_h *g, const char *device)
{
  const char *letters = after_disk_prefix (device);
  int index = letters ? letters_to_index (letters) : -1;
  if (index == -1)
    return set_error (g, ENODEV, "%s: device not found", device);
  return index;
}

/* /dev/mapper/VG-LV and /dev/dm-N are /dev/VG/LV if they are a logical
 * volume, and keep their name if they are something else. */
static char *
canonical_lv_name (guestfs_h *g, const char *device)
{
  guestfs_push_error_handler (g, NULL, NULL);
  char *name = guestfs_lvm_canonical_lv_name (g, device);
  guestfs_pop_error_handler (g);
  return name ? name : safe_strdup (g, device);
}

char *
impl_canonical_device_name (guestfs_h *g, const char *device)
{
  if (strncmp (device, "/dev/mapper/", 12) == 0 || strncmp (device, "/dev/dm-", 8) == 0)
    return canonical_lv_name (g, device);
  const char *rest = after_disk_prefix (device);
  if (rest == NULL || strchr (rest, '/') != NULL)
    return safe_strdup (g, device);
  return safe_asprintf (g, "/dev/sd%s", rest);
}
