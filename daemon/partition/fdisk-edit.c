/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all changes by libfdisk begin and end with. */

#include <config.h>

#include <errno.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cleanup.h"
#include "devices/device-errors.h"
#include "partition/fdisk-edit.h"

/* libfdisk tells what is wrong through the function that answers its
 * questions, also when it may ask none. */
static int
keep_message (struct fdisk_context *context, struct fdisk_ask *ask, void *data)
{
  struct edit *edit = data;
  const char *message;

  (void) context;
  switch (fdisk_ask_get_type (ask)) {
  case FDISK_ASKTYPE_WARN:
  case FDISK_ASKTYPE_WARNX:
    message = fdisk_ask_print_get_mesg (ask);
    free (edit->message);
    edit->message = message != NULL ? strdup (message) : NULL;
    return 0;
  case FDISK_ASKTYPE_INFO:
    return 0;
  default:
    return -EINVAL;
  }
}

int
fdisk_edit_error (const struct edit *edit, int result, const char *what)
{
  if (edit->message != NULL) {
    size_t length = strlen (edit->message);

    while (length > 0 && strchr (".\n ", edit->message[length - 1]) != NULL)
      --length;
    return reply_device_error (-result, edit->device, "%s: %.*s", what, (int) length,
                               edit->message);
  }
  return reply_device_error (-result, edit->device, "%s", what);
}

int
fdisk_edit_assign (struct edit *edit)
{
  edit->context = fdisk_new_context ();
  if (edit->context == NULL)
    return reply_device_error (ENOMEM, edit->device, "open");
  fdisk_disable_dialogs (edit->context, 1);
  fdisk_set_ask (edit->context, keep_message, edit);
  /* Partitions begin where the caller says, not at round numbers. */
  fdisk_save_user_grain (edit->context, 512);

  const int result = fdisk_assign_device (edit->context, edit->device, 0);
  return result == 0 ? 0 : fdisk_edit_error (edit, result, "open");
}

/* While another partition of the disk is in use, the kernel does not read the table again;
 * but it can be told of each change. */
int
fdisk_edit_write (struct edit *edit)
{
  int result = fdisk_write_disklabel (edit->context);

  if (result != 0)
    return fdisk_edit_error (edit, result, "write the partition table");
  if (fsync (fdisk_get_devfd (edit->context)) == -1)
    return reply_device_error (errno, edit->device, "write the partition table");

  /* libfdisk has the disk for itself, so only its descriptor will do. */
  if (ioctl (fdisk_get_devfd (edit->context), BLKRRPART) == 0)
    return 0;
  if (errno != EBUSY || edit->before == NULL)
    return reply_device_error (errno, edit->device,
                               "the partition table is written, but the kernel did not read it");
  result = fdisk_reread_changes (edit->context, edit->before);
  return result == 0 ? 0 : fdisk_edit_error (edit, result, "tell the kernel of the partitions");
}

int
fdisk_edit_open (struct edit *edit)
{
  if (fdisk_edit_assign (edit) == -1)
    return -1;
  if (!fdisk_is_label (edit->context, DOS) && !fdisk_is_label (edit->context, GPT))
    return reply_device_error_text (EINVAL, edit->device, "the partition table is damaged");
  const int result = fdisk_get_partitions (edit->context, &edit->before);
  return result == 0 ? 0 : fdisk_edit_error (edit, result, "read the partition table");
}

int
fdisk_edit_run (child_work work, struct edit *edit, char **result)
{
  CLEANUP_FREE char *unwanted = NULL;
  size_t size;

  return run_in_child (work, edit, result != NULL ? result : &unwanted, &size);
}
