/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Visiting everything below a directory. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "cleanup.h"
#include "guest/tree-walk.h"

/* A directory on the way from the start to where the walk is.  Only the
 * innermost is open: the way back is "..", checked by inode. */
struct level {
  dev_t device;
  ino_t inode;
  char *entries; /* per entry its type as one byte, and its name with the 0 */
  size_t size, allocated, next;
  size_t path_length; /* of the directory's own path */
};

struct walk {
  const char *what;
  const struct tree_visitor *visitor;
  int directory; /* innermost level */
  struct level *levels;
  size_t depth, allocated;
  char *path;
  size_t path_allocated;
};

static int
reply_walk_error (const struct walk *walk)
{
  const char *path = walk->path != NULL ? walk->path : "";

  return reply_error (errno, "%s%s%s", walk->what, path[0] != '\0' ? "/" : "", path);
}

/* Makes room for SIZE bytes in a buffer that grows by doubling. */
static int
reserve (char **buffer, size_t *allocated, size_t size)
{
  size_t wanted = *allocated > 0 ? *allocated : 256;
  char *grown;

  if (size <= *allocated)
    return 0;
  while (wanted < size)
    wanted *= 2;
  grown = realloc (*buffer, wanted);
  if (grown == NULL)
    return -1;
  *buffer = grown;
  *allocated = wanted;
  return 0;
}

/* ---- reading a directory ---- */

static unsigned char
type_of_mode (mode_t mode)
{
  return IFTODT (mode);
}

static int
add_entry (struct level *level, int directory, const struct dirent *entry)
{
  const size_t length = strlen (entry->d_name);
  unsigned char type = entry->d_type;
  struct stat st;

  if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0)
    return 0;
  if (type == DT_UNKNOWN) {
    if (fstatat (directory, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1)
      return -1;
    type = type_of_mode (st.st_mode);
  }
  if (reserve (&level->entries, &level->allocated, level->size + length + 2) == -1)
    return -1;
  level->entries[level->size] = type;
  memcpy (level->entries + level->size + 1, entry->d_name, length + 1);
  level->size += length + 2;
  return 0;
}

/* 0, or -1 and errno. */
static int
read_entries (struct level *level, int directory)
{
  int copy = fcntl (directory, F_DUPFD_CLOEXEC, 0);
  DIR *dir = copy == -1 ? NULL : fdopendir (copy);
  struct dirent *entry;
  int r = 0;

  if (dir == NULL) {
    if (copy != -1)
      close (copy);
    return -1;
  }
  while (r == 0 && (errno = 0, entry = readdir (dir)) != NULL)
    r = add_entry (level, directory, entry);
  if (errno != 0)
    r = -1;
  int saved = errno;
  closedir (dir);
  errno = saved;
  return r;
}

/* ---- down and up ---- */

/* Takes over FD.  0, or -1 and errno. */
static int
push_level (struct walk *walk, int fd, size_t path_length)
{
  struct level level = { .path_length = path_length };
  struct stat st;

  if (fd_status (fd, &st) == -1
      || reserve ((char **) &walk->levels, &walk->allocated,
                  (walk->depth + 1) * sizeof (struct level))
           == -1
      || read_entries (&level, fd) == -1) {
    int saved = errno;
    free (level.entries);
    close (fd);
    errno = saved;
    return -1;
  }
  level.device = st.st_dev;
  level.inode = st.st_ino;
  walk->levels[walk->depth++] = level;
  if (walk->directory != -1)
    close (walk->directory);
  walk->directory = fd;
  return 0;
}

static int
go_down (struct walk *walk, const char *name, size_t path_length)
{
  int fd = openat (walk->directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd == -1 || push_level (walk, fd, path_length) == -1)
    return reply_walk_error (walk);
  return 0;
}

/* Leaves the innermost level, which is not the first. */
static int
go_up (struct walk *walk)
{
  const struct level *above = &walk->levels[walk->depth - 2];
  struct stat st;
  int fd = openat (walk->directory, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd == -1)
    return reply_walk_error (walk);
  close (walk->directory);
  walk->directory = fd;
  free (walk->levels[--walk->depth].entries);
  if (fd_status (fd, &st) == -1)
    return reply_walk_error (walk);
  if (st.st_dev != above->device || st.st_ino != above->inode)
    return reply_error_text (ESTALE,
                             "%s/%s: the directory above it is another than before: the "
                             "filesystem is damaged",
                             walk->what, walk->path);
  return 0;
}

