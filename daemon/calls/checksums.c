/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checksums of files and devices, and the content that the library computes them
 * of: it can do that several times as quickly as an emulated processor. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "checksum.h"
#include "contents.h"
#include "daemon/checksums.h"
#include "guest/guest-files.h"
#include "guest/tree-walk.h"
#include "talk/send-content.h"
#include "talk/transfer.h"

#define READ_SIZE (256 * 1024)

/* Types that need a program. */
static const struct {
  const char *name, *program;
} programs[] = {
  { "gost", "gostsum" },
  { "gost12", "gost12sum" },
};

/* ---- one file ---- */

static int
add_all (struct checksum *checksum, int fd, const char *what)
{
  CLEANUP_FREE unsigned char *buffer = malloc (READ_SIZE);
  ssize_t n;

  if (buffer == NULL)
    return reply_error (errno, "%s", what);
  while ((n = read (fd, buffer, READ_SIZE)) != 0) {
    if (n == -1 && errno != EINTR)
      return reply_error (errno, "%s", what);
    if (n > 0)
      checksum_add (checksum, buffer, n);
  }
  return 0;
}

static struct checksum *
new_checksum (const char *csumtype)
{
  struct checksum *checksum = checksum_new (csumtype);

  if (checksum == NULL && errno == EINVAL)
    reply_error_text (EINVAL, "unknown checksum type, expecting "
                              "crc|md5|sha1|sha224|sha256|sha384|sha512|gost|gost12");
  else if (checksum == NULL)
    reply_error (errno, "%s", csumtype);
  return checksum;
}

static char *
copy_text (const char *text, const char *what)
{
  char *copy = strdup (text);

  return copy != NULL ? copy : reply_error_null (errno, "%s", what);
}

static const char *
program_for (const char *csumtype)
{
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; ++i)
    if (strcasecmp (programs[i].name, csumtype) == 0)
      return programs[i].program;
  return NULL;
}

/* The sum is the first word that gostsum(1) prints. */
static char *
compute_by_program (const char *name, int fd, const char *what)
{
  char path[FD_PATH_SIZE];
  const char *const argv[] = { name, fd_path (fd, path), NULL };
  const struct program program = { .argv = argv, .keep_fd = { fd } };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };

  if (!program_exists (name)) {
    reply_error_text (ENOTSUP,
                      "the external program %s, which computes this, is not available in the "
                      "appliance",
                      name);
    return NULL;
  }
  if (program_check (&program, &output) == -1)
    return NULL;
  char *text = strndup (output.out, strcspn (output.out, " \n"));
  return text != NULL ? text : reply_error_null (errno, "%s", what);
}

/* Nothing for what is larger than LIMIT, unless that is negative. */
static char *
compute_up_to (const char *csumtype, int fd, const char *what, int64_t limit)
{
  const char *program = program_for (csumtype);
  char text[CHECKSUM_TEXT_SIZE];

  if (program != NULL)
    return compute_by_program (program, fd, what);
  CLEANUP_FREE struct checksum *checksum = new_checksum (csumtype);
  if (checksum == NULL)
    return NULL;
  if (limit >= 0 && open_file_size (fd) > limit)
    return copy_text ("", what);
  if (add_all (checksum, fd, what) == -1)
    return NULL;
  return copy_text (checksum_finish (checksum, text), what);
}

char *
do_internal_checksum (const char *csumtype, const char *path, int64_t limit)
{
  CLEANUP_CLOSE int fd = guest_file_open (path, O_RDONLY, 0);

  return fd == -1 ? NULL : compute_up_to (csumtype, fd, path, limit);
}

char *
do_internal_checksum_device (const char *csumtype, const struct device *device, int64_t limit)
{
  CLEANUP_CLOSE int fd = open (device->kernel, O_RDONLY | O_CLOEXEC);

  if (fd == -1)
    return reply_error_null (errno, "%s", device->name);
  return compute_up_to (csumtype, fd, device->name, limit);
}

/* ---- the content of many files ---- */

static void
put_number (unsigned char *bytes, unsigned size, uint64_t number)
{
  while (size > 0) {
    bytes[--size] = number & 0xff;
    number >>= 8;
  }
}

static int
send_header (const char *name, uint64_t size)
{
  unsigned char header[CONTENTS_HEADER_SIZE];
  const size_t length = strlen (name);

  if (length > CONTENTS_NAME_MAX)
    return reply_error_text (ENAMETOOLONG, "a path is longer than %u bytes", CONTENTS_NAME_MAX);
  put_number (header, 4, length);
  put_number (header + 4, 8, size);
  return send_file_data (header, sizeof header) == -1 ? -1 : send_file_data (name, length);
}

static int
send_open_file (int fd, const struct tree_entry *entry, const char *directory)
{
  struct stat status;

  if (fd_status (fd, &status) == -1)
    return reply_error (errno, "%s/%s", directory, entry->path);
  if (!S_ISREG (status.st_mode))
    return 0;

  const struct content_part part = { .fd = fd, .name = entry->path, .size = status.st_size };
  if (send_header (entry->path, status.st_size) == -1)
    return -1;
  const int64_t sent = send_content (&part);
  if (sent == -1)
    return -1;
  return sent == status.st_size
           ? 0
           : reply_error_text (EIO, "%s/%s: became shorter", directory, entry->path);
}

static int
send_entry (void *data, const struct tree_entry *entry)
{
  const char *directory = data;

  if (entry->type != DT_REG)
    return 0;
  CLEANUP_CLOSE int fd =
    openat (entry->directory, entry->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd == -1)
    return reply_error (errno, "%s/%s", directory, entry->path);
  return send_open_file (fd, entry, directory);
}

int
do_internal_contents_out (const char *directory)
{
  const struct tree_visitor visitor = { .visit = send_entry, .data = (void *) directory };

  return walk_below (directory, &visitor);
}
