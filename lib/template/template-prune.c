/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keeps the number of templates and their size within bounds. */

#include <config.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/events.h"
#include "base/memory.h"
#include "cleanup.h"
#include "template/template-prune.h"

/* How much is kept: the oldest are removed. */
#define MAX_TEMPLATES 8
#define MAX_BYTES (4ULL << 30)

/* What a program that was killed left behind. */
#define ASIDE_SECONDS (10 * 60)

struct stored {
  char *path;
  time_t used;
  uint64_t bytes;
};

static int
newest_first (const void *a, const void *b)
{
  const struct stored *left = a, *right = b;

  return left->used == right->used ? 0 : left->used < right->used ? 1 : -1;
}

/* True if PATH is a template that is complete. */
static bool
examine (const char *path, struct stored *stored)
{
  CLEANUP_CLOSE int directory = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat about, memory;

  if (directory == -1 || fstatat (directory, "about", &about, AT_SYMLINK_NOFOLLOW) == -1
      || fstatat (directory, "memory", &memory, AT_SYMLINK_NOFOLLOW) == -1)
    return false;
  stored->used = about.st_mtime;
  stored->bytes = (uint64_t) memory.st_blocks * 512;
  return true;
}

/* Directories that are being written are young, what a killed program left is
 * old; refusals are as old as the last attempt. */
static void
remove_if_left_behind (const char *path)
{
  struct stat status;

  if (lstat (path, &status) == 0 && time (NULL) - status.st_mtime > ASIDE_SECONDS
      && S_ISDIR (status.st_mode))
    remove_tree (path);
}

static size_t
list_templates (guestfs_h *g, const char *cache, struct stored **list)
{
  DIR *directory = opendir (cache);
  const struct dirent *entry;
  size_t n = 0;

  while (directory != NULL && (entry = readdir (directory)) != NULL) {
    struct stored stored;

    if (strncmp (entry->d_name, TEMPLATE_PREFIX, strlen (TEMPLATE_PREFIX)) != 0)
      continue;
    char *path = safe_asprintf (g, "%s/%s", cache, entry->d_name);
    if (strstr (entry->d_name, TEMPLATE_ASIDE) != NULL || !examine (path, &stored)) {
      remove_if_left_behind (path);
      free (path);
      continue;
    }
    stored.path = path;
    *list = safe_realloc (g, *list, (n + 1) * sizeof **list);
    (*list)[n++] = stored;
  }
  if (directory != NULL)
    closedir (directory);
  return n;
}

void
template_prune (guestfs_h *g, const char *cache)
{
  CLEANUP_FREE struct stored *list = NULL;
  const size_t n = list_templates (g, cache, &list);
  uint64_t bytes = 0;

  if (n > 0)
    qsort (list, n, sizeof *list, newest_first);
  for (size_t i = 0; i < n; ++i) {
    bytes += list[i].bytes;
    if (i > 0 && (i >= MAX_TEMPLATES || bytes > MAX_BYTES)) {
      debug (g, "launch: removing the old template %s", list[i].path);
      remove_tree (list[i].path);
    }
    free (list[i].path);
  }
}
