/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attributes of one partition. */

#include <config.h>

#include "daemon/partition_entries.h"
#include "partition/partition-gpt.h"

char *
do_part_get_gpt_type (const struct device *device, int partnum)
{
  return gpt_type (device->kernel, partnum);
}

int
do_part_set_gpt_type (const struct device *device, int partnum, const char *guid)
{
  return gpt_set_type (device->kernel, partnum, guid);
}
