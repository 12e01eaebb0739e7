/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading and writing the content of files through memory. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/direct-io.h"
#include "base/memory-shortage.h"
#include "base/write-all.h"
#include "bounded-xdr.h"
#include "guest/file-lines.h"
#include "daemon/content.h"
#include "protocol/frames.h"
#include "guest/guest-files.h"
#include "storage/storage.h"
#include "talk/transfer.h"

/* A reply is encoded into a second copy of the content. */
#define COPIES_OF_CONTENT 2

/* Of most filesystems, and a page of memory. */
#define ONE_BLOCK 4096

/* From this size on content goes past the page cache. */
#define LARGE_CONTENT (1024 * 1024)

static int
check_message_size (const char *name, uint64_t size)
{
  if (size < MESSAGE_MAX)
    return 0;
  return reply_error_text (EFBIG,
                           "%s: %" PRIu64 " bytes are more than the %u MiB that a result may have: "
                           "use download, or read it in parts by pread",
                           name, size, MESSAGE_MAX >> 20);
}

/* Refuses content that cannot become a reply, before memory is taken. */
static int
check_content_size (const char *name, uint64_t size)
{
  if (check_message_size (name, size) == -1)
    return -1;
  /* Small files need no look at the memory. */
  if (size > 1 << 20 && size * COPIES_OF_CONTENT > available_memory ())
    return reply_error_text (ENOMEM,
                             "%s: %" PRIu64 " bytes do not fit in the memory of the appliance: use "
                             "download, or give it more memory by set_memsize",
                             name, size);
  return 0;
}

/* ---- reading ---- */

struct content {
  char *bytes; /* with a byte 0 after the end */
  size_t size;
};

/* Reads up to SIZE bytes from OFFSET on.  -1 with reply_error set. */
static int
read_part (int fd, const char *path, size_t size, int64_t offset, struct content *content)
{
  struct direct_file file = { .fd = fd };

  if (size >= LARGE_CONTENT)
    file = direct_file_for_reading (fd);
  content->size = 0;
  content->bytes = file.is_possible ? direct_buffer (size + 1) : malloc (size + 1);
  if (content->bytes == NULL)
    return reply_error (errno, "%s", path);
  while (content->size < size) {
    const ssize_t n = direct_read (&file, content->bytes + content->size, size - content->size,
                                   offset + content->size);

    if (n == -1) {
      reply_error (errno, "%s", path);
      free (content->bytes);
      return -1;
    }
    if (n == 0)
      break;
    content->size += n;
  }
  content->bytes[content->size] = '\0';
  return 0;
}

/* Nothing else runs in the appliance that could make the file grow while it is
 * read, and the size that was checked bounds what is read. */
static int
read_whole_file (const char *path, struct content *content)
{
  CLEANUP_CLOSE int fd = guest_file_open (path, O_RDONLY, 0);
  int64_t size;

  if (fd == -1)
    return -1;
  size = open_file_size (fd);
  if (size == -1)
    return reply_error (errno, "%s", path);
  if (check_content_size (path, size) == -1)
    return -1;
  return read_part (fd, path, size, 0, content);
}

char *
do_cat (const char *path)
{
  struct content content;

  return read_whole_file (path, &content) == 0 ? content.bytes : NULL;
}

char *
do_read_file (const char *path, size_t *size_r)
{
  struct content content;

  if (read_whole_file (path, &content) == -1)
    return NULL;
  *size_r = content.size;
  return content.bytes;
}

char **
do_read_lines (const char *path)
{
  struct content content;
  char **lines;

  if (read_whole_file (path, &content) == -1)
    return NULL;
  lines = split_bytes (content.bytes, content.size, '\n');
  free (content.bytes);
  if (lines == NULL)
    return reply_error_null (errno, "%s", path);
  for (size_t i = 0; lines[i] != NULL; ++i) {
    const size_t length = strlen (lines[i]);

    if (length > 0 && lines[i][length - 1] == '\r')
      lines[i][length - 1] = '\0';
  }
  return lines;
}

#define LINES_OF_HEAD_AND_TAIL 10

char **
do_head (const char *path)
{
  return first_lines (path, LINES_OF_HEAD_AND_TAIL);
}

char **
do_tail (const char *path)
{
  return last_lines (path, LINES_OF_HEAD_AND_TAIL);
}

/* ---- writing ---- */

/* CONTENT, which is not aligned, goes to an empty file piece by piece through memory
 * that is.  0, or -1 and errno. */
static int
write_large (int fd, const char *content, size_t size)
{
  struct direct_file file = direct_file_for_writing (fd);

  if (!file.is_possible)
    return write_all (fd, content, size);
  if (direct_reserve (&file, size) == -1)
    return -1;
  for (size_t done = 0; done < size;) {
    const size_t n = size - done < WINDOW_PART_SIZE ? size - done : WINDOW_PART_SIZE;

    memcpy (transfer_memory (), content + done, n);
    if (direct_write (&file, transfer_memory (), n, done) == -1)
      return direct_cut_off (&file, done);
    done += n;
  }
  return 0;
}

