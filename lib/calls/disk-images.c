/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Questions about disk images, answered from their headers where that can be.  A
 * header may be a guest's work: no file that it names is opened for them. */

#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "calls/disk-images.h"
#include "drives/drives.h"
#include "images/image-chain.h"
#include "process/host-program.h"
#include "internal.h"
#include "lib-impl.h"

#define QEMU_IMG_INFO "qemu-img info"
#define SECRET_ID "secret0"

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

static int
run_info (guestfs_h *g, const char *const *argv, const char *object, const int *input,
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

  if (run_info (g, argv, path, &fd, &answer) == -1)
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

/* ---- an image on the network: what qemu-img says ---- */

/* The secret goes through a file: the command line is visible to everybody. */
static char *
write_secret (guestfs_h *g, const char *secret)
{
  CLEANUP_FREE char *path = handle_tmpname (g, "secret", "txt");
  if (path == NULL)
    return NULL;
  CLEANUP_CLOSE int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const size_t size = strlen (secret);
  if (fd == -1 || write (fd, secret, size) != (ssize_t) size) {
    set_errno (g, errno, "%s", path);
    unlink (path);
    return NULL;
  }
  char *written = path;
  path = NULL;
  return written;
}

/* json:{"driver": FORMAT, "file": {...}}: qemu's notation for any source. */
static char *
network_source (guestfs_h *g, const struct drive *drive)
{
  __attribute__ ((cleanup (cleanup_json))) json_t *source = json_object ();
  if (source == NULL
      || json_object_set_new (source, "file", drive_source_node (g, drive, SECRET_ID)) == -1
      || (drive->format
          && json_object_set_new (source, "driver", json_string (drive->format)) == -1))
    out_of_memory (g);
  CLEANUP_FREE char *text = json_dumps (source, JSON_COMPACT);
  if (text == NULL) {
    set_error (g, EINVAL, "%s: cannot be given to qemu-img because it is not UTF-8",
               drive->given_path);
    return NULL;
  }
  return safe_asprintf (g, "json:%s", text);
}

int
network_image_info_get (guestfs_h *g, const struct drive *drive, struct image_info *info)
{
  CLEANUP_FREE char *source = network_source (g, drive);
  if (source == NULL)
    return -1;
  if (drive->secret == NULL) {
    const char *argv[] = { "qemu-img", "info", "--force-share", "--output", "json", source, NULL };
    return run_info (g, argv, drive->given_path, NULL, info);
  }

  CLEANUP_FREE char *secret_file = write_secret (g, drive->secret);
  if (secret_file == NULL)
    return -1;
  /* Ceph's keys are written in base64. */
  CLEANUP_FREE char *object =
    safe_asprintf (g, "secret,id=" SECRET_ID ",format=%s,file=%s",
                   drive->protocol == DRIVE_RBD ? "base64" : "raw", secret_file);
  const char *argv[] = { "qemu-img", "info", "--force-share", "--output", "json",
                         "--object", object, source,          NULL };
  int result = run_info (g, argv, drive->given_path, NULL, info);
  unlink (secret_file);
  return result;
}

char *
impl_disk_format (guestfs_h *g, const char *filename)
{
  struct image_info info;
  return image_info_get (g, filename, false, &info) == 0 ? info.format : NULL;
}

int64_t
impl_disk_virtual_size (guestfs_h *g, const char *filename)
{
  struct image_info info;
  if (image_info_get (g, filename, true, &info) == -1)
    return -1;
  free (info.format);
  return info.virtual_size;
}

int
impl_disk_has_backing_file (guestfs_h *g, const char *filename)
{
  struct image_info info;
  if (image_info_get (g, filename, false, &info) == -1)
    return -1;
  free (info.format);
  return info.has_backing_file;
}
