/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unpacking a tar file in the working directory, in a child that is confined
 * to the guest.  Within the guest, members of the archive stay below the
 * directory: names are cleaned, and links that lead out of it are made last. */

#include <config.h>

#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/tar-attributes.h"
#include "archive/tar-extract.h"
#include "archive/tar-file.h"
#include "base/reply.h"
#include "cleanup.h"

struct directory_times {
  char *path;
  struct timespec times[2]; /* as for utimensat(2) */
};

struct extraction {
  const struct tar_extract_job *job;
  struct archive *in, *out;
  struct tar_stream stream; /* of an archive without compression */
  struct tar_files files;
  struct archive_entry **deferred; /* links to be made last, in their order */
  size_t deferred_count, deferred_allocated;
  void *deferred_names; /* their paths, for tsearch(3) */
  struct directory_times *directories;
  size_t directory_count, directories_allocated;
};

static int
reply_archive_member (const struct extraction *extraction, struct archive *archive,
                      const char *name)
{
  return reply_archive_error (archive, extraction->job->directory, name);
}

/* What libarchive could not do on disk: its errors there are those of system calls, of
 * which it keeps the number and leaves out the words.  lseek(2) says EINVAL for what
 * is beyond the largest size of a file. */
static int
reply_disk_error (const struct extraction *extraction, const char *name)
{
  const char *directory = extraction->job->directory;
  const char *text = archive_error_string (extraction->out);
  const int err = archive_errno (extraction->out);

  if (text == NULL || err <= 0)
    return reply_archive_member (extraction, extraction->out, name);
  if (err == EINVAL && strcasestr (text, "seek") != NULL)
    return reply_error (EFBIG, "%s: %s", directory, name);
  return reply_error (err, "%s: %s: %s", directory, name, text);
}

/* ---- names ---- */

static bool
is_dot_dot (const char *element, size_t length)
{
  return length == 2 && memcmp (element, "..", 2) == 0;
}

/* NAME after its last ".." and without slashes in front; "." if nothing is
 * left.  This is what tar(1) does. */
static const char *
clean_name (const char *name)
{
  const char *clean = name;

  for (const char *element = name; *element != '\0';) {
    const size_t length = strcspn (element, "/");
    const bool above = is_dot_dot (element, length);

    element += length;
    element += strspn (element, "/");
    if (above)
      clean = element;
  }
  clean += strspn (clean, "/");
  return *clean != '\0' ? clean : ".";
}

/* Whether a symbolic link could lead out of the directory. */
static bool
leads_out (const char *target)
{
  if (target[0] == '/')
    return true;
  for (const char *element = target; *element != '\0';) {
    const size_t length = strcspn (element, "/");

    if (is_dot_dot (element, length))
      return true;
    element += length;
    element += strspn (element, "/");
  }
  return false;
}

/* The slash after the name of a directory would make the kernel follow a link
 * of that name. */
static char *
copy_clean_name (const char *name)
{
  const char *clean = clean_name (name);
  size_t length = strlen (clean);

  while (length > 1 && clean[length - 1] == '/')
    --length;
  return strndup (clean, length);
}

/* The strings belong to ENTRY, so they are copied before they are set. */
static int
clean_names (struct archive_entry *entry)
{
  CLEANUP_FREE char *path = copy_clean_name (archive_entry_pathname (entry));
  const char *link = archive_entry_hardlink (entry);
  CLEANUP_FREE char *target = link != NULL ? copy_clean_name (link) : NULL;

  if (path == NULL || (link != NULL && target == NULL))
    return -1;
  archive_entry_set_pathname (entry, path);
  if (target != NULL)
    archive_entry_set_hardlink (entry, target);
  return 0;
}

/* ---- links that are made last ---- */

static int
compare_names (const void *a, const void *b)
{
  return strcmp (a, b);
}

static bool
is_deferred (const struct extraction *extraction, const char *name)
{
  return tfind (name, &extraction->deferred_names, compare_names) != NULL;
}

static bool
must_be_deferred (const struct extraction *extraction, struct archive_entry *entry)
{
  const char *link = archive_entry_hardlink (entry);

  if (link != NULL)
    return is_deferred (extraction, link);
  return archive_entry_filetype (entry) == AE_IFLNK && archive_entry_symlink (entry) != NULL
         && leads_out (archive_entry_symlink (entry));
}

/* Takes a copy of ENTRY.  -1 and errno. */
static int
remember_deferred (struct extraction *extraction, struct archive_entry *entry)
{
  if (extraction->deferred_count == extraction->deferred_allocated) {
    const size_t wanted =
      extraction->deferred_allocated > 0 ? extraction->deferred_allocated * 2 : 64;
    struct archive_entry **grown =
      reallocarray (extraction->deferred, wanted, sizeof (struct archive_entry *));

    if (grown == NULL)
      return -1;
    extraction->deferred = grown;
    extraction->deferred_allocated = wanted;
  }
  struct archive_entry *copy = archive_entry_clone (entry);
  if (copy == NULL)
    return -1;
  extraction->deferred[extraction->deferred_count++] = copy;
  return tsearch (archive_entry_pathname (copy), &extraction->deferred_names, compare_names) != NULL
           ? 0
           : -1;
}

