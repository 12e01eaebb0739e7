/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attributes of one partition, by libfdisk in a child. */

#include <config.h>

#include <errno.h>

#include "daemon/partition_entries.h"
#include "devices/device-errors.h"
#include "partition/fdisk-edit.h"

static int
open_entry (struct edit *edit, struct fdisk_partition **entry)
{
  if (edit->number < 1)
    return reply_error_text (EINVAL, "partition number must be >= 1");
  if (fdisk_edit_open (edit) == -1)
    return -1;
  if (!fdisk_is_label (edit->context, GPT))
    return reply_device_error_text (EINVAL, edit->device,
                                    "partitions have such a type only in a GPT, and the partition "
                                    "table is another one");
  if (fdisk_get_partition (edit->context, edit->number - 1, entry) != 0
      || !fdisk_partition_has_start (*entry))
    return reply_device_error_text (ENOENT, edit->device, "partition number %d not found",
                                    edit->number);
  return 0;
}

static int
print_type (FILE *out, void *data)
{
  struct fdisk_partition *entry = NULL;

  if (open_entry (data, &entry) == -1)
    return -1;
  fputs (fdisk_parttype_get_string (fdisk_partition_get_type (entry)), out);
  return 0;
}

static int
set_type (FILE *out, void *data)
{
  struct edit *edit = data;
  struct fdisk_partition *entry = NULL;

  (void) out;
  if (open_entry (edit, &entry) == -1)
    return -1;

  struct fdisk_parttype *type =
    fdisk_label_parse_parttype (fdisk_get_label (edit->context, NULL), edit->type);
  const int result =
    type != NULL ? fdisk_set_partition_type (edit->context, edit->number - 1, type) : -EINVAL;
  return result == 0 ? fdisk_edit_write (edit)
                     : fdisk_edit_error (edit, result, "set the type of the partition");
}

char *
do_part_get_gpt_type (const struct device *device, int partnum)
{
  struct edit edit = { .device = device->kernel, .number = partnum };
  char *type = NULL;

  return fdisk_edit_run (print_type, &edit, &type) == 0 ? type : NULL;
}

int
do_part_set_gpt_type (const struct device *device, int partnum, const char *guid)
{
  struct edit edit = { .device = device->kernel, .number = partnum };

  /* It may stand in braces. */
  snprintf (edit.type, sizeof edit.type, "%s", guid + (guid[0] == '{'));
  return fdisk_edit_run (set_type, &edit, NULL);
}
