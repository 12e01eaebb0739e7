/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copying a file or a whole directory from one place of the guest to
 * another.  The walk through the source is that of tree-walk.c; the place in
 * the destination moves along with it, one open directory at a time. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <search.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "base/reply.h"
#include "cleanup.h"
#include "guest/copy-attributes.h"
#include "guest/guest-files.h"
#include "guest/tree-copy.h"
#include "guest/tree-walk.h"

/* A directory of the destination, to check the way back by "..". */
struct ancestor {
  dev_t device;
  ino_t inode;
};

/* A file with several names, and the path of its first copy. */
struct linked_file {
  dev_t device;
  ino_t inode;
  char path[];
};

struct copy {
  const char *from_name, *to_name;
  bool preserve;
  int top;                    /* the copy of the directory where it started, or -1 */
  int directory;              /* of the destination, where the walk is */
  struct ancestor *ancestors; /* directories above it */
  size_t depth, allocated;
  void *linked; /* of struct linked_file, for tsearch(3) */
};

/* What is being copied now. */
struct item {
  int from, to; /* directories */
  const char *from_entry, *to_entry;
  const char *path; /* below the start, "" for the start itself */
  struct stat st;
};

static int
reply_item_error (const char *top, const struct item *item)
{
  return reply_error (errno, "%s%s%s", top, item->path[0] != '\0' ? "/" : "", item->path);
}

static int
reply_read_error (const struct copy *copy, const struct item *item)
{
  return reply_item_error (copy->from_name, item);
}

static int
reply_write_error (const struct copy *copy, const struct item *item)
{
  return reply_item_error (copy->to_name, item);
}

/* ---- content ---- */

static int
copy_extents (const struct byte_copy *copy, int64_t size)
{
  struct byte_copy extent = *copy;
  off_t start = 0, end;

  while ((start = lseek (copy->src, start, SEEK_DATA)) != -1) {
    end = lseek (copy->src, start, SEEK_HOLE);
    if (end == -1)
      return reply_error (errno, "%s", copy->src_name);
    extent.src_offset = extent.dest_offset = start;
    extent.size = end - start;
    if (copy_bytes (&extent) == -1)
      return -1;
    start = end;
  }
  if (errno != ENXIO) /* no data after that */
    return reply_error (errno, "%s", copy->src_name);
  return ftruncate (copy->dest, size) == 0 ? 0 : reply_error (errno, "%s", copy->dest_name);
}

int
copy_file_content (int src, const char *src_name, int dest, const char *dest_name)
{
  const struct byte_copy copy = {
    .src = src, .dest = dest, .src_name = src_name, .dest_name = dest_name
  };
  struct stat st;

  /* On filesystems that can share blocks nothing needs to be copied. */
  if (ioctl (dest, FICLONE, src) == 0)
    return 0;
  if (fstat (src, &st) == -1)
    return reply_error (errno, "%s", src_name);
  return copy_extents (&copy, st.st_size);
}

/* ---- what is in the way ---- */

enum in_the_way { NOTHING, REGULAR_FILE, DIRECTORY };

/* Removes what ITEM cannot use, and returns what is left there (enum
 * in_the_way); -1 with reply_error set. */
static int
clear_the_way (const struct copy *copy, const struct item *item)
{
  struct stat st;

  if (fstatat (item->to, item->to_entry, &st, AT_SYMLINK_NOFOLLOW) == -1)
    return errno == ENOENT ? NOTHING : reply_write_error (copy, item);
  if (st.st_dev == item->st.st_dev && st.st_ino == item->st.st_ino)
    return reply_error_text (EINVAL, "%s and %s are the same file", copy->from_name, copy->to_name);
  if (S_ISDIR (st.st_mode) && S_ISDIR (item->st.st_mode))
    return DIRECTORY;
  if (S_ISDIR (st.st_mode)) {
    errno = EISDIR;
    return reply_write_error (copy, item);
  }
  if (S_ISDIR (item->st.st_mode)) {
    errno = ENOTDIR;
    return reply_write_error (copy, item);
  }
  if (S_ISREG (st.st_mode) && S_ISREG (item->st.st_mode))
    return REGULAR_FILE;
  return unlinkat (item->to, item->to_entry, 0) == 0 ? NOTHING : reply_write_error (copy, item);
}

/* ---- files ---- */

static int
copy_item_attributes (const struct copy *copy, const struct item *item, int from, int to)
{
  if (!copy->preserve || copy_attributes (from, &item->st, to) == 0)
    return 0;
  return reply_write_error (copy, item);
}

static int
copy_opened_file (const struct copy *copy, const struct item *item, int from, int to)
{
  if (copy_file_content (from, copy->from_name, to, copy->to_name) == -1)
    return -1;
  return copy_item_attributes (copy, item, from, to);
}

