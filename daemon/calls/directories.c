/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making, listing, searching and removing directories. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "daemon-structures.h"
#include "daemon/directories.h"
#include "guest/tree-walk.h"
#include "talk/transfer.h"

/* ---- making ---- */

/* 0, or -1 and errno. */
static int
make_directory (const char *path, mode_t mode)
{
  struct sysroot_parent parent;

  if (sysroot_open_parent (path, &parent) == -1)
    return -1;
  CLEANUP_CLOSE int fd = parent.fd;
  return mkdirat (fd, parent.name, mode);
}

int
do_mkdir (const char *path)
{
  return make_directory (path, 0777) == 0 ? 0 : reply_error (errno, "%s", path);
}

int
do_mkdir_mode (const char *path, int mode)
{
  if (mode < 0)
    return reply_error_text (EINVAL, "%s: mode is negative", path);
  return make_directory (path, mode) == 0 ? 0 : reply_error (errno, "%s", path);
}

/* 1 if PATH is a directory and not a link to one, 0 if not, -1 and errno. */
static int
is_directory_itself (const char *path)
{
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH | O_NOFOLLOW, 0);
  struct stat st;

  if (fd == -1 || fd_status (fd, &st) == -1)
    return -1;
  return S_ISDIR (st.st_mode);
}

static int
reply_not_a_directory (const char *path)
{
  return reply_error_text (ENOTDIR, "%s: a path element was not a directory", path);
}

/* PATH is shortened to the directory above; false at the root. */
static bool
cut_last_element (char *path)
{
  size_t end = strlen (path);

  while (end > 0 && path[end - 1] == '/')
    --end;
  while (end > 0 && path[end - 1] != '/')
    --end;
  while (end > 1 && path[end - 1] == '/')
    --end;
  path[end] = '\0';
  return end > 1;
}

/* As mkdir -p.  FULL is the whole path, for errors.  The depth of recursion is
 * bounded, since the kernel refuses paths of more than PATH_MAX bytes. */
static int
make_directories (const char *path, const char *full)
{
  if (make_directory (path, 0777) == 0)
    return 0;
  if (errno == EEXIST) {
    int r = is_directory_itself (path);
    return r == 1 ? 0 : r == 0 ? reply_not_a_directory (full) : reply_error (errno, "%s", full);
  }
  if (errno != ENOENT)
    return reply_error (errno, "%s", full);

  CLEANUP_FREE char *above = strdup (path);
  if (above == NULL)
    return reply_error (errno, "%s", full);
  if (!cut_last_element (above))
    return reply_error (ENOENT, "%s", full);
  if (make_directories (above, full) == -1)
    return -1;
  return make_directory (path, 0777) == 0 ? 0 : reply_error (errno, "%s", full);
}

int
do_mkdir_p (const char *path)
{
  return make_directories (path, path);
}

/* The directory part of TEMPLATE with the new name. */
static char *
join_new_name (const char *template, const char *name)
{
  const char *slash = strrchr (template, '/');
  char *path;

  if (asprintf (&path, "%.*s/%s", (int) (slash - template), template, name) == -1)
    return reply_error_null (ENOMEM, "%s", template);
  return path;
}

char *
do_mkdtemp (const char *template)
{
  struct sysroot_parent parent;
  char directory[FD_PATH_SIZE];
  char path[FD_PATH_SIZE + sizeof parent.name + 1];

  if (sysroot_open_parent (template, &parent) == -1)
    return reply_error_null (errno, "%s", template);
  CLEANUP_CLOSE int fd = parent.fd;
  snprintf (path, sizeof path, "%s/%s", fd_path (fd, directory), parent.name);
  if (mkdtemp (path) == NULL)
    return reply_error_null (errno, "%s", template);
  return join_new_name (template, strrchr (path, '/') + 1);
}

/* ---- removing ---- */

int
do_rmdir (const char *path)
{
  struct sysroot_parent parent;

  if (sysroot_open_parent (path, &parent) == -1)
    return reply_error (errno, "%s", path);
  CLEANUP_CLOSE int fd = parent.fd;
  return unlinkat (fd, parent.name, AT_REMOVEDIR) == 0 ? 0 : reply_error (errno, "%s", path);
}

int
do_rm_rf (const char *path)
{
  struct sysroot_parent parent;
  struct stat st;

  if (path[strspn (path, "/")] == '\0')
    return reply_error_text (EINVAL, "cannot remove root directory");
  if (sysroot_open_parent (path, &parent) == -1)
    return errno == ENOENT || errno == ENOTDIR ? 0 : reply_error (errno, "%s", path);
  CLEANUP_CLOSE int fd = parent.fd;
  if (strcmp (parent.name, ".") == 0)
    return reply_error_text (EINVAL, "%s: cannot remove a directory by the name . or ..", path);
  if (fstatat (fd, parent.name, &st, AT_SYMLINK_NOFOLLOW) == -1)
    return errno == ENOENT ? 0 : reply_error (errno, "%s", path);
  return remove_tree (fd, parent.name, path);
}

/* ---- listing ---- */

static void
cleanup_closedir (DIR **dir)
{
  if (*dir != NULL)
    closedir (*dir);
}
#define CLEANUP_CLOSEDIR __attribute__ ((cleanup (cleanup_closedir)))

