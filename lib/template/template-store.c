/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Templates in the cache directory.  Each is a directory "template-HASH":
 *
 *   memory   the machine's memory, with holes where it is empty
 *   state    of the devices, as the hypervisor wrote it
 *   about    JSON: the key in full, the two sizes, a checksum of the state
 *
 * It is written under another name and then renamed, and is never changed
 * afterwards but for the time of its last use.  What is removed is unlinked:
 * machines that run from it keep their files. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/hash.h"
#include "base/memory.h"
#include "cleanup.h"
#include "process/remembered-answer.h"
#include "qemu/machine-plan.h"
#include "template/template-key.h"
#include "template/template-prune.h"
#include "template/template-store.h"

#define LOCK_FILE "templates.lock"

/* An empty appliance takes 100 to 200 MiB. */
#define SPACE_NEEDED (512ULL << 20)

/* How long one that does not work is not tried again. */
#define REFUSED_SECONDS (60 * 60)

/* Devices of ours take half a megabyte. */
#define STATE_MAX (64U << 20)
#define ABOUT_MAX 65536

#define PAGE 4096
#define COPY_SIZE (1U << 20)

void
template_place_free (struct template_place *place)
{
  free (place->key);
  free (place->cache);
  free (place->path);
  *place = (struct template_place) { .key = NULL };
}

void
template_free (struct template *template)
{
  if (template->memory >= 0)
    close (template->memory);
  free (template->state);
  *template = (struct template) TEMPLATE_NONE;
}

bool
template_place_find (guestfs_h *g, const struct machine_plan *plan, size_t slots,
                     struct template_place *place, char **reason)
{
  errors_silence (g);
  place->cache = cache_directory (g);
  errors_unsilence (g);
  if (place->cache == NULL) {
    *reason = safe_strdup (g, last_error (g));
    return false;
  }
  place->key = template_key (g, plan, slots);
  place->path = safe_asprintf (g, "%s/" TEMPLATE_PREFIX "%016" PRIx64, place->cache,
                               hash_bytes (place->key, strlen (place->key)));
  return true;
}

/* ---- reading ---- */

/* Opens NAME for reading if it is a plain file that nobody else can write,
 * and says its size. */
static int
open_file (int directory, const char *name, uint64_t *size)
{
  const int fd = openat (directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat status;

  if (fd == -1)
    return -1;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid ()
      && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0) {
    *size = status.st_size;
    return fd;
  }
  close (fd);
  return -1;
}

/* malloc'd, with a NUL behind it; NULL if it is no such file or larger than
 * LIMIT. */
static char *
read_file (int directory, const char *name, uint64_t limit, size_t *size_r)
{
  uint64_t size;
  CLEANUP_CLOSE int fd = open_file (directory, name, &size);
  char *content = fd == -1 || size > limit ? NULL : malloc (size + 1);

  if (content == NULL)
    return NULL;
  if (pread (fd, content, size, 0) != (ssize_t) size) {
    free (content);
    return NULL;
  }
  content[size] = '\0';
  *size_r = size;
  return content;
}

static char *
checksum (guestfs_h *g, const void *bytes, size_t size)
{
  return safe_asprintf (g, "%016" PRIx64, hash_bytes (bytes, size));
}

static bool
is_text (const json_t *about, const char *name, const char *expected)
{
  const char *text = json_string_value (json_object_get (about, name));

  return text != NULL && strcmp (text, expected) == 0;
}

static bool
is_size (const json_t *about, const char *name, uint64_t expected)
{
  const json_t *number = json_object_get (about, name);

  return json_is_integer (number) && json_integer_value (number) >= 0
         && (uint64_t) json_integer_value (number) == expected;
}

/* Why what was opened is not what was saved; NULL if it is. */
static const char *
find_fault (guestfs_h *g, const struct template_place *place, const struct template *template,
            const json_t *about, uint64_t memory_size)
{
  CLEANUP_FREE char *sum = checksum (g, template->state, template->state_size);

  if (!is_text (about, "key", place->key))
    return "it is for another machine";
  if (!is_size (about, "memory", memory_size) || !is_size (about, "state", template->state_size))
    return "a file has another size than it was saved with";
  if (!is_text (about, "checksum", sum))
    return "the state of the devices is damaged";
  return NULL;
}

