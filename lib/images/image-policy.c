/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which of the files that an image names are opened.
 *
 * A guest can write any header into a disk that is raw, and name any file of
 * the host in it.  So the names in an image whose format nobody stated are
 * followed only to files that lie beside it, which whoever put it there put
 * there too; the backend setting "backing" makes that stricter or looser.  What
 * somebody states to be qcow2 was written by a hypervisor, and names what that
 * was told to name. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/errors.h"
#include "base/memory.h"
#include "cleanup.h"
#include "images/image-format.h"
#include "images/image-policy.h"
#include "images/image-reference.h"
#include "settings/backend.h"

#define FILE_PREFIX "file:"
#define JSON_PREFIX "json:"

enum backing_policy { BACKING_BESIDE, BACKING_ANY, BACKING_NONE };

static int
read_policy (guestfs_h *g, enum backing_policy *policy)
{
  const char *setting = backend_setting (g, "backing") ?: "beside";

  if (strcmp (setting, "beside") == 0)
    *policy = BACKING_BESIDE;
  else if (strcmp (setting, "any") == 0)
    *policy = BACKING_ANY;
  else if (strcmp (setting, "none") == 0)
    *policy = BACKING_NONE;
  else
    return set_error (g, EINVAL,
                      "backend setting backing=%s: the value must be beside, any or none", setting);
  return 0;
}

static const char *
link_name (enum image_link link)
{
  return link == LINK_BACKING ? "backing file" : link == LINK_DATA_FILE ? "data file" : "extent";
}

/* ---- what a name means ---- */

/* qemu takes "name:" before the first slash for a protocol. */
static bool
has_protocol (const char *name)
{
  return name[strcspn (name, ":/")] == ':';
}

/* Relative names are relative to the image that has them. */
static char *
join (guestfs_h *g, const char *image, const char *name)
{
  const char *slash = strrchr (image, '/');

  if (name[0] == '/' || slash == NULL)
    return safe_strdup (g, name);
  return safe_asprintf (g, "%.*s/%s", (int) (slash - image), image, name);
}

static bool
is_local_node (const json_t *node)
{
  const char *driver = json_string_value (json_object_get (node, "driver"));

  return json_is_string (json_object_get (node, "filename"))
         && (driver == NULL || strcmp (driver, "file") == 0 || strcmp (driver, "host_device") == 0);
}

/* {"driver": FORMAT, "file": {"driver": "file", "filename": NAME}}, or the
 * inner object alone: what qemu writes for a local file.  Whatever else is in
 * it has no effect. */
static char *
resolve_json (guestfs_h *g, const char *image, const char *text, char **format)
{
  json_t *value = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  const json_t *inner = json_object_get (value, "file");
  const json_t *node = json_is_object (inner) ? inner : value;
  char *path = NULL;

  if (is_local_node (node)) {
    const char *driver = json_string_value (json_object_get (value, "driver"));

    path = join (g, image, json_string_value (json_object_get (node, "filename")));
    if (node == inner && driver != NULL) {
      free (*format);
      *format = safe_strdup (g, driver);
    }
  }
  json_decref (value);
  return path;
}

/* NULL: it is no local file. */
static char *
resolve_name (guestfs_h *g, const char *image, const char *name, char **format)
{
  if (strncmp (name, JSON_PREFIX, strlen (JSON_PREFIX)) == 0)
    return resolve_json (g, image, name + strlen (JSON_PREFIX), format);
  if (strncmp (name, FILE_PREFIX, strlen (FILE_PREFIX)) == 0)
    return join (g, image, name + strlen (FILE_PREFIX));
  return has_protocol (name) ? NULL : join (g, image, name);
}

/* ---- whether it is followed ---- */

/* Below "/" is everything, and what is hidden is private: keys of ssh lie
 * below the folder in which many a user has images. */
static bool
is_beside (const char *directory, size_t length, const char *path)
{
  if (strncmp (directory, path, length) != 0)
    return false;
  const char *rest = path + length;
  if (length == 1)
    return strchr (rest, '/') == NULL;
  return rest[0] == '/' && strstr (rest, "/.") == NULL;
}

