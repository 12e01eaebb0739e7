/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing the working directory into a tar file, in a child that is confined
 * to the guest.  Members come as a walk into the depth finds them: a directory is
 * followed by all that is in it, so that who unpacks knows when it is complete. */

#include <config.h>

#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "archive/attribute-records.h"
#include "archive/tar-create.h"
#include "archive/tar-encode.h"
#include "archive/tar-header.h"
#include "base/direct-io.h"
#include "base/reply.h"
#include "cleanup.h"
#include "guest/tree-walk.h"

/* Such a file is read with O_DIRECT. */
#define LARGE_FILE (1024 * 1024)
#define PIECE_SIZE (1024 * 1024)

/* Of a file with more pieces of data the holes are written, too. */
#define EXTENTS_MAX (1024 * 1024)

/* tar(1) pads to 10 KiB; some decompressors take padding after the compressed
 * content for damage. */
#define TAR_RECORD_SIZE 10240

struct creation {
  const struct tar_create_job *job;
  struct archive *out; /* raw bytes, which it may compress */
  char *buffer;        /* for a piece of content */
  struct tar_bytes header, records, name;
  struct tar_extent *extents;
  size_t extents_allocated;
  char link[PATH_MAX];
  void *linked; /* files of several names, for tsearch(3) */
};

static int
reply_packing_error (const struct creation *creation)
{
  return reply_error (errno, "%s: %s", creation->job->directory, creation->name.bytes);
}

static int
write_bytes (const struct creation *creation, const void *bytes, size_t size)
{
  if (size == 0 || archive_write_data (creation->out, bytes, size) >= 0)
    return 0;
  return reply_archive_error (creation->out, creation->job->directory, NULL);
}

/* ---- what is left out ---- */

/* A pattern matches from the beginning of NAME or after a slash. */
static bool
matches (const char *pattern, const char *name)
{
  while (fnmatch (pattern, name, 0) != 0) {
    name = strchr (name, '/');
    if (name == NULL)
      return false;
    ++name;
  }
  return true;
}

static bool
is_excluded (const struct creation *creation, const char *name)
{
  char *const *pattern = creation->job->excludes;

  for (; pattern != NULL && *pattern != NULL; ++pattern)
    if (matches (*pattern, name))
      return true;
  return false;
}

/* ---- hard links ---- */

struct linked_file {
  dev_t device;
  ino_t inode;
  char *name; /* that is in the archive */
};

static int
compare_linked_files (const void *a, const void *b)
{
  const struct linked_file *left = a, *right = b;

  if (left->inode != right->inode)
    return left->inode < right->inode ? -1 : 1;
  return left->device < right->device ? -1 : left->device > right->device;
}

/* The name that the file already has in the archive, or NULL: then this one is
 * remembered.  -1 with errno. */
static int
find_linked_file (struct creation *creation, const struct stat *status, const char **name)
{
  struct linked_file *file = malloc (sizeof *file);

  *name = NULL;
  if (file == NULL)
    return -1;
  *file = (struct linked_file) { status->st_dev, status->st_ino, NULL };
  struct linked_file *const *found = tsearch (file, &creation->linked, compare_linked_files);
  if (found == NULL)
    return -1;
  if (*found == file) {
    file->name = strdup (creation->name.bytes);
    return file->name != NULL ? 0 : -1;
  }
  *name = (*found)->name;
  free (file);
  return 0;
}

/* ---- holes ---- */

static int
add_extent (struct creation *creation, size_t count, int64_t offset, int64_t end)
{
  if (count == creation->extents_allocated) {
    const size_t wanted = count > 0 ? 2 * count : 64;
    struct tar_extent *grown = reallocarray (creation->extents, wanted, sizeof *grown);

    if (grown == NULL)
      return -1;
    creation->extents = grown;
    creation->extents_allocated = wanted;
  }
  creation->extents[count] = (struct tar_extent) { offset, end - offset };
  return 0;
}

/* Finds what is data; the last extent says where the file ends.  The number of
 * extents, or -1 if they cannot be had: all is written then. */
