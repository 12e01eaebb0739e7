/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors with the names of devices that users know. */

#include <config.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "cleanup.h"
#include "devices/device-errors.h"
#include "devices/device-names.h"

/* ---- names for users ---- */

/* Length of the name of a disk or partition, "sda12", at the start of TEXT, or
 * 0. */
static size_t
length_of_disk_name (const char *text)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz", digits[] = "0123456789";
  size_t length = 2;

  if (strncmp (text, "sd", 2) != 0 || strspn (text + 2, letters) == 0)
    return 0;
  length += strspn (text + length, letters);
  length += strspn (text + length, digits);
  return isalnum ((unsigned char) text[length]) || text[length] == '_' ? 0 : length;
}

/* Writes the user's name for the disk or partition NAME of the kernel. */
static void
write_disk_name (FILE *out, const char *name, size_t length)
{
  CLEANUP_FREE char *kernel_name = NULL, *api_name = NULL;

  if (asprintf (&kernel_name, "/dev/%.*s", (int) length, name) == -1)
    kernel_name = NULL;
  else
    api_name = device_to_api (kernel_name);
  if (api_name != NULL)
    fputs (api_name + strlen ("/dev/"), out);
  else
    fwrite (name, 1, length, out);
}

char *
device_names_to_api (const char *text)
{
  char *result = NULL;
  size_t size;
  FILE *out = open_memstream (&result, &size);
  bool in_word = false;

  if (out == NULL)
    return NULL;
  while (*text != '\0') {
    const size_t length = in_word ? 0 : length_of_disk_name (text);

    if (length > 0)
      write_disk_name (out, text, length);
    else
      putc (*text, out);
    text += length > 0 ? length : 1;
    in_word = isalnum ((unsigned char) text[-1]) || strchr ("_-.+", text[-1]) != NULL;
  }
  if (fclose (out) == EOF) {
    free (result);
    return NULL;
  }
  return result;
}

/* ---- errors ---- */

static void
reply_with_device (int (*reply) (int, const char *, ...), int err, const char *device,
                   const char *fmt, va_list args)
{
  CLEANUP_FREE char *name = device_to_api (device);
  CLEANUP_FREE char *message = NULL;

  if (vasprintf (&message, fmt, args) == -1)
    message = NULL;
  reply (err, "%s: %s", name != NULL ? name : device, message != NULL ? message : fmt);
}

int
reply_device_error (int err, const char *device, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  reply_with_device (reply_error, err, device, fmt, args);
  va_end (args);
  return -1;
}

int
reply_device_error_text (int err, const char *device, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  reply_with_device (reply_error_text, err, device, fmt, args);
  va_end (args);
  return -1;
}