/* What fits in a block before and after is overwritten where it is: emptying the
 * file first frees that block and allocates another, which costs much more than all
 * the rest.  If the size changes, writing to the disk starts at once, as ext4 does it
 * for a file that was emptied (auto_da_alloc in ext4(5)), so that the journal does
 * not tell of a new size long before the block has the new bytes. */
static int
overwrite (int fd, const char *content, size_t size, size_t before)
{
  if (write_all (fd, content, size) == -1 || (before > size && ftruncate (fd, size) == -1))
    return -1;
  if (before > 0 && before != size)
    sync_file_range (fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  return 0;
}

/* Makes CONTENT the only content of an open file.  0, or -1 and errno. */
static int
replace_content (int fd, const char *content, size_t size)
{
  const int64_t before = open_file_size (fd);

  if (before == -1)
    return -1;
  if (before <= ONE_BLOCK && size <= ONE_BLOCK)
    return overwrite (fd, content, size, before);
  if (ftruncate (fd, 0) == -1)
    return -1;
  return size >= LARGE_CONTENT ? write_large (fd, content, size) : write_all (fd, content, size);
}

static int
write_content (const char *path, int flags, const char *content, size_t size)
{
  int fd = guest_file_open (path, O_WRONLY | O_CREAT | flags, 0666);
  int r;

  if (fd == -1)
    return -1;
  r = flags & O_APPEND ? write_all (fd, content, size) : replace_content (fd, content, size);
  if (r == -1)
    reply_error (errno, "%s", path);
  if (close (fd) == -1 && r == 0)
    return reply_error (errno, "%s", path);
  return r;
}

int
do_write (const char *path, const char *content, size_t content_size)
{
  return write_content (path, 0, content, content_size);
}

int
do_write_append (const char *path, const char *content, size_t content_size)
{
  return write_content (path, O_APPEND, content, content_size);
}

int
do_write_file (const char *path, const char *content, int size)
{
  const size_t length = strlen (content);

  if (size < 0)
    return reply_error_text (EINVAL, "size cannot be negative");
  if ((size_t) size > length)
    return reply_error_text (EINVAL, "size parameter is larger than string content");
  return write_content (path, 0, content, size > 0 ? (size_t) size : length);
}

/* ---- parts ---- */

/* Less than COUNT if the file or device ends before. */
static int
size_of_part (int fd, const char *name, int count, int64_t offset, size_t *size)
{
  const int64_t end = open_file_size (fd);

  if (end == -1)
    return reply_error (errno, "%s", name);
  *size = offset >= end ? 0 : end - offset < count ? (size_t) (end - offset) : (size_t) count;
  return 0;
}

/* Takes over FD. */
static char *
read_part_of (int opened, const char *name, int count, int64_t offset, size_t *size_r)
{
  CLEANUP_CLOSE int fd = opened;
  struct content content;
  size_t size = 0;

  if (fd == -1 || size_of_part (fd, name, count, offset, &size) == -1
      || check_content_size (name, size) == -1
      || read_part (fd, name, size, offset, &content) == -1)
    return NULL;
  *size_r = content.size;
  return content.bytes;
}

static int
check_part (const char *name, int count, int64_t offset)
{
  if (count < 0)
    return reply_error_text (EINVAL, "count is negative");
  if (offset < 0)
    return reply_error_text (EINVAL, "offset is negative");
  return check_message_size (name, count);
}

char *
do_pread (const char *path, int count, int64_t offset, size_t *size_r)
{
  if (check_part (path, count, offset) == -1)
    return NULL;
  return read_part_of (guest_file_open (path, O_RDONLY, 0), path, count, offset, size_r);
}

char *
do_pread_device (const struct device *device, int count, int64_t offset, size_t *size_r)
{
  int fd;

  if (check_part (device->name, count, offset) == -1)
    return NULL;
  fd = device_open (device, O_RDONLY);
  if (fd == -1)
    return NULL;
  return read_part_of (fd, device->name, count, offset, size_r);
}

/* Takes over FD.  What was written before an error counts, as in pwrite(2). */
static int
write_part_of (int opened, const char *name, const char *content, size_t size, int64_t offset)
{
  CLEANUP_CLOSE int fd = opened;
  size_t done = 0;

  if (fd == -1)
    return -1;
  while (done < size) {
    ssize_t n = pwrite (fd, content + done, size - done, offset + done);

    if (n == -1 && errno == EINTR)
      continue;
    if (n == -1 && done == 0)
      return reply_error (errno, "%s", name);
    if (n <= 0)
      break;
    done += n;
  }
  return done;
}

int
do_pwrite (const char *path, const char *content, size_t content_size, int64_t offset)
{
  if (offset < 0)
    return reply_error_text (EINVAL, "offset is negative");
  return write_part_of (guest_file_open (path, O_WRONLY, 0), path, content, content_size, offset);
}

int
do_pwrite_device (const struct device *device, const char *content, size_t content_size,
                  int64_t offset)
{
  int fd, r;

  if (offset < 0)
    return reply_error_text (EINVAL, "offset is negative");
  fd = device_open (device, O_WRONLY);
  if (fd == -1)
    return -1;
  r = write_part_of (fd, device->name, content, content_size, offset);
  storage_changed ();
  return r;
}