/* NULL with reply_error set. */
static DIR *
open_directory (const char *path)
{
  int fd = sysroot_open (path, O_RDONLY | O_DIRECTORY, 0);
  DIR *dir = fd == -1 ? NULL : fdopendir (fd);

  if (dir == NULL) {
    reply_error (errno, "%s", path);
    if (fd != -1)
      close (fd);
  }
  return dir;
}

/* Calls USE for each entry.  -1 with reply_error set, also by USE. */
static int
read_directory (const char *path, int (*use) (void *data, const struct dirent *entry), void *data)
{
  CLEANUP_CLOSEDIR DIR *dir = open_directory (path);
  const struct dirent *entry;

  if (dir == NULL)
    return -1;
  while ((errno = 0, entry = readdir (dir)) != NULL)
    if (use (data, entry) == -1)
      return -1;
  return errno == 0 ? 0 : reply_error (errno, "%s", path);
}

static bool
is_dot_or_dot_dot (const char *name)
{
  return strcmp (name, ".") == 0 || strcmp (name, "..") == 0;
}

static int
add_name (void *data, const struct dirent *entry)
{
  if (!is_dot_or_dot_dot (entry->d_name) && string_list_add (data, entry->d_name) == -1)
    return reply_error (errno, "list of names");
  return 0;
}

/* Sorts and gives away a list. */
static char **
take_sorted (struct string_list *list)
{
  string_list_sort (list);
  return strings_take (list, "list of names");
}

char **
do_ls (const char *directory)
{
  CLEANUP_STRING_LIST struct string_list names = STRING_LIST_EMPTY;

  if (read_directory (directory, add_name, &names) == -1)
    return NULL;
  return take_sorted (&names);
}

static int
send_name (void *data __attribute__ ((unused)), const struct dirent *entry)
{
  if (is_dot_or_dot_dot (entry->d_name))
    return 0;
  return send_file_data (entry->d_name, strlen (entry->d_name) + 1);
}

int
do_ls0 (const char *dir)
{
  return read_directory (dir, send_name, NULL);
}

static char
type_letter (unsigned char type)
{
  switch (type) {
  case DT_BLK:
    return 'b';
  case DT_CHR:
    return 'c';
  case DT_DIR:
    return 'd';
  case DT_FIFO:
    return 'f';
  case DT_LNK:
    return 'l';
  case DT_REG:
    return 'r';
  case DT_SOCK:
    return 's';
  case DT_UNKNOWN:
    return 'u';
  default:
    return '?';
  }
}

static int
add_dirent (void *data, const struct dirent *entry)
{
  struct structure_list *list = data;
  wire_dirent *dirent = structure_list_add (list);

  dirent->ino = entry->d_ino;
  dirent->ftyp = type_letter (entry->d_type);
  dirent->name = structure_list_text (list, entry->d_name);
  return list->failed ? reply_error (ENOMEM, "list of entries") : 0;
}

wire_dirent_list *
do_readdir (const char *dir)
{
  CLEANUP_STRUCTURE_LIST struct structure_list list = STRUCTURE_LIST (dirent);

  if (read_directory (dir, add_dirent, &list) == -1)
    return NULL;
  return structure_list_take (&list);
}

/* ---- ll ---- */

/* Runs ls in DIRECTORY; NAME is NULL for all that is in it. */
static char *
long_listing (int directory, const char *name)
{
  const char *const argv[] = { "ls", "-lan", "--", name, NULL };
  const struct program program = { .argv = argv, .chdir_fd = directory };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };
  char *listing;

  if (program_check (&program, &output) == -1)
    return NULL;
  listing = output.out;
  output.out = NULL;
  return listing;
}

static char *
long_listing_of_file (const char *path)
{
  struct sysroot_parent parent;

  if (sysroot_open_parent (path, &parent) == -1)
    return reply_error_null (errno, "%s", path);
  CLEANUP_CLOSE int fd = parent.fd;
  return long_listing (fd, parent.name);
}

char *
do_ll (const char *directory)
{
  CLEANUP_FREE char *path = sysroot_realpath (directory);
  struct stat st;

  if (path == NULL)
    return reply_error_null (errno, "%s", directory);
  CLEANUP_CLOSE int fd = sysroot_open (path, O_PATH, 0);
  if (fd == -1 || fd_status (fd, &st) == -1)
    return reply_error_null (errno, "%s", directory);
  return S_ISDIR (st.st_mode) ? long_listing (fd, NULL) : long_listing_of_file (path);
}

/* ---- find ---- */

static int
add_found (void *data, const struct tree_entry *entry)
{
  if (string_list_add (data, entry->path) == -1)
    return reply_error (errno, "list of names");
  return 0;
}

static int
send_found (void *data __attribute__ ((unused)), const struct tree_entry *entry)
{
  return send_file_data (entry->path, strlen (entry->path) + 1);
}

char **
do_find (const char *directory)
{
  CLEANUP_STRING_LIST struct string_list names = STRING_LIST_EMPTY;
  const struct tree_visitor visitor = { .visit = add_found, .data = &names };

  if (walk_below (directory, &visitor) == -1)
    return NULL;
  return take_sorted (&names);
}

int
do_find0 (const char *directory)
{
  const struct tree_visitor visitor = { .visit = send_found };

  return walk_below (directory, &visitor);
}
