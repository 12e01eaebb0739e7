/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What add_drive was told of a drive. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "base/api.h"
#include "base/errors.h"
#include "base/format-name.h"
#include "base/memory.h"
#include "drives/drive-options.h"
#include "drives/drive-protocols.h"
#include "drives/drives.h"
#include "guestfs-api/drives.h"
#include "string-list.h"

#define MAX_LABEL 20 /* bytes: it travels as the disk's serial number */

typedef const struct guestfs_add_drive_opts_argv options_t;
#define HAS(options, NAME) ((options)->bitmask & GUESTFS_ADD_DRIVE_OPTS_##NAME##_BITMASK)

static bool
is_label (const char *label)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  size_t length = strlen (label);
  return length >= 1 && length <= MAX_LABEL && strspn (label, letters) == length;
}

static int
read_servers (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, SERVER))
    return 0;
  size_t count = count_strings (options->server);
  drive->servers = safe_calloc (g, count, sizeof *drive->servers);
  for (; drive->nr_servers < count; ++drive->nr_servers)
    if (drive_server_parse (g, options->server[drive->nr_servers],
                            &drive->servers[drive->nr_servers])
        == -1)
      return -1;
  return 0;
}

static int
read_discard (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, DISCARD) || strcmp (options->discard, "disable") == 0)
    drive->discard = DISCARD_DISABLE;
  else if (strcmp (options->discard, "enable") == 0)
    drive->discard = DISCARD_ENABLE;
  else if (strcmp (options->discard, "besteffort") == 0)
    drive->discard = DISCARD_BESTEFFORT;
  else
    return set_error (g, EINVAL, "discard parameter must be ‘disable’, ‘enable’ or ‘besteffort’");

  if (drive->readonly && drive->discard == DISCARD_ENABLE)
    return set_error (g, EINVAL, "discard support cannot be enabled on read-only drives");
  return 0;
}

static int
read_format (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, FORMAT))
    return 0;
  if (!is_format_name (options->format))
    return set_error (g, EINVAL, "format parameter is empty or contains disallowed characters");
  drive->format = safe_strdup (g, options->format);
  drive->format_given = true;
  return 0;
}

static int
read_label (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, LABEL))
    return 0;
  if (!is_label (options->label))
    return set_error (g, EINVAL,
                      "label parameter is empty, too long, or contains disallowed characters");
  drive->label = safe_strdup (g, options->label);
  return 0;
}

static int
read_cachemode (guestfs_h *g, options_t *options, struct drive *drive)
{
  if (!HAS (options, CACHEMODE) || strcmp (options->cachemode, "writeback") == 0)
    return 0;
  if (strcmp (options->cachemode, "unsafe") != 0)
    return set_error (g, EINVAL, "cachemode parameter must be ‘writeback’ (default) or ‘unsafe’");
  drive->cache_unsafe = true;
  return 0;
}

static int
read_blocksize (guestfs_h *g, options_t *options, struct drive *drive)
{
  int blocksize = HAS (options, BLOCKSIZE) ? options->blocksize : 0;
  if (blocksize != 0 && blocksize != 512 && blocksize != 4096)
    return set_error (g, EINVAL, "blocksize parameter is invalid");
  drive->blocksize = blocksize;
  return 0;
}

/* The errors come in this order, whatever else is wrong. */
int
drive_read_options (guestfs_h *g, options_t *options, struct drive *drive)
{
  drive->readonly = HAS (options, READONLY) && options->readonly;
  drive->copyonread = HAS (options, COPYONREAD) && options->copyonread;
  if (HAS (options, IFACE))
    drive->iface = safe_strdup (g, options->iface);
  if (HAS (options, NAME))
    drive->name = safe_strdup (g, options->name);
  if (HAS (options, USERNAME))
    drive->username = safe_strdup (g, options->username);
  if (HAS (options, SECRET))
    drive->secret = safe_strdup (g, options->secret);

  if (read_servers (g, options, drive) == -1 || read_discard (g, options, drive) == -1
      || read_format (g, options, drive) == -1 || read_label (g, options, drive) == -1
      || read_cachemode (g, options, drive) == -1 || read_blocksize (g, options, drive) == -1)
    return -1;
  if (HAS (options, PROTOCOL)
      && drive_protocol_parse (g, options->protocol, &drive->protocol) == -1)
    return -1;
  return drive_check_protocol (g, drive);
}