static const char *
read_template (guestfs_h *g, const struct template_place *place, int directory,
               struct template *template)
{
  uint64_t memory_size = 0;
  size_t about_size, state_size = 0;
  CLEANUP_FREE char *text = read_file (directory, "about", ABOUT_MAX, &about_size);

  if (text == NULL)
    return "its description cannot be read";
  template->memory = open_file (directory, "memory", &memory_size);
  template->state = (unsigned char *) read_file (directory, "state", STATE_MAX, &state_size);
  template->state_size = state_size;
  if (template->memory == -1 || template->state == NULL)
    return "a file of it cannot be read";
  json_t *about = json_loads (text, 0, NULL);
  const char *fault = find_fault (g, place, template, about, memory_size);
  json_decref (about);
  return fault;
}

bool
template_open (guestfs_h *g, const struct template_place *place, struct template *template,
               char **reason)
{
  CLEANUP_CLOSE int directory = open (place->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (directory == -1) {
    *reason = safe_asprintf (g, "%s: %s", place->path, strerror (errno));
    return false;
  }
  const char *fault = read_template (g, place, directory, template);
  if (fault != NULL) {
    *reason = safe_asprintf (g, "%s: %s", place->path, fault);
    template_free (template);
    return false;
  }
  utimensat (directory, "about", NULL, 0); /* the time of its last use */
  return true;
}

/* ---- making ---- */

/* A byte of the lock file belongs to each template.  The lock is that of the
 * open file, so threads exclude each other too, and goes with the process. */
int
template_lock (const struct template_place *place)
{
  CLEANUP_FREE char *path = NULL;
  struct flock lock = { .l_type = F_WRLCK,
                        .l_whence = SEEK_SET,
                        .l_start = hash_bytes (place->key, strlen (place->key)) >> 34,
                        .l_len = 1 };

  if (asprintf (&path, "%s/" LOCK_FILE, place->cache) == -1) {
    path = NULL;
    errno = ENOMEM;
    return -1;
  }
  const int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd == -1 || fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return fd;
  const int saved = errno == EACCES ? EAGAIN : errno;
  close (fd);
  errno = saved;
  return -1;
}

/* They are found by their names, beside the place. */
void
template_clear_aside (guestfs_h *g, const struct template_place *place)
{
  CLEANUP_FREE char *pattern =
    safe_asprintf (g, "%s" TEMPLATE_ASIDE "*", strrchr (place->path, '/') + 1);
  DIR *directory = opendir (place->cache);
  const struct dirent *entry;

  while (directory != NULL && (entry = readdir (directory)) != NULL) {
    if (fnmatch (pattern, entry->d_name, 0) != 0)
      continue;
    CLEANUP_FREE char *path = safe_asprintf (g, "%s/%s", place->cache, entry->d_name);
    remove_tree (path);
  }
  if (directory != NULL)
    closedir (directory);
}

char *
template_begin (guestfs_h *g, const struct template_place *place)
{
  struct statvfs space;

  if (statvfs (place->cache, &space) == 0
      && (uint64_t) space.f_bavail * space.f_frsize < SPACE_NEEDED) {
    errno = ENOSPC;
    return NULL;
  }
  char *aside = safe_asprintf (g, "%s" TEMPLATE_ASIDE "XXXXXX", place->path);
  if (mkdtemp (aside) != NULL)
    return aside;
  const int saved = errno;
  free (aside);
  errno = saved;
  return NULL;
}

static int
write_at (int fd, const void *bytes, size_t size, off_t offset)
{
  const char *next = bytes;

  while (size > 0) {
    const ssize_t n = pwrite (fd, next, size, offset);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == 0)
      errno = EIO;
    if (n <= 0)
      return -1;
    next += n;
    offset += n;
    size -= n;
  }
  return 0;
}

static bool
is_empty (const unsigned char *page)
{
  return page[0] == 0 && memcmp (page, page + 1, PAGE - 1) == 0;
}

/* Writes the pages that are not empty, neighbours together. */
static int
write_pages (int fd, const unsigned char *pages, size_t size, off_t offset)
{
  for (size_t at = 0; at < size;) {
    size_t end = at;

    while (end < size && !is_empty (pages + end))
      end += PAGE;
    if (end > at && write_at (fd, pages + at, end - at, offset + at) == -1)
      return -1;
    at = end == at ? at + PAGE : end;
  }
  return 0;
}

