/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mountables: a device, or "btrfsvol:" with a device and a subvolume of it,
 * as in "btrfsvol:/dev/sda1/home". */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "cleanup.h"
#include "devices/device-names.h"
#include "storage/device-find.h"
#include "storage/mountable.h"

/* A name can be split into device and subvolume in several ways ("VG/LV").
 * Calls FIND with each beginning of TEXT that ends before a slash, the longest
 * first, until it returns 0 and *DEVICE.  Returns the subvolume, or NULL. */
static const char *
split_subvolume (const char *text, int (*find) (const char *, char **), char **device)
{
  CLEANUP_FREE char *name = strdup (text);
  char *slash;

  if (name == NULL)
    return NULL;
  while ((slash = strrchr (name, '/')) != NULL && slash > name) {
    *slash = '\0';
    const char *rest = text + (slash - name) + 1;
    if (rest[0] != '\0' && find (name, device) == 0)
      return rest;
  }
  return NULL;
}

static bool
is_block_device (const char *path)
{
  struct stat statbuf;

  return stat (path, &statbuf) == 0 && S_ISBLK (statbuf.st_mode);
}

/* device_find takes the directory of a volume group too. */
static int
find_api_device (const char *name, char **kernel_name)
{
  int err = device_find (name, kernel_name);

  if (err == 0 && !is_block_device (*kernel_name)) {
    free (*kernel_name);
    *kernel_name = NULL;
    err = ENOTBLK;
  }
  return err;
}

static int
find_kernel_device (const char *name, char **api_name)
{
  if (!is_block_device (name))
    return ENOTBLK;
  *api_name = device_to_api (name);
  return *api_name != NULL ? 0 : ENOMEM;
}

int
mountable_find (const char *string, struct mountable *mountable)
{
  const char *volume =
    split_subvolume (string + strlen (SUBVOLUME_PREFIX), find_api_device, &mountable->device);

  if (volume == NULL)
    return EINVAL;
  mountable->type = MOUNTABLE_SUBVOLUME;
  mountable->volume = strdup (volume);
  return mountable->volume != NULL ? 0 : ENOMEM;
}

void
mountable_free (struct mountable *mountable)
{
  free (mountable->device);
  free (mountable->volume);
  mountable->device = mountable->volume = NULL;
}

char *
mountable_to_api (const char *kernel_string)
{
  CLEANUP_FREE char *device = NULL;
  const char *volume;
  char *result;

  if (strncmp (kernel_string, SUBVOLUME_PREFIX, strlen (SUBVOLUME_PREFIX)) != 0)
    return device_to_api (kernel_string);
  volume = split_subvolume (kernel_string + strlen (SUBVOLUME_PREFIX), find_kernel_device, &device);
  if (volume == NULL)
    return strdup (kernel_string);
  return asprintf (&result, SUBVOLUME_PREFIX "%s/%s", device, volume) == -1 ? NULL : result;
}
