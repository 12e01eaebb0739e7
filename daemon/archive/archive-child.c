/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A forked child that reads or writes an archive. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <locale.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "archive/archive-child.h"
#include "base/reply.h"
#include "base/sysroot.h"
#include "children/capture.h"
#include "children/child.h"
#include "children/execute.h"
#include "children/process.h"
#include "children/program.h"
#include "cleanup.h"
#include "talk/transfer.h"

/* The child's own memory: xz -9, the greediest, takes 65 MiB to read and less
 * than that with the default level to write; an archive that claims to need
 * gigabytes is refused. */
static const struct child_limits limits = { .memory = 256 << 20 };

/* ---- compression ---- */

/* The same content gives the same bytes: without the time of compressing. */
static int
add_gzip (struct archive *archive)
{
  const int r = archive_write_add_filter_gzip (archive);

  return r == ARCHIVE_OK ? archive_write_set_filter_option (archive, "gzip", "timestamp", NULL) : r;
}

static const struct tar_compression compressions[] = {
  { "compress", archive_read_support_filter_compress, archive_write_add_filter_compress, NULL },
  { "gzip", archive_read_support_filter_gzip, add_gzip, NULL },
  { "bzip2", archive_read_support_filter_bzip2, archive_write_add_filter_bzip2, NULL },
  { "xz", archive_read_support_filter_xz, archive_write_add_filter_xz, NULL },
  { "lzma", archive_read_support_filter_lzma, archive_write_add_filter_lzma, NULL },
  { "zstd", archive_read_support_filter_zstd, archive_write_add_filter_zstd, NULL },
  { "lzop", archive_read_support_filter_none, archive_write_add_filter_none, "lzop" },
};

static const struct tar_compression no_compression = { "none", archive_read_support_filter_none,
                                                       archive_write_add_filter_none, NULL };

static const struct tar_compression *
find_compression (const char *name)
{
  for (size_t i = 0; i < sizeof compressions / sizeof compressions[0]; ++i)
    if (strcmp (compressions[i].name, name) == 0)
      return &compressions[i];
  return NULL;
}

bool
tar_is_compressed (const struct tar_compression *compression)
{
  return compression != &no_compression;
}

const struct tar_compression *
tar_compression (const char *name)
{
  const struct tar_compression *compression =
    name == NULL ? &no_compression : find_compression (name);

  if (compression == NULL)
    reply_error_text (EINVAL, "unknown compression type: %s", name);
  else if (compression->program != NULL && !program_exists (compression->program)) {
    reply_error_text (ENOTSUP,
                      "compression type %s is not supported, because the external program %s is "
                      "not available in the appliance",
                      name, compression->program);
    return NULL;
  }
  return compression;
}

/* ---- the child ---- */

/* glibc reads its list of character sets, and libarchive asks for the name of
 * the locale's, when they are first needed.  In the chroot that would be files,
 * even shared libraries, of the guest. */
static int
load_character_sets (void)
{
  iconv_t conversion = iconv_open ("UTF-8", "ASCII");

  if (conversion == (iconv_t) -1 || setlocale (LC_CTYPE, "C.UTF-8") == NULL)
    return reply_error_text (ENOENT, "the appliance has no locale C.UTF-8");
  iconv_close (conversion);
  return 0;
}

static int
confine (int directory)
{
  CLEANUP_CLOSE int root = sysroot_open_root ();

  if (root == -1 || fchdir (root) == -1 || chroot (".") == -1 || fchdir (directory) == -1)
    return reply_error (errno, "enter the guest");
  return 0;
}

/* Starts the program that (de)compresses between FD and the descriptor
 * returned, -1 with reply_error set.  It has to start before the chroot: the
 * guest's program of that name is not to be trusted. */
static int
start_filter (const char *program, int fd, bool reading, pid_t *pid)
{
  const char *const argv[] = { program, reading ? "-dc" : "-c", NULL };
  int pipe_fds[2];

  if (pipe2 (pipe_fds, O_CLOEXEC) == -1)
    return reply_error (errno, "%s", program);
  const struct execution filter = { .argv = argv,
                                    .standard = { reading ? fd : pipe_fds[0],
                                                  reading ? pipe_fds[1] : fd, STDERR_FILENO },
                                    .joins_group = true };
  *pid = execute (&filter);
  const int err = errno;
  close (fd);
  close (pipe_fds[reading ? 1 : 0]);
  if (*pid != -1)
    return pipe_fds[reading ? 0 : 1];
  close (pipe_fds[reading ? 0 : 1]);
  return reply_error (err, "%s", program);
}

