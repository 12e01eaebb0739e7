/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known about files, and changing owner and permissions. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "daemon-structures.h"
#include "daemon/metadata.h"

#define FOLLOW 0

/* stat(2) of PATH; FLAGS is FOLLOW or O_NOFOLLOW.  0, or -1 and errno. */
static int
stat_path (const char *path, int flags, struct stat *st)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | flags, 0);

  return fd == -1 ? -1 : fd_status (fd, st);
}

/* ---- questions ---- */

/* stat_path, where a missing file is an answer and not an error: 1 = there is
 * one, 0 = there is none, -1 with reply_error set. */
static int
look_at (const char *path, int flags, struct stat *st)
{
  if (stat_path (path, flags, st) == 0)
    return 1;
  if (errno == ENOENT || errno == ENOTDIR)
    return 0;
  return reply_error (errno, "%s", path);
}

static int
is_of_type (const char *path, bool follow, mode_t type)
{
  struct stat st;
  int r = look_at (path, follow ? FOLLOW : O_NOFOLLOW, &st);

  return r == 1 ? (st.st_mode & S_IFMT) == type : r;
}

int
do_exists (const char *path)
{
  struct stat st;

  return look_at (path, O_NOFOLLOW, &st);
}

int
do_is_file (const char *path, const struct is_file_options *options)
{
  return is_of_type (path, options->has_followsymlinks && options->followsymlinks, S_IFREG);
}

int
do_is_dir (const char *path, const struct is_dir_options *options)
{
  return is_of_type (path, options->has_followsymlinks && options->followsymlinks, S_IFDIR);
}

int
do_is_fifo (const char *path, const struct is_fifo_options *options)
{
  return is_of_type (path, options->has_followsymlinks && options->followsymlinks, S_IFIFO);
}

int
do_is_chardev (const char *path, const struct is_chardev_options *options)
{
  return is_of_type (path, options->has_followsymlinks && options->followsymlinks, S_IFCHR);
}

int
do_is_blockdev (const char *path, const struct is_blockdev_options *options)
{
  return is_of_type (path, options->has_followsymlinks && options->followsymlinks, S_IFBLK);
}

int
do_is_socket (const char *path, const struct is_socket_options *options)
{
  return is_of_type (path, options->has_followsymlinks && options->followsymlinks, S_IFSOCK);
}

int
do_is_symlink (const char *path)
{
  return is_of_type (path, false, S_IFLNK);
}

int64_t
do_filesize (const char *file)
{
  struct stat st;

  return stat_path (file, FOLLOW, &st) == 0 ? st.st_size : reply_error (errno, "%s", file);
}

/* ---- stat ---- */

static wire_statns
statns_of (const struct stat *st)
{
  return (wire_statns) {
    .st_dev = st->st_dev,
    .st_ino = st->st_ino,
    .st_mode = st->st_mode,
    .st_nlink = st->st_nlink,
    .st_uid = st->st_uid,
    .st_gid = st->st_gid,
    .st_rdev = st->st_rdev,
    .st_size = st->st_size,
    .st_blksize = st->st_blksize,
    .st_blocks = st->st_blocks,
    .st_atime_sec = st->st_atim.tv_sec,
    .st_atime_nsec = st->st_atim.tv_nsec,
    .st_mtime_sec = st->st_mtim.tv_sec,
    .st_mtime_nsec = st->st_mtim.tv_nsec,
    .st_ctime_sec = st->st_ctim.tv_sec,
    .st_ctime_nsec = st->st_ctim.tv_nsec,
  };
}

static wire_stat
stat_of (const struct stat *st)
{
  return (wire_stat) {
    .dev = st->st_dev,
    .ino = st->st_ino,
    .mode = st->st_mode,
    .nlink = st->st_nlink,
    .uid = st->st_uid,
    .gid = st->st_gid,
    .rdev = st->st_rdev,
    .size = st->st_size,
    .blksize = st->st_blksize,
    .blocks = st->st_blocks,
    .atime = st->st_atim.tv_sec,
    .mtime = st->st_mtim.tv_sec,
    .ctime = st->st_ctim.tv_sec,
  };
}

