/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is mounted of the guest, from the kernel's table. */

#include <config.h>

#include <errno.h>
#include <libmount/libmount.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "guest/mount-table.h"

void
mount_table_free (struct mount_table *table)
{
  for (size_t i = 0; i < table->count; ++i) {
    free (table->entries[i].device);
    free (table->entries[i].path);
  }
  free (table->entries);
  *table = (struct mount_table) { 0 };
}

/* do_mount makes the mount read-only, too, if the filesystem is so from the
 * beginning. */
static bool
has_turned_readonly (struct libmnt_fs *entry)
{
  const char *mount = mnt_fs_get_vfs_options (entry), *filesystem = mnt_fs_get_fs_options (entry);

  return mount != NULL && filesystem != NULL && mnt_optstr_get_option (mount, "ro", NULL, NULL) == 1
         && mnt_optstr_get_option (filesystem, "ro", NULL, NULL) == 0;
}

static int
add_entry (struct mount_table *table, struct libmnt_fs *kernel_entry, const char *device,
           const char *path)
{
  struct mount_entry *entries =
    reallocarray (table->entries, table->count + 1, sizeof *table->entries);

  if (entries == NULL)
    return -1;
  table->entries = entries;
  const struct mount_entry entry = { .device = strdup (device),
                                     .path = strdup (path),
                                     .id = mnt_fs_get_id (kernel_entry),
                                     .turned_readonly = has_turned_readonly (kernel_entry) };
  entries[table->count++] = entry;
  return entry.device != NULL && entry.path != NULL ? 0 : -1;
}

/* The guest's name for a path of the appliance; NULL if it is not below
 * SYSROOT. */
static const char *
guest_path (const char *path)
{
  const size_t length = strlen (SYSROOT);

  if (strncmp (path, SYSROOT, length) != 0)
    return NULL;
  if (path[length] == '\0')
    return "/";
  return path[length] == '/' ? path + length : NULL;
}

/* The pseudo filesystems that a program of the guest sees are mounted only
 * while it runs: what has a block device is the guest's. */
static bool
is_block_device (const char *name)
{
  struct stat statbuf;

  return name != NULL && name[0] == '/' && stat (name, &statbuf) == 0 && S_ISBLK (statbuf.st_mode);
}

static int
add_entries (struct mount_table *table, struct libmnt_table *kernel_table)
{
  struct libmnt_iter *position = mnt_new_iter (MNT_ITER_FORWARD);
  struct libmnt_fs *entry;
  int result = position != NULL ? 0 : -1;

  while (result == 0 && mnt_table_next_fs (kernel_table, position, &entry) == 0) {
    const char *device = mnt_fs_get_source (entry);
    const char *path = guest_path (mnt_fs_get_target (entry));

    if (path != NULL && is_block_device (device))
      result = add_entry (table, entry, device, path);
  }
  mnt_free_iter (position);
  return result;
}

int
mount_table_read (struct mount_table *table)
{
  struct libmnt_table *kernel_table = mnt_new_table_from_file ("/proc/self/mountinfo");
  int result;

  *table = (struct mount_table) { 0 };
  if (kernel_table == NULL)
    return reply_error (errno, "/proc/self/mountinfo");
  result = add_entries (table, kernel_table);
  mnt_unref_table (kernel_table);
  if (result == -1) {
    mount_table_free (table);
    return reply_error (ENOMEM, "list of mounts");
  }
  return 0;
}

bool
is_same_device (const char *one, const char *other)
{
  struct stat one_stat, other_stat;

  return stat (one, &one_stat) == 0 && stat (other, &other_stat) == 0 && S_ISBLK (one_stat.st_mode)
         && one_stat.st_rdev == other_stat.st_rdev;
}
