/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes regular files of an archive past libarchive, which copies each entry
 * before it writes it: under an emulated processor that takes as long as making
 * the file. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive-child.h"
#include "direct-io.h"
#include "guest-files.h"
#include "tar-file.h"

/* Such a file is written with O_DIRECT and in larger pieces.  Of a Debian root
 * that is the greater part, and the page cache, which it would fill, is left to
 * the rest. */
#define LARGE_FILE (64 * 1024)
#define PIECE_SIZE (1024 * 1024)

int
tar_files_open (struct tar_files *files)
{
  files->buffer = direct_buffer (PIECE_SIZE);
  return files->buffer != NULL ? 0 : -1;
}

/* A file that is being written. */
struct tar_file {
  const struct tar_files *files;
  const char *name;
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
copy_content (struct tar_file *file)
{
  const struct tar_files *files = file->files;
  const void *block;
  size_t size;
  la_int64_t offset;
  int r;

  while ((r = archive_read_data_block (files->in, &block, &size, &offset)) == ARCHIVE_OK)
    if (add (file, block, size) == -1)
      return -1;
  if (r != ARCHIVE_EOF)
    return reply_archive_error (files->in, files->directory, file->name);
  return file->is_large ? write_buffered (file) : 0;
}

/* Writes into space that is reserved are several times quicker. */
static int
prepare_large (struct tar_file *file, int64_t size)
{
  file->file = direct_file_for_writing (file->file.fd);
  file->is_large = file->file.is_possible;
  if (!file->is_large || fallocate (file->file.fd, 0, 0, size) == 0 || errno == EOPNOTSUPP)
    return 0;
  return failed (file);
}

/* ---- attributes ---- */

/* Filesystems that have no owners or times. */
static bool
is_done (int r)
{
  return r == 0 || errno == EPERM || errno == ENOTSUP;
}

static int
set_attributes (const struct tar_file *file, struct archive_entry *entry, mode_t missing)
{
  const int fd = file->file.fd;
  const struct timespec times[] = {
    { archive_entry_atime (entry),
      archive_entry_atime_is_set (entry) ? archive_entry_atime_nsec (entry) : UTIME_OMIT },
    { archive_entry_mtime (entry),
      archive_entry_mtime_is_set (entry) ? archive_entry_mtime_nsec (entry) : UTIME_OMIT },
  };

  if (file->files->owners
      && !is_done (fchown (fd, archive_entry_uid (entry), archive_entry_gid (entry))))
    return failed (file);
  if (missing != 0 && !is_done (fchmod (fd, archive_entry_perm (entry))))
    return failed (file);
  return is_done (futimens (fd, times)) ? 0 : failed (file);
}

/* ---- one file ---- */

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

static int
write_file (struct tar_file *file, struct archive_entry *entry, mode_t missing)
{
  const int64_t size = archive_entry_size (entry);

  if (size >= LARGE_FILE && prepare_large (file, size) == -1)
    return -1;
  if (size > 0 && copy_content (file) == -1)
    return -1;
  return set_attributes (file, entry, missing);
}

int
tar_file_extract (const struct tar_files *files, struct archive_entry *entry)
{
  struct tar_file file = { .files = files, .name = archive_entry_pathname (entry) };
  const mode_t mode = archive_entry_perm (entry);

  if (!is_simple (entry))
    return 0;
  /* Whatever is in the way is for libarchive, too. */
  file.file.fd = open (file.name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file.file.fd == -1)
    return 0;

  const mode_t mask = umask (0);
  umask (mask);
  int r = write_file (&file, entry, mode & mask);
  if (close (file.file.fd) == -1 && r == 0)
    r = failed (&file);
  return r == 0 ? 1 : -1;
}
