/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the device that a user names: a drive, or what was made of several. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "cleanup.h"
#include "devices/device-names.h"
#include "storage/device-find.h"
#include "storage/storage.h"

#define DEV "/dev/"

/* A name with "//", "/./" or "/../" could be another way to write one that
 * has to be translated. */
static bool
is_plain_path (const char *path)
{
  while (*path == '/') {
    const size_t length = strcspn (++path, "/");

    if (length == 0 || (length == 1 && path[0] == '.')
        || (length == 2 && path[0] == '.' && path[1] == '.'))
      return false;
    path += length;
  }
  return true;
}

/* /dev/VG/LV, /dev/mapper/NAME, /dev/md0: as the kernel and libraries made
 * them. */
static int
find_other (const char *name, char **kernel_name)
{
  struct stat statbuf;

  if (!is_plain_path (name))
    return ENOENT;
  storage_assemble ();
  if (stat (name, &statbuf) == -1)
    return errno;
  /* A volume group's directory counts as its device. */
  if (!S_ISBLK (statbuf.st_mode) && !S_ISDIR (statbuf.st_mode))
    return ENOTBLK;
  *kernel_name = strdup (name);
  return *kernel_name != NULL ? 0 : ENOMEM;
}

int
device_find (const char *name, char **kernel_name)
{
  if (strncmp (name, DEV, strlen (DEV)) != 0 || name[strlen (DEV)] == '\0')
    return ENOTBLK;
  if (is_drive_name (name))
    return drive_find (name, kernel_name);
  return find_other (name, kernel_name);
}

char *
device_to_kernel (const char *api_name)
{
  char *kernel_name = NULL;
  int err = device_find (api_name, &kernel_name);

  if (err == ENOTBLK)
    reply_error_text (EINVAL, "%s: expecting a device name", api_name);
  else if (err != 0)
    reply_error (err, "%s", api_name);
  return kernel_name;
}

bool
looks_like_device (const char *string)
{
  CLEANUP_FREE char *kernel_name = NULL;

  if (strncmp (string, DEV "sd", strlen (DEV "sd")) == 0)
    return true;
  return device_find (string, &kernel_name) == 0;
}
