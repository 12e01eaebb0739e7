/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the host could not read or write of the drives' images. */

#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "cleanup.h"
#include "drives/drives.h"
#include "machine/disk-errors.h"
#include "machine/machine.h"
#include "machine/qmp.h"

/* Nodes of drive N are called "dN-…". */
static const struct drive *
drive_of_node (const guestfs_h *g, const char *node)
{
  char *end;

  if (node[0] != 'd' || !isdigit ((unsigned char) node[1]))
    return NULL;
  const unsigned long index = strtoul (node + 1, &end, 10);
  return *end == '-' && index < g->drives.count ? g->drives.list[index] : NULL;
}

/* What is written to a read-only drive goes into a file without a name. */
static char *
describe_image (guestfs_h *g, const struct qmp_disk_error *error, bool is_write)
{
  const struct drive *drive = drive_of_node (g, error->node);

  if (drive == NULL)
    return safe_strdup (g, "a drive's image");
  if (is_write && drive->readonly)
    return safe_asprintf (g, "the overlay in %s of the read-only drive %s",
                          g->directories.tmpdir.path ?: "the temporary directory", drive->path);
  return safe_strdup (g, drive->path);
}

static char *
describe (guestfs_h *g, const struct qmp_disk_error *error, bool is_write)
{
  CLEANUP_FREE char *image = describe_image (g, error, is_write);
  const char *reason = error->no_space ? strerror (ENOSPC) : error->reason;

  return safe_asprintf (g, "%s %s on the host: %s", is_write ? "writing" : "reading", image,
                        *reason != '\0' ? reason : strerror (EIO));
}

/* What has arrived until now, or NULL. */
static const struct qmp_events *
events_until_now (guestfs_h *g)
{
  if (g->machine == NULL || g->machine->qmp == NULL)
    return NULL;
  qmp_receive (g->machine->qmp);
  return qmp_events (g->machine->qmp);
}

/* What a disk that fails looks like to the guest: filesystems turn read-only, some say that
 * they need repair, and programs say it in words (0). */
static bool
may_come_from_disk (int err)
{
  switch (err) {
  case 0:
  case EIO:
  case ENOSPC:
  case EROFS:
  case EUCLEAN:
  case EBADMSG:
  case ENODATA:
  case EREMOTEIO:
  case EINVAL: /* what could not be read is not recognised */
    return true;
  default:
    return false;
  }
}

char *
disk_errors_explain (guestfs_h *g, int *err)
{
  const struct qmp_events *events = may_come_from_disk (*err) ? events_until_now (g) : NULL;

  if (events == NULL || !(events->read_error.happened || events->write_error.happened))
    return safe_strdup (g, "");
  const bool is_write = events->write_error.happened;
  const struct qmp_disk_error *error = is_write ? &events->write_error : &events->read_error;
  CLEANUP_FREE char *what = describe (g, error, is_write);
  if (error->no_space)
    *err = ENOSPC;
  qmp_forget_disk_errors (g->machine->qmp);
  return safe_asprintf (g, " (%s)", what);
}

int
disk_errors_check (guestfs_h *g, const char *name)
{
  const struct qmp_events *events = events_until_now (g);

  if (events == NULL || !events->write_error.happened)
    return 0;
  CLEANUP_FREE char *what = describe (g, &events->write_error, true);
  const int err = events->write_error.no_space ? ENOSPC : EIO;
  qmp_forget_disk_errors (g->machine->qmp);
  return set_error (g, err, "%s: not all that was written is in the image: %s", name, what);
}