/* ---- visiting ---- */

/* Path of NAME in the innermost level.  Its length, 0 when out of memory. */
static size_t
set_path (struct walk *walk, const char *name)
{
  const size_t before = walk->levels[walk->depth - 1].path_length;
  const size_t start = before > 0 ? before + 1 : 0;
  const size_t length = strlen (name);

  if (reserve (&walk->path, &walk->path_allocated, start + length + 1) == -1)
    return 0;
  if (before > 0)
    walk->path[before] = '/';
  memcpy (walk->path + start, name, length + 1);
  return start + length;
}

static int
visit_next (struct walk *walk)
{
  struct level *level = &walk->levels[walk->depth - 1];
  const char *entry = level->entries + level->next;
  const char *name = entry + 1;
  const size_t path_length = set_path (walk, name);

  if (path_length == 0)
    return reply_walk_error (walk);
  level->next += strlen (name) + 2;
  const struct tree_entry visited = { walk->directory, name, walk->path, entry[0] };
  const int r = walk->visitor->visit (walk->visitor->data, &visited);
  if (r != 0)
    return r == TREE_SKIP ? 0 : -1;
  return visited.type == DT_DIR ? go_down (walk, name, path_length) : 0;
}

static int
leave_level (struct walk *walk)
{
  const size_t path_length = walk->levels[walk->depth - 1].path_length;
  size_t start = path_length;

  walk->path[path_length] = '\0';
  if (go_up (walk) == -1)
    return -1;
  while (start > 0 && walk->path[start - 1] != '/')
    --start;
  const struct tree_entry entry = { walk->directory, walk->path + start, walk->path, DT_DIR };
  return walk->visitor->leave != NULL ? walk->visitor->leave (walk->visitor->data, &entry) : 0;
}

static int
walk_all (struct walk *walk)
{
  for (;;) {
    const struct level *level = &walk->levels[walk->depth - 1];
    int r;

    if (level->next < level->size)
      r = visit_next (walk);
    else if (walk->depth > 1)
      r = leave_level (walk);
    else
      return 0;
    if (r == -1)
      return -1;
  }
}

int
walk_tree (int directory, const char *what, const struct tree_visitor *visitor)
{
  struct walk walk = { .what = what, .visitor = visitor, .directory = -1 };
  int fd = openat (directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int r = -1;

  if (fd == -1 || push_level (&walk, fd, 0) == -1)
    reply_walk_error (&walk);
  else
    r = walk_all (&walk);
  while (walk.depth > 0)
    free (walk.levels[--walk.depth].entries);
  free (walk.levels);
  free (walk.path);
  if (walk.directory != -1)
    close (walk.directory);
  return r;
}

int
walk_below (const char *directory, const struct tree_visitor *visitor)
{
  CLEANUP_CLOSE int fd = sysroot_open (directory, O_PATH | O_DIRECTORY, 0);

  if (fd == -1 && errno == ENOTDIR)
    return reply_error_text (ENOTDIR, "%s: not a directory", directory);
  if (fd == -1)
    return reply_error (errno, "%s", directory);
  return walk_tree (fd, directory, visitor);
}

/* ---- removing ---- */

static int
remove_file (void *data, const struct tree_entry *entry)
{
  if (entry->type != DT_DIR && unlinkat (entry->directory, entry->name, 0) == -1)
    return reply_error (errno, "%s/%s", (const char *) data, entry->path);
  return 0;
}

static int
remove_directory (void *data, const struct tree_entry *entry)
{
  if (unlinkat (entry->directory, entry->name, AT_REMOVEDIR) == -1)
    return reply_error (errno, "%s/%s", (const char *) data, entry->path);
  return 0;
}

int
remove_tree (int parent, const char *name, const char *what)
{
  const struct tree_visitor visitor = { remove_file, remove_directory, (void *) what };

  if (unlinkat (parent, name, 0) == 0)
    return 0;
  if (errno != EISDIR)
    return reply_error (errno, "%s", what);
  CLEANUP_CLOSE int fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd == -1)
    return reply_error (errno, "%s", what);
  if (walk_tree (fd, what, &visitor) == -1)
    return -1;
  return unlinkat (parent, name, AT_REMOVEDIR) == 0 ? 0 : reply_error (errno, "%s", what);
}
