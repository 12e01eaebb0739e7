/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of a disk image: from its header where that can be, or from
 * qemu-img.  A header may be a guest's work: no file that it names is opened for
 * it. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "base/errors.h"
#include "base/format-name.h"
#include "base/memory.h"
#include "cleanup.h"
#include "images/image-chain.h"
#include "images/image-format.h"
#include "images/image-info.h"
#include "images/image-reference.h"
#include "process/host-program.h"

#define QEMU_IMG_INFO "qemu-img info"

static void
cleanup_json (json_t **value)
{
  json_decref (*value);
}

/* ---- what qemu-img says ---- */

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
image_info_ask (guestfs_h *g, const char *const *argv, const char *object, const int *input,
                struct image_info *info)
{
  const struct host_program program = { .argv = argv,
                                        .name = QEMU_IMG_INFO,
                                        .object = object,
                                        .parses_hostile_data = true,
                                        .input = input };
  CLEANUP_FREE char *output = NULL;
  if (host_program_run (g, &program, &output) == -1)
    return -1;
  return parse_info (g, object, output, info);
}

/* ---- a file: what its header says ---- */

static bool
is_luks (int fd)
{
  char magic[6];

  return pread (fd, magic, sizeof magic, 0) == sizeof magic
         && memcmp (magic, "LUKS\xba\xbe", sizeof magic) == 0;
}

/* Formats that name no other file, and whose size qemu-img knows how to find.  It
 * gets the file open: whatever else the name means by now, it is not opened. */
static int
ask_for_size (guestfs_h *g, const char *path, int fd, bool is_device, struct image_info *info)
{
  CLEANUP_FREE char *source =
    safe_asprintf (g,
                   "json:{\"driver\": \"%s\", \"file\": {\"driver\": \"%s\", \"filename\": "
                   "\"/dev/stdin\", \"locking\": \"off\"}}",
                   info->format, is_device ? "host_device" : "file");
  const char *argv[] = { "qemu-img", "info", "--force-share", "--output", "json", source, NULL };
  struct image_info answer;

  if (image_info_ask (g, argv, path, &fd, &answer) == -1)
    return -1;
  free (answer.format);
  info->virtual_size = answer.virtual_size;
  return 0;
}

/* In sectors, as the hypervisor has it. */
static int
raw_size (guestfs_h *g, const char *path, int fd, struct image_info *info)
{
  const off_t size = lseek (fd, 0, SEEK_END);

  if (size == -1)
    return set_errno (g, errno, "%s: its size cannot be found", path);
  info->virtual_size = size > INT64_MAX - 511 ? size : (size + 511) / 512 * 512;
  return 0;
}

static int
find_size (guestfs_h *g, const char *path, int fd, bool is_device,
           const struct image_header *header, struct image_info *info)
{
  if (header->has_size) {
    info->virtual_size = (int64_t) header->virtual_size;
    return 0;
  }
  if (strcmp (info->format, "raw") == 0)
    return raw_size (g, path, fd, info);
  return ask_for_size (g, path, fd, is_device, info);
}

int
image_info_get (guestfs_h *g, const char *path, bool with_size, struct image_info *info)
{
  CLEANUP_IMAGE_HEADER struct image_header header = IMAGE_HEADER_NONE;
  CLEANUP_FREE char *problem = NULL;
  struct stat status;
  CLEANUP_CLOSE int fd = image_file_open (g, path, true, &status);

  *info = (struct image_info) { .virtual_size = -1 };
  if (fd == -1)
    return -1;
  if (image_header_read (fd, NULL, &header, &problem) == -1) {
    const int err = errno;
    return set_error (g, err, "%s: %s", path, problem ?: strerror (err));
  }
  for (size_t i = 0; i < header.nr_references; ++i)
    info->has_backing_file |= header.references[i].link == LINK_BACKING;
  const bool luks = header.kind == IMAGE_RAW && is_luks (fd);
  info->format = safe_strdup (g, luks ? "luks" : image_kind_name (header.kind));
  if (!with_size || find_size (g, path, fd, !S_ISREG (status.st_mode), &header, info) == 0)
    return 0;
  free (info->format);
  return -1;
}