static int
copy_regular_file (const struct copy *copy, const struct item *item, enum in_the_way existing)
{
  const int flags = existing == REGULAR_FILE ? O_TRUNC : O_CREAT | O_EXCL;
  CLEANUP_CLOSE int from = openat (item->from, item->from_entry, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  int to, r;

  if (from == -1)
    return reply_read_error (copy, item);
  to = openat (item->to, item->to_entry, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | flags,
               item->st.st_mode & 0777);
  if (to == -1)
    return reply_write_error (copy, item);
  r = copy_opened_file (copy, item, from, to);
  if (close (to) == -1 && r == 0)
    r = reply_write_error (copy, item);
  return r;
}

static int
make_symbolic_link (const struct copy *copy, const struct item *item)
{
  char target[PATH_MAX];
  const ssize_t length = readlinkat (item->from, item->from_entry, target, sizeof target - 1);

  if (length == -1)
    return reply_read_error (copy, item);
  target[length] = '\0';
  if (symlinkat (target, item->to, item->to_entry) == -1)
    return reply_write_error (copy, item);
  return 0;
}

static int
copy_link_or_node (const struct copy *copy, const struct item *item)
{
  const mode_t type = item->st.st_mode & S_IFMT;

  if (type == S_IFLNK) {
    if (make_symbolic_link (copy, item) == -1)
      return -1;
  } else if (mknodat (item->to, item->to_entry, type | (item->st.st_mode & 0777), item->st.st_rdev)
             == -1)
    return reply_write_error (copy, item);

  CLEANUP_CLOSE int from = openat (item->from, item->from_entry, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (from == -1)
    return reply_read_error (copy, item);
  CLEANUP_CLOSE int to = openat (item->to, item->to_entry, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (to == -1)
    return reply_write_error (copy, item);
  return copy_item_attributes (copy, item, from, to);
}

/* ---- hard links ---- */

static int
compare_linked (const void *a, const void *b)
{
  const struct linked_file *one = a, *other = b;

  if (one->device != other->device)
    return one->device < other->device ? -1 : 1;
  if (one->inode != other->inode)
    return one->inode < other->inode ? -1 : 1;
  return 0;
}

/* The first copy of a file that has several names: O_PATH descriptor, -1 if
 * there is none yet (or its path is too long to get there again). */
static int
open_first_copy (const struct copy *copy, const struct stat *st)
{
  const struct linked_file wanted = { .device = st->st_dev, .inode = st->st_ino };
  const struct open_how how = { .flags = O_PATH | O_NOFOLLOW | O_CLOEXEC,
                                .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS };
  struct linked_file *const *found = tfind (&wanted, &copy->linked, compare_linked);

  return found == NULL ? -1 : syscall (SYS_openat2, copy->top, (*found)->path, &how, sizeof how);
}

static int
remember_first_copy (struct copy *copy, const struct item *item)
{
  const size_t size = strlen (item->path) + 1;
  struct linked_file *file = malloc (sizeof *file + size);

  if (file == NULL)
    return reply_write_error (copy, item);
  file->device = item->st.st_dev;
  file->inode = item->st.st_ino;
  memcpy (file->path, item->path, size);
  if (tsearch (file, &copy->linked, compare_linked) == NULL) {
    free (file);
    return reply_error (ENOMEM, "%s", copy->to_name);
  }
  return 0;
}

static int
link_to_copy (const struct copy *copy, const struct item *item, int first)
{
  if (unlinkat (item->to, item->to_entry, 0) == -1 && errno != ENOENT)
    return reply_write_error (copy, item);
  if (linkat (first, "", item->to, item->to_entry, AT_EMPTY_PATH) == -1)
    return reply_write_error (copy, item);
  return 0;
}

/* Anything but a directory. */
static int
copy_item (struct copy *copy, const struct item *item)
{
  const int existing = clear_the_way (copy, item);
  const bool linked = copy->preserve && copy->top != -1 && item->st.st_nlink > 1;

  if (existing == -1)
    return -1;
  if (linked) {
    CLEANUP_CLOSE int first = open_first_copy (copy, &item->st);
    if (first != -1)
      return link_to_copy (copy, item, first);
    if (remember_first_copy (copy, item) == -1)
      return -1;
  }
  return S_ISREG (item->st.st_mode) ? copy_regular_file (copy, item, existing)
                                    : copy_link_or_node (copy, item);
}

/* ---- directories ---- */

static int
push_place (struct copy *copy)
{
  struct stat st;

  if (copy->depth == copy->allocated) {
    const size_t wanted = copy->allocated > 0 ? copy->allocated * 2 : 16;
    struct ancestor *grown = reallocarray (copy->ancestors, wanted, sizeof *grown);

    if (grown == NULL)
      return -1;
    copy->ancestors = grown;
    copy->allocated = wanted;
  }
  if (fstat (copy->directory, &st) == -1)
    return -1;
  copy->ancestors[copy->depth++] = (struct ancestor) { st.st_dev, st.st_ino };
  return 0;
}

/* The copy of a directory: descriptor, or -1 with reply_error set. */
static int
make_directory (const struct copy *copy, const struct item *item)
{
  const int existing = clear_the_way (copy, item);
  int fd;

  if (existing == -1)
    return -1;
  if (existing == NOTHING && mkdirat (item->to, item->to_entry, item->st.st_mode & 0777) == -1)
    return reply_write_error (copy, item);
  fd = openat (item->to, item->to_entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return fd != -1 ? fd : reply_write_error (copy, item);
}

static int
enter_directory (struct copy *copy, const struct item *item)
{
  int fd = make_directory (copy, item);

  if (fd == -1)
    return -1;
  if (push_place (copy) == -1) {
    reply_write_error (copy, item);
    close (fd);
    return -1;
  }
  close (copy->directory);
  copy->directory = fd;
  return 0;
}

static int
go_up (struct copy *copy)
{
  const struct ancestor *above = &copy->ancestors[--copy->depth];
  int fd = openat (copy->directory, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct stat st;

  if (fd == -1)
    return reply_error (errno, "%s", copy->to_name);
  close (copy->directory);
  copy->directory = fd;
  if (fstat (fd, &st) == -1)
    return reply_error (errno, "%s", copy->to_name);
  if (st.st_dev != above->device || st.st_ino != above->inode)
    return reply_error_text (ESTALE,
                             "%s: a directory is not where it was before: the filesystem "
                             "is damaged",
                             copy->to_name);
  return 0;
}

static int
visit (void *data, const struct tree_entry *entry)
{
  struct copy *copy = data;
  struct item item = { .from = entry->directory,
                       .to = copy->directory,
                       .from_entry = entry->name,
                       .to_entry = entry->name,
                       .path = entry->path };

  if (fstatat (item.from, item.from_entry, &item.st, AT_SYMLINK_NOFOLLOW) == -1)
    return reply_read_error (copy, &item);
  return S_ISDIR (item.st.st_mode) ? enter_directory (copy, &item) : copy_item (copy, &item);
}

/* Attributes come last: writing into the directory changes its times. */
static int
leave (void *data, const struct tree_entry *entry)
{
  struct copy *copy = data;
  struct item item = { .path = entry->path };
  CLEANUP_CLOSE int from =
    openat (entry->directory, entry->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (from == -1 || fstat (from, &item.st) == -1)
    return reply_read_error (copy, &item);
  if (copy_item_attributes (copy, &item, from, copy->directory) == -1)
    return -1;
  return go_up (copy);
}

static int
copy_directory_content (struct copy *copy, const struct item *item, int from)
{
  const struct tree_visitor visitor = { visit, leave, copy };

  copy->directory = openat (copy->top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (copy->directory == -1)
    return reply_write_error (copy, item);
  if (walk_tree (from, copy->from_name, &visitor) == -1)
    return -1;
  return copy_item_attributes (copy, item, from, copy->top);
}

static int
copy_directory (struct copy *copy, const struct item *item)
{
  CLEANUP_CLOSE int from =
    openat (item->from, item->from_entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int r;

  if (from == -1)
    return reply_read_error (copy, item);
  copy->top = make_directory (copy, item);
  if (copy->top == -1)
    return -1;
  r = copy_directory_content (copy, item, from);
  close (copy->top);
  if (copy->directory != -1)
    close (copy->directory);
  free (copy->ancestors);
  tdestroy (copy->linked, free);
  return r;
}

/* ---- the start ---- */

/* Whether FD is the directory ST or lies below it: 1, 0, or -1 and errno. */
static int
is_inside (int start, const struct stat *st)
{
  CLEANUP_CLOSE int root_fd = sysroot_open ("/", O_PATH, 0);
  int fd = openat (start, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
  struct stat root, here;
  int r = -1;

  if (root_fd == -1 || fstat (root_fd, &root) == -1)
    r = -1;
  else
    while (fd != -1 && fstat (fd, &here) == 0) {
      int above;

      if (here.st_dev == st->st_dev && here.st_ino == st->st_ino) {
        r = 1;
        break;
      }
      if (here.st_dev == root.st_dev && here.st_ino == root.st_ino) {
        r = 0;
        break;
      }
      above = openat (fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
      close (fd);
      fd = above;
    }
  if (fd != -1)
    close (fd);
  return r;
}

int
copy_tree (const struct sysroot_parent *from, const char *from_name,
           const struct sysroot_parent *to, const char *to_name, bool preserve)
{
  struct copy copy = {
    .from_name = from_name, .to_name = to_name, .preserve = preserve, .top = -1, .directory = -1
  };
  struct item item = {
    .from = from->fd, .to = to->fd, .from_entry = from->name, .to_entry = to->name, .path = ""
  };

  if (fstatat (item.from, item.from_entry, &item.st, AT_SYMLINK_NOFOLLOW) == -1)
    return reply_read_error (&copy, &item);
  if (!S_ISDIR (item.st.st_mode))
    return copy_item (&copy, &item);
  switch (is_inside (to->fd, &item.st)) {
  case 0:
    return copy_directory (&copy, &item);
  case 1:
    return reply_error_text (EINVAL, "%s: cannot copy a directory into itself, %s", from_name,
                             to_name);
  default:
    return reply_write_error (&copy, &item);
  }
}
