/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes regular files of an archive past libarchive, which copies each entry
 * before it writes it: under an emulated processor that takes as long as making
 * the file. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/archive-child.h"
#include "archive/tar-file.h"
#include "base/direct-io.h"
#include "base/reply.h"
#include "base/sysroot.h"
#include "base/write-all.h"

/* Such a file is written with O_DIRECT and in larger pieces.  Of a Debian root
 * that is the greater part, and the page cache, which it would fill, is left to
 * the rest. */
#define LARGE_FILE (64 * 1024)
#define PIECE_SIZE (1024 * 1024)

int
tar_files_open (struct tar_files *files)
{
  files->umask = umask (0);
  umask (files->umask);
  files->buffer = direct_buffer (PIECE_SIZE);
  return files->buffer != NULL ? 0 : -1;
}

/* A file that is being written, and what is to be written. */
struct tar_file {
  const struct tar_files *files;
  const char *name;
  mode_t mode;
  uid_t uid;
  gid_t gid;
  int64_t size;
  struct timespec times[2]; /* as for utimensat(2) */
  int (*copy_content) (struct tar_file *file);
  void *source;

  struct direct_file file;
  bool is_large;
  int64_t written;
  size_t buffered;
};

static int
failed (const struct tar_file *file)
{
  return reply_error (errno, "%s: %s", file->files->directory, file->name);
}

/* ---- content ---- */

static int
write_buffered (struct tar_file *file)
{
  if (direct_write (&file->file, file->files->buffer, file->buffered, file->written) == -1)
    return failed (file);
  file->written += file->buffered;
  file->buffered = 0;
  return 0;
}

static int
add_to_large (struct tar_file *file, const char *bytes, size_t size)
{
  while (size > 0) {
    const size_t room = PIECE_SIZE - file->buffered;
    const size_t n = size < room ? size : room;

    memcpy (file->files->buffer + file->buffered, bytes, n);
    file->buffered += n;
    if (file->buffered == PIECE_SIZE && write_buffered (file) == -1)
      return -1;
    bytes += n;
    size -= n;
  }
  return 0;
}

static int
add (struct tar_file *file, const char *bytes, size_t size)
{
  if (file->is_large)
    return add_to_large (file, bytes, size);
  return write_all (file->file.fd, bytes, size) == 0 ? 0 : failed (file);
}

static int
copy_from_archive (struct tar_file *file)
{
  struct archive *archive = file->source;
  const void *block;
  size_t size;
  la_int64_t offset;
  int r;

  while ((r = archive_read_data_block (archive, &block, &size, &offset)) == ARCHIVE_OK)
    if (add (file, block, size) == -1)
      return -1;
  return r == ARCHIVE_EOF ? 0 : reply_archive_error (archive, file->files->directory, file->name);
}

static int
copy_from_stream (struct tar_file *file)
{
  const void *bytes;
  ssize_t n;

  while ((n = tar_stream_read_file (file->source, &bytes)) > 0)
    if (add (file, bytes, n) == -1)
      return -1;
  return n == 0
           ? 0
           : reply_error_text (EINVAL, "%s: %s: the archive is truncated: it ends in this file",
                               file->files->directory, file->name);
}

static int
prepare_large (struct tar_file *file)
{
  file->file = direct_file_for_writing (file->file.fd);
  file->is_large = file->file.is_possible;
  return !file->is_large || direct_reserve (&file->file, file->size) == 0 ? 0 : failed (file);
}

static int
write_content (struct tar_file *file)
{
  if (file->size >= LARGE_FILE && prepare_large (file) == -1)
    return -1;
  if (file->copy_content (file) == 0 && (!file->is_large || write_buffered (file) == 0))
    return 0;
  return file->is_large ? direct_cut_off (&file->file, file->written) : -1;
}

/* ---- attributes ---- */

/* Filesystems that have no owners or times. */
static bool
is_done (int r)
{
  return r == 0 || errno == EPERM || errno == ENOTSUP;
}

/* Most files belong to root, as new ones do, and to look is quicker than to change
 * what is right already. */
static int
set_owner (const struct tar_file *file)
{
  const int fd = file->file.fd;
  struct stat status;

  if (fd_status (fd, &status) == 0 && status.st_uid == file->uid && status.st_gid == file->gid)
    return 0;
  return is_done (fchown (fd, file->uid, file->gid)) ? 0 : failed (file);
}

static int
set_attributes (const struct tar_file *file)
{
  const int fd = file->file.fd;

  if (file->files->owners && set_owner (file) == -1)
    return -1;
  if ((file->mode & file->files->umask) != 0 && !is_done (fchmod (fd, file->mode)))
    return failed (file);
  return is_done (futimens (fd, file->times)) ? 0 : failed (file);
}

/* ---- one file ---- */

/* Whatever is in the way is for libarchive. */
static bool
create (struct tar_file *file)
{
  file->file.fd = open (file->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file->mode);
  return file->file.fd != -1;
}

static int
write_file (struct tar_file *file)
{
  int r = write_content (file);

  if (r == 0)
    r = set_attributes (file);
  if (close (file->file.fd) == -1 && r == 0)
    r = failed (file);
  return r == 0 ? 1 : -1;
}

/* What needs more than content, permissions, owner and times is for
 * libarchive. */
static bool
is_simple (struct archive_entry *entry)
{
  return archive_entry_filetype (entry) == AE_IFREG && archive_entry_hardlink (entry) == NULL
         && (archive_entry_perm (entry) & (S_ISUID | S_ISGID | S_ISVTX)) == 0
         && archive_entry_size_is_set (entry) && archive_entry_sparse_count (entry) == 0
         && archive_entry_xattr_count (entry) == 0 && archive_entry_acl_types (entry) == 0;
}

int
tar_file_extract (const struct tar_files *files, struct archive *archive,
                  struct archive_entry *entry)
{
  struct tar_file file = {
    .files = files,
    .name = archive_entry_pathname (entry),
    .mode = archive_entry_perm (entry),
    .uid = archive_entry_uid (entry),
    .gid = archive_entry_gid (entry),
    .size = archive_entry_size (entry),
    .times = {
      { archive_entry_atime (entry),
        archive_entry_atime_is_set (entry) ? archive_entry_atime_nsec (entry) : UTIME_OMIT },
      { archive_entry_mtime (entry),
        archive_entry_mtime_is_set (entry) ? archive_entry_mtime_nsec (entry) : UTIME_OMIT },
    },
    .copy_content = copy_from_archive,
    .source = archive,
  };

  return is_simple (entry) && create (&file) ? write_file (&file) : 0;
}

int
tar_file_extract_plain (const struct tar_files *files, struct tar_stream *stream,
                        const struct tar_header *header, const char *name)
{
  struct tar_file file = {
    .files = files,
    .name = name,
    .mode = header->mode,
    .uid = header->uid,
    .gid = header->gid,
    .size = header->size,
    .times = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = header->mtime } },
    .copy_content = copy_from_stream,
    .source = stream,
  };

  if (!create (&file))
    return 0;
  tar_stream_enter_file (stream, header);
  return write_file (&file);
}