/* MEMORY has holes where the machine never wrote. */
static int
copy_memory (int memory, int fd, off_t size)
{
  CLEANUP_FREE unsigned char *buffer = malloc (COPY_SIZE);
  off_t at = 0;

  if (buffer == NULL || ftruncate (fd, size) == -1)
    return -1;
  while ((at = lseek (memory, at, SEEK_DATA)) != -1) {
    const ssize_t n = pread (memory, buffer, COPY_SIZE, at);

    if (n <= 0 || n % PAGE != 0) {
      errno = n == -1 ? errno : EIO;
      return -1;
    }
    if (write_pages (fd, buffer, n, at) == -1)
      return -1;
    at += n;
  }
  return errno == ENXIO ? 0 : -1; /* no data behind AT */
}

static int
create (int directory, const char *name)
{
  return openat (directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
}

static int
save_bytes (int directory, const char *name, const void *bytes, size_t size)
{
  CLEANUP_CLOSE int fd = create (directory, name);

  return fd == -1 || write_at (fd, bytes, size, 0) == -1 ? -1 : fsync (fd);
}

static int
save_memory (int directory, int memory, off_t size)
{
  CLEANUP_CLOSE int fd = create (directory, "memory");

  return fd == -1 || copy_memory (memory, fd, size) == -1 ? -1 : fsync (fd);
}

static int
save_about (guestfs_h *g, int directory, const struct template_place *place, off_t memory_size,
            const void *state, size_t state_size)
{
  CLEANUP_FREE char *sum = checksum (g, state, state_size);
  json_t *about =
    json_pack ("{s:s, s:I, s:I, s:s}", "key", place->key, "memory", (json_int_t) memory_size,
               "state", (json_int_t) state_size, "checksum", sum);
  CLEANUP_FREE char *text = about != NULL ? json_dumps (about, JSON_INDENT (1)) : NULL;

  json_decref (about);
  if (text == NULL) {
    errno = EINVAL; /* the key is not UTF-8 */
    return -1;
  }
  return save_bytes (directory, "about", text, strlen (text));
}

static int
save_files (guestfs_h *g, const struct template_place *place, const char *aside, int memory,
            const void *state, size_t state_size)
{
  CLEANUP_CLOSE int directory = open (aside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;

  if (directory == -1 || fstat (memory, &status) == -1
      || save_memory (directory, memory, status.st_size) == -1
      || save_bytes (directory, "state", state, state_size) == -1)
    return -1;
  return save_about (g, directory, place, status.st_size, state, state_size);
}

int
template_save (guestfs_h *g, const struct template_place *place, const char *aside, int memory,
               const void *state, size_t state_size)
{
  int r = save_files (g, place, aside, memory, state, state_size);

  if (r == 0) {
    remove_tree (place->path); /* one that could not be opened */
    r = rename (aside, place->path);
  }
  if (r == -1) {
    const int saved = errno;
    remove_tree (aside);
    errno = saved;
    return -1;
  }
  template_prune (g, place->cache);
  return 0;
}

/* ---- what does not work ---- */

static char *
refusal_file (const struct template_place *place)
{
  char *file;

  return asprintf (&file, "%s.refused", place->path) == -1 ? NULL : file;
}

void
template_remove (const struct template_place *place)
{
  remove_tree (place->path);
}

void
template_refuse (guestfs_h *g, const struct template_place *place, const char *reason)
{
  const struct remembered_answer answer = { .yes = false, .reason = (char *) reason };
  CLEANUP_FREE char *file = refusal_file (place);

  remove_tree (place->path);
  if (file != NULL
      && remembered_answer_write (file, place->key, time (NULL), REFUSED_SECONDS, &answer) == -1)
    debug (g, "%s: %s", file, strerror (errno));
}

bool
template_is_refused (const struct template_place *place, char **reason)
{
  struct remembered_answer answer = { .yes = true };
  CLEANUP_FREE char *file = refusal_file (place);

  if (file == NULL || !remembered_answer_read (file, place->key, time (NULL), &answer))
    return false;
  if (answer.yes)
    free (answer.reason);
  else
    *reason = answer.reason;
  return !answer.yes;
}