/* A link that is already there must not be followed by members that come
 * after, either. */
static int
defer (struct extraction *extraction, struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);

  if ((unlink (name) == -1 && errno != ENOENT && errno != ENOTDIR && errno != EISDIR)
      || remember_deferred (extraction, entry) == -1)
    return reply_error (errno, "%s: %s", extraction->job->directory, name);
  return 0;
}

/* Filesystems that have no owners, permissions or attributes. */
static bool
is_unsupported (int err)
{
  return err == EPERM || err == ENOTSUP;
}

/* ---- times of directories ---- */

/* Unpacking into a directory changes its times.  libarchive restores them at
 * the end only for directories that it made. */
static int
remember_times (struct extraction *extraction, struct archive_entry *entry)
{
  const struct timespec accessed = { archive_entry_atime (entry),
                                     archive_entry_atime_nsec (entry) };
  const struct timespec modified = { archive_entry_mtime (entry),
                                     archive_entry_mtime_nsec (entry) };
  const struct timespec unchanged = { 0, UTIME_OMIT };

  if (extraction->directory_count == extraction->directories_allocated) {
    const size_t wanted =
      extraction->directories_allocated > 0 ? extraction->directories_allocated * 2 : 64;
    struct directory_times *grown = reallocarray (extraction->directories, wanted, sizeof *grown);

    if (grown == NULL)
      return reply_error (errno, "%s", extraction->job->directory);
    extraction->directories = grown;
    extraction->directories_allocated = wanted;
  }
  char *path = strdup (archive_entry_pathname (entry));
  if (path == NULL)
    return reply_error (errno, "%s", extraction->job->directory);
  extraction->directories[extraction->directory_count++] = (struct directory_times) {
    path,
    { archive_entry_atime_is_set (entry) ? accessed : unchanged,
      archive_entry_mtime_is_set (entry) ? modified : unchanged },
  };
  return 0;
}

static int
restore_times (const struct extraction *extraction)
{
  for (size_t i = 0; i < extraction->directory_count; ++i) {
    const struct directory_times *directory = &extraction->directories[i];

    if (utimensat (AT_FDCWD, directory->path, directory->times, AT_SYMLINK_NOFOLLOW) == -1
        && !is_unsupported (errno) && errno != ENOENT && errno != ENOTDIR)
      return reply_error (errno, "%s: %s", extraction->job->directory, directory->path);
  }
  return 0;
}

/* ---- one member ---- */

/* A directory takes the place of a link, unless links to directories are to
 * be kept. */
static int
replace_link (const struct extraction *extraction, struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);
  struct stat st;

  if (archive_entry_filetype (entry) != AE_IFDIR || lstat (name, &st) == -1
      || !S_ISLNK (st.st_mode))
    return 0;
  if (extraction->job->keep_directory_links && stat (name, &st) == 0 && S_ISDIR (st.st_mode))
    return 0;
  return unlink (name) == 0 ? 0 : reply_error (errno, "%s: %s", extraction->job->directory, name);
}

static int
unpack_content (const struct extraction *extraction, const char *name)
{
  const void *block;
  size_t size;
  la_int64_t offset;
  int r;

  while ((r = archive_read_data_block (extraction->in, &block, &size, &offset)) == ARCHIVE_OK)
    if (archive_write_data_block (extraction->out, block, size, offset) < ARCHIVE_OK)
      return reply_disk_error (extraction, name);
  return r == ARCHIVE_EOF ? 0 : reply_archive_member (extraction, extraction->in, name);
}

/* Hard links may have content in the pax format, all others of size 0 none. */
static int
unpack_member (const struct extraction *extraction, struct archive_entry *entry, bool with_content)
{
  const char *name = archive_entry_pathname (entry);

  if (replace_link (extraction, entry) == -1)
    return -1;
  if (archive_write_header (extraction->out, entry) < ARCHIVE_WARN)
    return reply_disk_error (extraction, name);
  if (with_content && archive_entry_size (entry) > 0 && unpack_content (extraction, name) == -1)
    return -1;
  if (archive_write_finish_entry (extraction->out) < ARCHIVE_OK
      && !is_unsupported (archive_errno (extraction->out)))
    return reply_disk_error (extraction, name);
  return 0;
}

static int
extract_member (struct extraction *extraction, struct archive_entry *entry)
{
  const struct tar_extract_job *job = extraction->job;

  if (archive_entry_pathname (entry) == NULL)
    return reply_error_text (EINVAL, "%s: a member of the archive has no name", job->directory);
  if (clean_names (entry) == -1)
    return reply_error (errno, "%s", job->directory);
  select_attributes (entry, job->xattrs, job->selinux, job->acls);
  if (must_be_deferred (extraction, entry))
    return defer (extraction, entry);
  if (archive_entry_filetype (entry) == AE_IFDIR && remember_times (extraction, entry) == -1)
    return -1;
  const int r = tar_file_extract (&extraction->files, extraction->in, entry);
  return r == 0 ? unpack_member (extraction, entry, true) : r == 1 ? 0 : -1;
}