static wire_statns *
make_statns (const char *path, int flags)
{
  struct stat st;
  wire_statns *result;

  if (stat_path (path, flags, &st) == -1)
    return reply_error_null (errno, "%s", path);
  result = malloc (sizeof *result);
  if (result == NULL)
    return reply_error_null (errno, "%s", path);
  *result = statns_of (&st);
  return result;
}

wire_statns *
do_statns (const char *path)
{
  return make_statns (path, FOLLOW);
}

wire_statns *
do_lstatns (const char *path)
{
  return make_statns (path, O_NOFOLLOW);
}

static wire_stat *
make_stat (const char *path, int flags)
{
  struct stat st;
  wire_stat *result;

  if (stat_path (path, flags, &st) == -1)
    return reply_error_null (errno, "%s", path);
  result = malloc (sizeof *result);
  if (result == NULL)
    return reply_error_null (errno, "%s", path);
  *result = stat_of (&st);
  return result;
}

wire_stat *
do_stat (const char *path)
{
  return make_stat (path, FOLLOW);
}

wire_stat *
do_lstat (const char *path)
{
  return make_stat (path, O_NOFOLLOW);
}

/* ---- many at once ---- */

/* lstat of each of NAMES in the directory PATH; st_ino is -1 where it fails.
 * NULL with reply_error set. */
static struct stat *
stat_names (const char *path, char *const *names, size_t count)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | O_DIRECTORY, 0);
  struct stat *stats;

  if (fd == -1)
    return reply_error_null (errno, "%s", path);
  stats = calloc (count + 1, sizeof *stats);
  if (stats == NULL)
    return reply_error_null (errno, "%s", path);
  for (size_t i = 0; i < count; ++i)
    if (fstatat (fd, names[i], &stats[i], AT_SYMLINK_NOFOLLOW) == -1)
      stats[i] = (struct stat) { .st_ino = -1 };
  return stats;
}

wire_statns_list *
do_lstatnslist (const char *path, char *const *names)
{
  const size_t count = count_strings (names);
  CLEANUP_FREE struct stat *stats = stat_names (path, names, count);
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (statns);

  if (stats == NULL)
    return reply_error_null (errno, "%s", path);
  for (size_t i = 0; i < count; ++i)
    *(wire_statns *) structure_list_add (&list) = statns_of (&stats[i]);
  return structure_list_take (&list);
}

wire_stat_list *
do_lstatlist (const char *path, char *const *names)
{
  const size_t count = count_strings (names);
  CLEANUP_FREE struct stat *stats = stat_names (path, names, count);
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (stat);

  if (stats == NULL)
    return reply_error_null (errno, "%s", path);
  for (size_t i = 0; i < count; ++i)
    *(wire_stat *) structure_list_add (&list) = stat_of (&stats[i]);
  return structure_list_take (&list);
}

/* ---- changing ---- */

int
do_chmod (int mode, const char *path)
{
  char buffer[FD_PATH_SIZE];

  if (mode < 0)
    return reply_error_text (EINVAL, "%s: mode is negative", path);
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH, 0);
  if (fd == -1 || chmod (fd_path (fd, buffer), mode) == -1)
    return reply_error (errno, "%s: 0%o", path, (unsigned) mode);
  return 0;
}

static int
change_owner (int owner, int group, const char *path, int flags)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | flags, 0);

  if (fd == -1 || fchownat (fd, "", owner, group, AT_EMPTY_PATH) == -1)
    return reply_error (errno, "%s: %d.%d", path, owner, group);
  return 0;
}

int
do_chown (int owner, int group, const char *path)
{
  return change_owner (owner, group, path, FOLLOW);
}

int
do_lchown (int owner, int group, const char *path)
{
  return change_owner (owner, group, path, O_NOFOLLOW);
}
