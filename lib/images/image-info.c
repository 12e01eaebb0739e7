/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What qemu-img says of a disk image. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/errors.h"
#include "base/format-name.h"
#include "base/memory.h"
#include "cleanup.h"
#include "images/image-info.h"
#include "process/host-program.h"

#define QEMU_IMG_INFO "qemu-img info"

static void
cleanup_json (json_t **value)
{
  json_decref (*value);
}

/* What is printed comes from a hostile image as much as from qemu-img. */
static int
parse_info (guestfs_h *g, const char *path, const char *text, struct image_info *info)
{
  json_error_t error;
  __attribute__ ((cleanup (cleanup_json))) json_t *object =
    json_loads (text, JSON_REJECT_DUPLICATES, &error);
  if (object == NULL)
    return set_error (g, EPROTO, QEMU_IMG_INFO ": %s: its output is not JSON: %s", path,
                      error.text);

  const char *format = json_string_value (json_object_get (object, "format"));
  if (format == NULL || !is_format_name (format))
    return set_error (g, EPROTO, QEMU_IMG_INFO ": %s: its output names no format", path);
  const json_t *size = json_object_get (object, "virtual-size");
  if (!json_is_integer (size) || json_integer_value (size) < 0)
    return set_error (g, EPROTO, QEMU_IMG_INFO ": %s: its output has no size", path);

  info->format = safe_strdup (g, format);
  info->virtual_size = json_integer_value (size);
  info->has_backing_file = json_object_get (object, "backing-filename") != NULL;
  return 0;
}

int
image_info_ask (guestfs_h *g, const char *const *argv, const char *object, struct image_info *info)
{
  const struct host_program program = {
    .argv = argv, .name = QEMU_IMG_INFO, .object = object, .parses_hostile_data = true
  };
  CLEANUP_FREE char *output = NULL;
  if (host_program_run (g, &program, &output) == -1)
    return -1;
  return parse_info (g, object, output, info);
}

int
image_info_get (guestfs_h *g, const char *path, const char *format, struct image_info *info)
{
  /* qemu-img takes "name:" before the first slash for a protocol, and "-" for
   * an option. */
  CLEANUP_FREE char *file = safe_asprintf (g, "%s%s", path[0] == '/' ? "" : "./", path);
  const char *argv[] = { "qemu-img",           "info", "--force-share",
                         "--output",           "json", file,
                         format ? "-f" : NULL, format, NULL };
  return image_info_ask (g, argv, path, info);
}
