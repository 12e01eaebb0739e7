/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing the working directory into a tar file, in a child that is confined
 * to the guest. */

#include <config.h>

#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <string.h>

#include "archive/tar-attributes.h"
#include "archive/tar-create.h"
#include "base/direct-io.h"
#include "base/reply.h"
#include "cleanup.h"

/* Such a file is read past libarchive, with O_DIRECT and in larger pieces. */
#define LARGE_FILE (1024 * 1024)
#define PIECE_SIZE (1024 * 1024)

struct creation {
  const struct tar_create_job *job;
  int directory; /* which NAMEs are relative to */
  void *buffer;  /* for a piece */
  struct archive *in, *out;
  struct archive *sparse_out; /* for files with holes: OUT, or another format */
  struct archive_entry_linkresolver *links;
};

static int
reply_member_error (const struct creation *creation, struct archive *archive, const char *name)
{
  return reply_archive_error (archive, creation->job->directory, name);
}

static const char *
find_owner_name (void *data, la_int64_t id)
{
  return owner_name (data, id);
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

/* ---- one member ---- */

static int
write_zeros (const struct creation *creation, struct archive *out, const char *name, int64_t size)
{
  static const char zeros[64 * 1024];

  while (size > 0) {
    const size_t n = size < (int64_t) sizeof zeros ? (size_t) size : sizeof zeros;

    if (archive_write_data (out, zeros, n) < 0)
      return reply_member_error (creation, out, name);
    size -= n;
  }
  return 0;
}

/* Holes are written as zeros; the pax format leaves them out again. */
static int
copy_content (const struct creation *creation, struct archive *out, const char *name)
{
  la_int64_t offset, done = 0;
  const void *block;
  size_t size;
  int r;

  while ((r = archive_read_data_block (creation->in, &block, &size, &offset)) == ARCHIVE_OK) {
    if (write_zeros (creation, out, name, offset - done) == -1)
      return -1;
    if (archive_write_data (out, block, size) < 0)
      return reply_member_error (creation, out, name);
    done = offset + size;
  }
  /* What is missing at the end of a file is filled up by libarchive. */
  return r == ARCHIVE_EOF ? 0 : reply_member_error (creation, creation->in, name);
}

static int
copy_from (const struct creation *creation, int fd, const char *name)
{
  struct direct_file file = direct_file_for_reading (fd);
  int64_t offset = 0;

  for (;;) {
    const ssize_t n = direct_read (&file, creation->buffer, PIECE_SIZE, offset);

    if (n == -1)
      return reply_error (errno, "%s: %s", creation->job->directory, name);
    if (n == 0) /* libarchive fills up a file that has become shorter */
      return 0;
    if (archive_write_data (creation->out, creation->buffer, n) < 0)
      return reply_member_error (creation, creation->out, name);
    offset += n;
  }
}

static int
copy_large_file (const struct creation *creation, const char *name)
{
  CLEANUP_CLOSE int fd =
    openat (creation->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd == -1)
    return reply_error (errno, "%s: %s", creation->job->directory, name);
  return copy_from (creation, fd, name);
}

static bool
is_large_file (struct archive_entry *entry)
{
  return archive_entry_filetype (entry) == AE_IFREG && archive_entry_size (entry) >= LARGE_FILE
         && archive_entry_sparse_count (entry) == 0;
}

static int
write_content (const struct creation *creation, struct archive *out, struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);

  if (is_large_file (entry))
    return copy_large_file (creation, name);
  return archive_entry_size (entry) > 0 ? copy_content (creation, out, name) : 0;
}

static int
write_member (const struct creation *creation, struct archive_entry *entry)
{
  const struct tar_create_job *job = creation->job;
  struct archive_entry *unused;

  select_attributes (entry, job->xattrs, job->selinux, job->acls);
  archive_entry_set_fflags (entry, 0, 0);
  archive_entry_linkify (creation->links, &entry, &unused);
  const char *name = archive_entry_pathname (entry);
  struct archive *out =
    archive_entry_sparse_count (entry) > 0 ? creation->sparse_out : creation->out;
  if (archive_write_header (out, entry) < ARCHIVE_WARN)
    return reply_member_error (creation, out, name);
  if (write_content (creation, out, entry) == -1)
    return -1;
  return archive_write_finish_entry (out) == ARCHIVE_OK ? 0
                                                        : reply_member_error (creation, out, name);
}