static int
check_filter (const char *program, pid_t pid)
{
  const int status = process_wait (pid);
  char text[STATUS_TEXT_SIZE];

  return status == 0 ? 0 : reply_error_text (EIO, "%s %s", program, status_text (status, text));
}

struct task {
  int directory;
  const char *program; /* that (de)compresses, or NULL */
  bool reading;
  archive_work work;
  const void *job;
  int ours, its; /* the two ends of the content's way */
};

static int
do_work (void *data)
{
  const struct task *task = data;
  struct archive_content content = { .is_stream = task->program != NULL };
  int fd = task->its;
  pid_t filter = 0;
  int r;

  close (task->ours);
  if (load_character_sets () == -1)
    return -1;
  if (task->program != NULL)
    fd = start_filter (task->program, fd, task->reading, &filter);
  if (fd == -1 || confine (task->directory) == -1)
    return -1;
  content.fd = fd;
  r = task->work (&content, task->job);
  if (task->reading)
    archive_content_drain (&content);
  if (close (fd) == -1 && r == 0)
    r = reply_error (errno, "archive");
  /* The filter's complaint explains an archive that ends too early. */
  return filter > 0 && r == 0 ? check_filter (task->program, filter) : r;
}

/* ---- the daemon's side ---- */

struct archive_child {
  struct child child;
  struct archive_content content;
};

static int
start_child (struct archive_child *child, struct task *task)
{
  int content[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, content) == -1)
    return reply_error (errno, "socketpair");
  task->ours = content[0];
  task->its = content[1];
  child->child =
    (struct child) { .what = "the process that handles the archive", .limits = &limits };
  child->content =
    (struct archive_content) { .fd = task->ours, .is_stream = task->program != NULL };
  const int r = child_start (&child->child, do_work, task);
  close (task->its);
  if (r == -1)
    close (task->ours);
  return r;
}

/* A child that does not want more has failed: its error is the call's. */
static int
feed_child (void *data, const void *bytes, size_t size)
{
  struct archive_child *child = data;

  return archive_content_feed (&child->content, bytes, size);
}

int
archive_receive (int directory, const struct tar_compression *compression, archive_work work,
                 const void *job)
{
  struct task task = { directory, compression->program, true, work, job, -1, -1 };
  struct capture none = { .fd = -1 };
  struct archive_child child;
  int r;

  if (start_child (&child, &task) == -1)
    return -1;
  r = receive_file (feed_child, &child);
  close (child.content.fd);
  if (r == -1 && reply_has_error ()) { /* the library gave up */
    child_abandon (&child.child);
    return -1;
  }
  if (child_finish (&child.child, &none) == -1)
    return -1;
  return r == 0 ? 0 : reply_error_text (EIO, "the process that handles the archive ended early");
}

int
archive_send (int directory, const struct tar_compression *compression, archive_work work,
              const void *job)
{
  struct task task = { directory, compression->program, false, work, job, -1, -1 };
  struct archive_child child;

  if (start_child (&child, &task) == -1)
    return -1;
  struct capture content = { .fd = child.content.fd,
                             .sink = archive_content_send,
                             .data = &child.content };
  return child_finish (&child.child, &content);
}

/* ---- errors ---- */

int
reply_archive_error (struct archive *archive, const char *directory, const char *name)
{
  const char *text = archive_error_string (archive);
  const int err = archive_errno (archive);
  const char *separator = name != NULL ? ": " : "";

  if (name == NULL)
    name = "";
  if (text == NULL)
    text = "damaged or truncated archive";
  /* libarchive's own errors: -1, EILSEQ for a damaged archive, EINVAL for wrong
   * use.  The reason is in the text. */
  if (err <= 0 || err == EILSEQ || err == EINVAL)
    return reply_error_text (EINVAL, "%s: %s%s%s", directory, name, separator, text);
  return reply_error (err, "%s: %s%s%s", directory, name, separator, text);
}