/* With links resolved: 1, 0, or -1 with errno if one of them is not there. */
static int
lies_beside (const char *image, const char *path)
{
  CLEANUP_FREE char *real_image = realpath (image, NULL);
  CLEANUP_FREE char *real_path = real_image != NULL ? realpath (path, NULL) : NULL;

  if (real_path == NULL)
    return -1;
  const char *slash = strrchr (real_image, '/');
  return is_beside (real_image, slash == real_image ? 1 : slash - real_image, real_path) ? 1 : 0;
}

static int
distrust (guestfs_h *g, const struct image_referrer *image, const struct image_reference *reference,
          const char *why)
{
  return set_error (
    g, EPERM,
    "%s: it looks like a %s image whose %s is %s, but its format was not stated, and a guest can "
    "write such a header into a raw disk to reach other files. The name is not followed because "
    "%s. If it is a %s image that you trust, state that (format=%s%s); if it is a raw disk, state "
    "format=raw. The backend setting backing=any trusts all headers",
    image->path, image->format, link_name (reference->link), reference->name, why, image->format,
    image->format, image->is_top ? "" : ", and with qemu-img rebase -u -F in the image above it");
}

static int
check_distrusted (guestfs_h *g, const struct image_referrer *image,
                  const struct image_reference *reference, const char *path)
{
  if (has_protocol (reference->name))
    return distrust (g, image, reference, "it is not a plain name");
  /* All disks of the host lie beside each other. */
  if (image->is_device)
    return distrust (g, image, reference, "the image is a device");
  /* It could be the disk of another guest. */
  if (reference->link != LINK_BACKING && !image->readonly)
    return distrust (g, image, reference, "that file would be written");

  const int beside = lies_beside (image->path, path);
  if (beside == -1)
    return set_errno (g, errno, "%s: its %s %s", image->path, link_name (reference->link),
                      reference->name);
  return beside == 1 ? 0
                     : distrust (g, image, reference,
                                 "the file is neither in the image's folder nor openly below it");
}

static int
check (guestfs_h *g, const struct image_referrer *image, const struct image_reference *reference,
       const char *path)
{
  enum backing_policy policy = BACKING_NONE;

  if (read_policy (g, &policy) == -1)
    return -1;
  if (policy == BACKING_NONE)
    return set_error (g, EPERM,
                      "%s: its header names the %s %s, and the backend setting backing=none "
                      "forbids that other files are opened",
                      image->path, link_name (reference->link), reference->name);
  if (policy == BACKING_BESIDE && !image->is_trusted
      && check_distrusted (g, image, reference, path) == -1)
    return -1;
  if (path == NULL)
    return set_error (g, ENOTSUP,
                      "%s: its header names the %s %s, which is not the name of a local file; "
                      "images that need others over the network are not supported",
                      image->path, link_name (reference->link), reference->name);
  return 0;
}

/* The format comes from a header: it chooses among those which we know. */
static int
check_format (guestfs_h *g, const struct image_referrer *image, char **format)
{
  enum image_kind kind;

  /* qemu-img wrote these for block devices. */
  if (*format != NULL && (strcmp (*format, "host_device") == 0 || strcmp (*format, "file") == 0)) {
    free (*format);
    *format = safe_strdup (g, "raw");
  }
  if (*format == NULL || image_kind_from_name (*format, &kind))
    return 0;
  return set_error (g, ENOTSUP,
                    "%s: its header says that its backing file has the format %s, which is not "
                    "supported there",
                    image->path, *format);
}

char *
image_follow (guestfs_h *g, const struct image_referrer *image,
              const struct image_reference *reference, char **format)
{
  const char *stated = reference->link == LINK_BACKING ? reference->format : "raw";
  CLEANUP_FREE char *its_format = stated != NULL ? safe_strdup (g, stated) : NULL;
  CLEANUP_FREE char *path = resolve_name (g, image->path, reference->name, &its_format);

  if (check (g, image, reference, path) == -1 || check_format (g, image, &its_format) == -1)
    return NULL;
  *format = its_format;
  char *followed = path;
  its_format = path = NULL;
  return followed;
}