/* Plain files up to the next member that is for libarchive.  Their number, or
 * -1. */
static int
extract_files (struct extraction *extraction)
{
  struct tar_header header;
  int count = 0;

  while (tar_stream_find_file (&extraction->stream, &header)) {
    const int r = tar_file_extract_plain (&extraction->files, &extraction->stream, &header,
                                          clean_name (header.name));

    if (r == -1)
      return -1;
    if (r == 0)
      break;
    ++count;
  }
  return count;
}

/* ---- the archive ---- */

static int
extract_members (struct extraction *extraction)
{
  struct archive_entry *entry;
  int r;

  while ((r = archive_read_next_header (extraction->in, &entry)) != ARCHIVE_EOF) {
    if (r < ARCHIVE_WARN)
      return reply_archive_member (extraction, extraction->in, NULL);
    if (extract_member (extraction, entry) == -1 || extract_files (extraction) == -1)
      return -1;
  }
  return 0;
}

/* What had to wait for all members. */
static int
finish (struct extraction *extraction)
{
  for (size_t i = 0; i < extraction->deferred_count; ++i)
    if (unpack_member (extraction, extraction->deferred[i], false) == -1)
      return -1;
  /* Permissions and times of directories. */
  if (archive_write_close (extraction->out) < ARCHIVE_WARN)
    return reply_archive_member (extraction, extraction->out, NULL);
  return restore_times (extraction);
}

/* Owners are numbers: names mean something only in the system that wrote
 * the archive.  But access control lists that tar(1) wrote have only names: then
 * ID is -1. */
static la_int64_t
find_owner_id (void *data, const char *name, la_int64_t id)
{
  return id >= 0 || name == NULL ? id : owner_id (data, name);
}

static int
restore_flags (const struct tar_extract_job *job)
{
  return ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_TIME | (job->owners ? ARCHIVE_EXTRACT_OWNER : 0)
         | (job->acls || job->xattrs ? ARCHIVE_EXTRACT_ACL : 0)
         | (job->xattrs || job->selinux ? ARCHIVE_EXTRACT_XATTR : 0);
}

static int
prepare (struct extraction *extraction)
{
  const struct tar_extract_job *job = extraction->job;

  if (extraction->in == NULL || extraction->out == NULL
      || tar_files_open (&extraction->files) == -1)
    return reply_error (ENOMEM, "%s", job->directory);
  extraction->files.directory = job->directory;
  extraction->files.owners = job->owners;
  if (archive_read_support_format_tar (extraction->in) != ARCHIVE_OK
      || job->compression->read_filter (extraction->in) != ARCHIVE_OK)
    return reply_archive_member (extraction, extraction->in, NULL);
  if (archive_write_disk_set_options (extraction->out, restore_flags (job)) != ARCHIVE_OK
      || archive_write_disk_set_user_lookup (extraction->out, (void *) &job->users, find_owner_id,
                                             NULL)
           != ARCHIVE_OK
      || archive_write_disk_set_group_lookup (extraction->out, (void *) &job->groups, find_owner_id,
                                              NULL)
           != ARCHIVE_OK)
    return reply_archive_member (extraction, extraction->out, NULL);
  return 0;
}

/* Plain files at the beginning have to be read before libarchive looks there.  If
 * there is nothing else, not even the mark of the end, that is no archive to it. */
static int
read_archive (struct extraction *extraction, struct archive_content *content)
{
  struct tar_stream *stream = &extraction->stream;
  int r;

  stream->is_foreign = tar_is_compressed (extraction->job->compression);
  stream->content = content;
  const int count = extract_files (extraction);
  if (count == -1)
    return -1;
  if (count > 0 && tar_stream_has_ended (stream))
    return 0;
  if (stream->is_foreign)
    r = archive_content_read (content, extraction->in);
  else
    r = tar_stream_open (stream, extraction->in);
  if (r == ARCHIVE_OK)
    return extract_members (extraction);
  /* It would say that this is no archive. */
  if (count > 0)
    return reply_error_text (EINVAL, "%s: the archive is damaged or truncated after %d files",
                             extraction->job->directory, count);
  return reply_archive_member (extraction, extraction->in, NULL);
}

/* Memory is given back by the end of the process. */
int
tar_extract (struct archive_content *content, const void *data)
{
  struct extraction extraction = { .job = data,
                                   .in = archive_read_new (),
                                   .out = archive_write_disk_new () };

  if (prepare (&extraction) == -1 || read_archive (&extraction, content) == -1)
    return -1;
  return finish (&extraction);
}
