/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first and the last lines of a file of the guest.  tail(1) would read a sparse file
 * of many terabytes from its begin to its end; here a line that is too long ends the
 * search. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "children/capture.h"
#include "cleanup.h"
#include "guest/file-lines.h"
#include "guest/guest-files.h"
#include "string-list.h"

#define PIECE (64 * 1024)

struct search {
  int fd;
  const char *path;
  int64_t size; /* of the file */
  size_t lines; /* that are still wanted */
  char piece[PIECE];
};

/* Reads up to SIZE bytes; fewer at the end of the file.  -1 and errno. */
static ssize_t
read_at (int fd, char *bytes, size_t size, int64_t offset)
{
  size_t done = 0;

  while (done < size) {
    const ssize_t n = pread (fd, bytes + done, size - done, offset + done);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1)
      return -1;
    if (n == 0)
      break;
    done += n;
  }
  return done;
}

static ssize_t
read_piece (struct search *search, size_t size, int64_t offset)
{
  const ssize_t n = read_at (search->fd, search->piece, size, offset);

  return n != -1 ? n : reply_error (errno, "%s", search->path);
}

static int
reply_too_long (const struct search *search)
{
  return reply_error_text (EFBIG, "%s: the lines are larger than %zu MiB", search->path,
                           capture_limit () >> 20);
}

/* Where the first lines end, or -1. */
static int64_t
end_of_first (struct search *search)
{
  int64_t offset = 0;

  while (search->lines > 0 && offset < search->size) {
    const ssize_t n = read_piece (search, PIECE, offset);
    const char *next = search->piece, *end = search->piece + n;

    if (n <= 0)
      return n == 0 ? offset : -1;
    while (search->lines > 0 && next < end) {
      const char *newline = memchr (next, '\n', end - next);

      search->lines -= newline != NULL;
      next = newline != NULL ? newline + 1 : end;
    }
    offset += next - search->piece;
    if (offset > (int64_t) capture_limit ())
      return reply_too_long (search);
  }
  return offset;
}

/* Where the last lines begin, or -1. */
static int64_t
begin_of_last (struct search *search)
{
  int64_t offset = search->size;

  if (search->lines == 0)
    return offset;
  while (offset > 0) {
    const size_t size = offset < PIECE ? offset : PIECE;
    const ssize_t n = read_piece (search, size, offset - size);

    if (n == -1)
      return -1;
    offset -= size;
    for (ssize_t i = n; i-- > 0;)
      /* The newline at the very end ends the last line. */
      if (search->piece[i] == '\n' && offset + i != search->size - 1 && --search->lines == 0)
        return offset + i + 1;
    if (search->size - offset > (int64_t) capture_limit ())
      return reply_too_long (search);
  }
  return 0;
}

static char **
lines_between (const struct search *search, int64_t begin, int64_t end)
{
  CLEANUP_FREE char *bytes = malloc (end - begin + 1);
  const ssize_t n = bytes != NULL ? read_at (search->fd, bytes, end - begin, begin) : -1;
  char **lines = n != -1 ? split_bytes (bytes, n, '\n') : NULL;

  return lines != NULL ? lines : reply_error_null (errno, "%s", search->path);
}

static int
begin_search (struct search *search)
{
  search->fd = guest_file_open (search->path, O_RDONLY, 0);
  if (search->fd == -1)
    return -1;
  search->size = open_file_size (search->fd);
  return search->size != -1 ? 0 : reply_error (errno, "%s", search->path);
}

static void
end_search (struct search *search)
{
  cleanup_close (&search->fd);
}
#define CLEANUP_SEARCH __attribute__ ((cleanup (end_search)))

char **
first_lines (const char *path, size_t count)
{
  CLEANUP_SEARCH struct search search = { .fd = -1, .path = path, .lines = count };

  if (begin_search (&search) == -1)
    return NULL;
  const int64_t end = end_of_first (&search);
  return end != -1 ? lines_between (&search, 0, end) : NULL;
}

char **
last_lines (const char *path, size_t count)
{
  CLEANUP_SEARCH struct search search = { .fd = -1, .path = path, .lines = count };

  if (begin_search (&search) == -1)
    return NULL;
  const int64_t begin = begin_of_last (&search);
  return begin != -1 ? lines_between (&search, begin, search.size) : NULL;
}
