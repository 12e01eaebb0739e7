/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an argument names. */

#include <config.h>

#include <stdlib.h>

#include "devices/device.h"

void
device_free (struct device *device)
{
  free (device->kernel);
  device->kernel = NULL;
}

void
place_free (struct place *place)
{
  device_free (&place->device);
}