static ssize_t
find_extents (struct creation *creation, int fd, int64_t size)
{
  size_t count = 0;
  int64_t end = 0;

  while (end < size && count < EXTENTS_MAX) {
    int64_t data = lseek (fd, end, SEEK_DATA);
    if (data == -1 && errno == ENXIO)
      break;
    int64_t hole = data == -1 ? -1 : lseek (fd, data, SEEK_HOLE);
    if (hole == -1)
      return -1;
    data = data / TAR_BLOCK * TAR_BLOCK;
    hole = (hole + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    if (hole > size)
      hole = size;
    if (data >= hole || data < end || add_extent (creation, count, data, hole) == -1)
      return -1;
    ++count;
    end = hole;
  }
  if (count == EXTENTS_MAX)
    return -1;
  if (end < size && add_extent (creation, count++, size, size) == -1)
    return -1;
  return (ssize_t) count;
}

/* st_blocks counts 512 bytes (stat(3type)). */
static bool
may_have_holes (const struct stat *status)
{
  return status->st_blocks < status->st_size / 512;
}

/* ---- content ---- */

static int
write_zeros (const struct creation *creation, int64_t size)
{
  memset (creation->buffer, 0, size < PIECE_SIZE ? size : PIECE_SIZE);
  for (; size > 0; size -= size < PIECE_SIZE ? size : PIECE_SIZE)
    if (write_bytes (creation, creation->buffer, size < PIECE_SIZE ? size : PIECE_SIZE) == -1)
      return -1;
  return 0;
}

/* What is missing of a file that has become shorter is filled up, as the header has
 * promised it. */
static int
copy_extent (const struct creation *creation, struct direct_file *file,
             const struct tar_extent *extent)
{
  int64_t offset = extent->offset;
  const int64_t end = extent->offset + extent->size;

  while (offset < end) {
    ssize_t n = direct_read (file, creation->buffer, PIECE_SIZE, offset);

    if (n == -1)
      return reply_packing_error (creation);
    if (n == 0)
      return write_zeros (creation, end - offset);
    if (n > end - offset)
      n = end - offset;
    if (write_bytes (creation, creation->buffer, n) == -1)
      return -1;
    offset += n;
  }
  return 0;
}

static int
pack_content (const struct creation *creation, int fd, const struct tar_member *member)
{
  const struct tar_extent all = { 0, member->size };
  struct direct_file file = { .fd = fd };
  int64_t stored = 0;

  if (!member->has_holes && member->size >= LARGE_FILE)
    file = direct_file_for_reading (fd);
  const struct tar_extent *extents = member->has_holes ? member->extents : &all;
  for (size_t i = 0; i < (member->has_holes ? member->extent_count : 1); ++i) {
    if (copy_extent (creation, &file, &extents[i]) == -1)
      return -1;
    stored += extents[i].size;
  }
  return write_zeros (creation, -(uint64_t) stored % TAR_BLOCK);
}

/* ---- one member ---- */

static enum tar_type
type_of (mode_t mode)
{
  switch (mode & S_IFMT) {
  case S_IFDIR:
    return TAR_TYPE_DIRECTORY;
  case S_IFLNK:
    return TAR_TYPE_SYMBOLIC_LINK;
  case S_IFCHR:
    return TAR_TYPE_CHARACTER_DEVICE;
  case S_IFBLK:
    return TAR_TYPE_BLOCK_DEVICE;
  case S_IFIFO:
    return TAR_TYPE_FIFO;
  default:
    return TAR_TYPE_FILE;
  }
}

static int
set_link (struct creation *creation, const struct tree_entry *entry, const struct stat *status,
          struct tar_member *member)
{
  if (S_ISLNK (status->st_mode)) {
    const ssize_t length =
      readlinkat (entry->directory, entry->name, creation->link, sizeof creation->link - 1);

    if (length == -1)
      return -1;
    creation->link[length] = '\0';
    member->link = creation->link;
  }
  if (!S_ISDIR (status->st_mode) && status->st_nlink > 1) {
    const char *name;

    if (find_linked_file (creation, status, &name) == -1)
      return -1;
    if (name != NULL) {
      member->type = TAR_TYPE_HARD_LINK;
      member->link = name;
    }
  }
  return 0;
}

/* Attributes are asked for by name, which no descriptor of a device or a FIFO is
 * needed for. */
static int
set_records (struct creation *creation, const struct tree_entry *entry, struct tar_member *member)
{
  const struct attribute_choice choice = { creation->job->xattrs, creation->job->selinux,
                                           creation->job->acls };

  if (!choice.xattrs && !choice.selinux && !choice.acls)
    return 0;
  creation->records.size = 0;
  member->records = &creation->records;
  if (member->type == TAR_TYPE_HARD_LINK)
    return 0;
  return fchdir (entry->directory) == -1
           ? -1
           : attribute_records_add (&creation->records, entry->name, &choice);
}

static struct tar_member
member_of (const struct creation *creation, const struct stat *status)
{
  return (struct tar_member) {
    .type = type_of (status->st_mode),
    .name = creation->name.bytes,
    .mode = status->st_mode & 07777,
    .uid = status->st_uid,
    .gid = status->st_gid,
    .user = owner_name (&creation->job->users, status->st_uid),
    .group = owner_name (&creation->job->groups, status->st_gid),
    .accessed = status->st_atim,
    .modified = status->st_mtim,
    .changed = status->st_ctim,
    .major = major (status->st_rdev),
    .minor = minor (status->st_rdev),
  };
}

static int
write_header (struct creation *creation, const struct tar_member *member)
{
  creation->header.size = 0;
  if (tar_encode (&creation->header, member) == -1)
    return reply_packing_error (creation);
  return write_bytes (creation, creation->header.bytes, creation->header.size);
}

/* A file that takes little space because it is compressed has none. */
static void
set_extents (struct creation *creation, int fd, struct tar_member *member)
{
  const ssize_t count = find_extents (creation, fd, member->size);

  if (count < 0 || (count == 1 && creation->extents[0].size == member->size))
    return;
  member->has_holes = true;
  member->extents = creation->extents;
  member->extent_count = count;
}

static int
pack_file (struct creation *creation, const struct tree_entry *entry, const struct stat *status,
           struct tar_member *member)
{
  CLEANUP_CLOSE int fd =
    openat (entry->directory, entry->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd == -1)
    return reply_packing_error (creation);
  member->size = status->st_size;
  if (may_have_holes (status))
    set_extents (creation, fd, member);
  return write_header (creation, member) == -1 ? -1 : pack_content (creation, fd, member);
}

static int
pack_member (struct creation *creation, const struct tree_entry *entry)
{
  struct stat status;

  if (fstatat (entry->directory, entry->name, &status, AT_SYMLINK_NOFOLLOW) == -1)
    return reply_packing_error (creation);
  if (S_ISSOCK (status.st_mode))
    return 0;
  struct tar_member member = member_of (creation, &status);
  if (set_link (creation, entry, &status, &member) == -1
      || set_records (creation, entry, &member) == -1)
    return reply_packing_error (creation);
  if (member.type == TAR_TYPE_FILE && status.st_size > 0)
    return pack_file (creation, entry, &status, &member);
  return write_header (creation, &member);
}

/* "./PATH", with a slash after that of a directory. */
static int
set_name (struct creation *creation, const struct tree_entry *entry)
{
  const char *end = entry->type == DT_DIR && entry->path[0] != '\0' ? "/" : "";

  creation->name.size = 0;
  if (tar_bytes_add (&creation->name, "./", 2) == -1
      || tar_bytes_add (&creation->name, entry->path, strlen (entry->path)) == -1
      || tar_bytes_add (&creation->name, end, strlen (end) + 1) == -1)
    return reply_error (errno, "%s", creation->job->directory);
  return 0;
}

static int
pack_entry (void *data, const struct tree_entry *entry)
{
  struct creation *creation = data;
  CLEANUP_FREE char *name = NULL;

  if (asprintf (&name, "./%s", entry->path) == -1) {
    name = NULL;
    return reply_error (errno, "%s", creation->job->directory);
  }
  if (is_excluded (creation, name))
    return TREE_SKIP;
  return set_name (creation, entry) == -1 ? -1 : pack_member (creation, entry);
}

/* ---- the archive ---- */

static int
pack_all (struct creation *creation)
{
  static const char end[2 * TAR_BLOCK];
  const struct tree_visitor visitor = { .visit = pack_entry, .data = creation };
  CLEANUP_CLOSE int directory = open (".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const struct tree_entry top = { directory, ".", "", DT_DIR };

  if (directory == -1)
    return reply_error (errno, "%s", creation->job->directory);
  if (set_name (creation, &top) == -1 || pack_member (creation, &top) == -1
      || walk_tree (directory, creation->job->directory, &visitor) == -1
      || write_bytes (creation, end, sizeof end) == -1)
    return -1;
  if (archive_write_close (creation->out) != ARCHIVE_OK)
    return reply_archive_error (creation->out, creation->job->directory, NULL);
  return 0;
}

/* libarchive compresses; the format is made here, because its own writers cannot say
 * what GNU tar's can: times before 1970, large numbers, holes. */
static int
open_destination (const struct creation *creation, struct archive_content *content)
{
  const struct tar_create_job *job = creation->job;
  struct archive *out = creation->out;
  struct archive_entry *entry = archive_entry_new ();
  const bool compressed = job->compression->write_filter != archive_write_add_filter_none;

  if (entry == NULL)
    return reply_error (ENOMEM, "%s", job->directory);
  archive_entry_set_filetype (entry, AE_IFREG);
  if (archive_write_set_format_raw (out) != ARCHIVE_OK
      || job->compression->write_filter (out) != ARCHIVE_OK
      || archive_content_write (content, out, compressed ? 1 : TAR_RECORD_SIZE) != ARCHIVE_OK
      || archive_write_header (out, entry) != ARCHIVE_OK)
    return reply_archive_error (out, job->directory, NULL);
  archive_entry_free (entry);
  return 0;
}

/* Memory is given back by the end of the process. */
int
tar_create (struct archive_content *content, const void *data)
{
  struct creation creation = { .job = data,
                               .out = archive_write_new (),
                               .buffer = direct_buffer (PIECE_SIZE) };

  if (creation.out == NULL || creation.buffer == NULL)
    return reply_error (ENOMEM, "%s", creation.job->directory);
  return open_destination (&creation, content) == -1 ? -1 : pack_all (&creation);
}
