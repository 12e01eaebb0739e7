/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of drives in letters: /dev/sda is the first that was added. */

#include <config.h>

#include <limits.h>
#include <string.h>

#include "base/device-letters.h"
#include "base/memory.h"

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

int
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

const char *
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
