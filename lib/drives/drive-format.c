/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The format of a drive that the caller did not state. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/memory.h"
#include "cleanup.h"
#include "drives/drive-format.h"
#include "drives/drive-source.h"
#include "drives/drives.h"
#include "images/image-chain.h"
#include "images/image-info.h"

#define SECRET_ID "secret0"

static void
cleanup_json (json_t **value)
{
  json_decref (*value);
}

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

static int
ask_over_network (guestfs_h *g, const struct drive *drive, struct image_info *info)
{
  CLEANUP_FREE char *source = network_source (g, drive);
  if (source == NULL)
    return -1;
  if (drive->secret == NULL) {
    const char *argv[] = { "qemu-img", "info", "--force-share", "--output", "json", source, NULL };
    return image_info_ask (g, argv, drive->given_path, NULL, info);
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
  int result = image_info_ask (g, argv, drive->given_path, NULL, info);
  unlink (secret_file);
  return result;
}

/* Opens the image and all below it, so that what is wrong with them is said
 * when it is added.  They are not kept open: there may be many drives, and
 * long until the launch, which looks at everything again. */
int
drive_look_into_file (guestfs_h *g, struct drive *drive)
{
  CLEANUP_IMAGE_CHAIN struct image_chain chain = IMAGE_CHAIN_NONE;

  if (image_chain_open (g, drive->path, drive->format, drive->readonly, &chain) == -1)
    return -1;
  if (drive->format == NULL)
    drive->format = safe_strdup (g, chain.layers[0].format);
  return 0;
}

int
drive_resolve_format (guestfs_h *g, struct drive *drive)
{
  if (drive->format)
    return 0;
  struct image_info info;
  if (ask_over_network (g, drive, &info) == -1)
    return -1;
  drive->format = info.format;
  return 0;
}
