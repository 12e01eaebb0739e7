/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The drives of a handle. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "base/owner.h"
#include "drives/drives.h"

void
drive_server_free (struct drive_server *server)
{
  free (server->host);
  free (server->socket);
}

void
drive_files_add (guestfs_h *g, struct drive_files *files, const struct drive_file *file)
{
  files->list = safe_realloc (g, files->list, (files->count + 1) * sizeof *files->list);
  files->list[files->count] = *file;
  files->list[files->count++].path = safe_strdup (g, file->path);
}

void
drive_files_free (struct drive_files *files)
{
  for (size_t i = 0; i < files->count; ++i)
    free (files->list[i].path);
  free (files->list);
  *files = (struct drive_files) { .count = 0 };
}

void
drive_free (struct drive *drive)
{
  if (drive == NULL)
    return;
  if (owner_is_this_process (&drive->file_owner))
    unlink (drive->path);
  for (size_t i = 0; i < drive->nr_servers; ++i)
    drive_server_free (&drive->servers[i]);
  free (drive->servers);
  drive_files_free (&drive->files);
  free (drive->path);
  free (drive->given_path);
  free (drive->username);
  free (drive->secret);
  free (drive->format);
  free (drive->label);
  free (drive->iface);
  free (drive->name);
  free (drive);
}

void
cleanup_drive (struct drive **drive)
{
  drive_free (*drive);
}

void
drives_forget (guestfs_h *g)
{
  for (size_t i = 0; i < g->drives.count; ++i)
    drive_free (g->drives.list[i]);
  free (g->drives.list);
  g->drives.list = NULL;
  g->drives.count = 0;
}

size_t
drives_free_index (const guestfs_h *g)
{
  size_t index = 0;

  while (index < g->drives.count && g->drives.list[index] != NULL)
    index++;
  return index;
}

void
drives_put (guestfs_h *g, struct drive *drive, size_t index)
{
  if (index == g->drives.count) {
    g->drives.list =
      safe_realloc (g, g->drives.list, (g->drives.count + 1) * sizeof *g->drives.list);
    g->drives.count++;
  }
  g->drives.list[index] = drive;
}

ssize_t
drives_find_label (guestfs_h *g, const char *label)
{
  for (size_t i = 0; i < g->drives.count; ++i)
    if (g->drives.list[i] != NULL && g->drives.list[i]->label != NULL
        && strcmp (g->drives.list[i]->label, label) == 0)
      return i;
  return set_error (g, ENOENT,
                    "no drive has the label ‘%s’; a drive gets one when it is added, with the "
                    "option \"label\"",
                    label);
}