static int
pack_member (const struct creation *creation, struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);

  if (is_excluded (creation, name))
    return 0;
  if (archive_read_disk_can_descend (creation->in)
      && archive_read_disk_descend (creation->in) < ARCHIVE_WARN)
    return reply_member_error (creation, creation->in, name);
  if (archive_entry_filetype (entry) == AE_IFSOCK)
    return 0;
  return write_member (creation, entry);
}

/* ---- the archive ---- */

static int
pack_all (const struct creation *creation)
{
  for (;;) {
    struct archive_entry *entry = archive_entry_new ();
    int r;

    if (entry == NULL)
      return reply_error (ENOMEM, "%s", creation->job->directory);
    r = archive_read_next_header2 (creation->in, entry);
    if (r == ARCHIVE_EOF)
      break;
    if (r < ARCHIVE_WARN)
      return reply_member_error (creation, creation->in, archive_entry_pathname (entry));
    r = pack_member (creation, entry);
    archive_entry_free (entry);
    if (r == -1)
      return -1;
  }
  if (archive_write_close (creation->out) != ARCHIVE_OK)
    return reply_member_error (creation, creation->out, NULL);
  return 0;
}

static int
open_source (const struct creation *creation)
{
  const struct tar_create_job *job = creation->job;
  struct archive *in = creation->in;
  const int behaviour = ARCHIVE_READDISK_NO_FFLAGS
                        | (job->xattrs || job->selinux ? 0 : ARCHIVE_READDISK_NO_XATTR)
                        | (job->acls ? 0 : ARCHIVE_READDISK_NO_ACL);

  if (archive_read_disk_set_behavior (in, behaviour) != ARCHIVE_OK
      || archive_read_disk_set_symlink_physical (in) != ARCHIVE_OK
      || archive_read_disk_set_uname_lookup (in, (void *) &job->users, find_owner_name, NULL)
           != ARCHIVE_OK
      || archive_read_disk_set_gname_lookup (in, (void *) &job->groups, find_owner_name, NULL)
           != ARCHIVE_OK
      || archive_read_disk_open (in, ".") != ARCHIVE_OK)
    return reply_member_error (creation, in, NULL);
  return 0;
}

/* tar(1) pads to 10 KiB; some decompressors take padding after the compressed
 * content for damage. */
#define TAR_RECORD_SIZE 10240

/* GNU tar's own format, as libarchive writes it, has no holes.  Members of both
 * formats can be in one archive, as long as no compression comes in between that
 * each would begin anew. */
static int
open_for_holes (struct creation *creation, struct archive_content *content)
{
  creation->sparse_out = archive_write_new ();
  if (creation->sparse_out == NULL)
    return reply_error (ENOMEM, "%s", creation->job->directory);
  if (archive_write_set_format_pax_restricted (creation->sparse_out) != ARCHIVE_OK
      || archive_content_write (content, creation->sparse_out, TAR_RECORD_SIZE) != ARCHIVE_OK)
    return reply_member_error (creation, creation->sparse_out, NULL);
  return 0;
}

static int
open_destination (struct creation *creation, struct archive_content *content)
{
  const struct tar_create_job *job = creation->job;
  struct archive *out = creation->out;
  const bool needs_pax = job->xattrs || job->selinux || job->acls;
  const bool compressed = job->compression->write_filter != archive_write_add_filter_none;

  if ((needs_pax ? archive_write_set_format_pax_restricted (out)
                 : archive_write_set_format_gnutar (out))
        != ARCHIVE_OK
      || (needs_pax && archive_write_set_options (out, "xattrheader=SCHILY") != ARCHIVE_OK)
      || job->compression->write_filter (out) != ARCHIVE_OK
      || archive_content_write (content, out, compressed ? 1 : TAR_RECORD_SIZE) != ARCHIVE_OK)
    return reply_member_error (creation, out, NULL);
  creation->sparse_out = out;
  return needs_pax || compressed ? 0 : open_for_holes (creation, content);
}

/* Memory is given back by the end of the process. */
int
tar_create (struct archive_content *content, const void *data)
{
  struct creation creation = {
    .job = data,
    .in = archive_read_disk_new (),
    .out = archive_write_new (),
    .links = archive_entry_linkresolver_new (),
    .directory = open (".", O_PATH | O_CLOEXEC),
    .buffer = direct_buffer (PIECE_SIZE),
  };

  if (creation.in == NULL || creation.out == NULL || creation.links == NULL
      || creation.buffer == NULL)
    return reply_error (ENOMEM, "%s", creation.job->directory);
  if (open_destination (&creation, content) == -1 || open_source (&creation) == -1)
    return -1;
  archive_entry_linkresolver_set_strategy (creation.links, archive_format (creation.out));
  return pack_all (&creation);
}
