/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A forked child that reads or writes an archive. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "archive/archive-child.h"
#include "children/capture.h"
#include "guest/guest-files.h"
#include "base/memory-shortage.h"
#include "talk/progress.h"
#include "talk/protocol.h"
#include "base/reply.h"
#include "base/sysroot.h"

/* The child's own memory: xz -9, the greediest, takes 65 MiB to read and less
 * than that with the default level to write; an archive that claims to need
 * gigabytes is refused. */
#define CHILD_MEMORY (256 << 20)

#define ERROR_TEXT_LIMIT (64 * 1024)

struct child {
  pid_t pid;
  struct archive_content content;
  int error; /* the end of the pipe from which the child's error comes */
};

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
  const struct rlimit memory = { CHILD_MEMORY, CHILD_MEMORY };
  const struct rlimit core = { 0, 0 };
  CLEANUP_CLOSE int root = sysroot_open_root ();

  if (root == -1 || setrlimit (RLIMIT_DATA, &memory) == -1 || setrlimit (RLIMIT_CORE, &core) == -1
      || fchdir (root) == -1 || chroot (".") == -1 || fchdir (directory) == -1)
    return reply_error (errno, "enter the guest");
  return 0;
}

/* Starts the program that (de)compresses between FD and the descriptor
 * returned, -1 with reply_error set.  It has to start before the chroot: the
 * guest's program of that name is not to be trusted. */
static int
start_filter (const char *program, int fd, bool reading, pid_t *pid)
{
  int pipe_fds[2];

  if (pipe2 (pipe_fds, O_CLOEXEC) == -1 || (*pid = fork ()) == -1)
    return reply_error (errno, "%s", program);
  if (*pid == 0) {
    dup2 (reading ? fd : pipe_fds[0], STDIN_FILENO);
    dup2 (reading ? pipe_fds[1] : fd, STDOUT_FILENO);
    execlp (program, program, reading ? "-dc" : "-c", NULL);
    _exit (127);
  }
  close (fd);
  close (pipe_fds[reading ? 1 : 0]);
  return pipe_fds[reading ? 0 : 1];
}

static int
check_filter (const char *program, pid_t pid)
{
  char text[STATUS_TEXT_SIZE];
  int status;

  while (waitpid (pid, &status, 0) == -1)
    if (errno != EINTR)
      return reply_error (errno, "waitpid");
  return status == 0 ? 0 : reply_error_text (EIO, "%s %s", program, status_text (status, text));
}

static int
do_work (int directory, const char *program, int fd, bool reading, archive_work work,
         const void *job)
{
  struct archive_content content = { .is_stream = program != NULL };
  pid_t filter = 0;
  int r;

  if (load_character_sets () == -1)
    return -1;
  if (program != NULL)
    fd = start_filter (program, fd, reading, &filter);
  if (fd == -1 || confine (directory) == -1)
    return -1;
  content.fd = fd;
  r = work (&content, job);
  if (reading)
    archive_content_drain (&content);
  if (close (fd) == -1 && r == 0)
    r = reply_error (errno, "archive");
  /* The filter's complaint explains an archive that ends too early. */
  return filter > 0 && r == 0 ? check_filter (program, filter) : r;
}

static void
send_error (int fd)
{
  const int err = reply_error_errno ();
  const char *message = reply_error_message ();

  if (message != NULL && write_all (fd, &err, sizeof err) == 0)
    write_all (fd, message, strlen (message));
}

/* ---- the daemon's side ---- */

static void
close_both (const int fds[2])
{
  close (fds[0]);
  close (fds[1]);
}

static int
make_connections (int content[2], int error[2])
{
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, content) == -1)
    return reply_error (errno, "socketpair");
  if (pipe2 (error, O_CLOEXEC) == -1) {
    reply_error (errno, "pipe");
    close_both (content);
    return -1;
  }
  return 0;
}

static int
start_child (struct child *child, int directory, const struct tar_compression *compression,
             bool reading, archive_work work, const void *job)
{
  int content[2], error[2];

  if (make_connections (content, error) == -1)
    return -1;
  const int ours = content[0], its = content[1];
  child->pid = fork ();
  if (child->pid == 0) {
    protocol_leave ();
    progress_leave ();
    become_expendable ();
    setpgid (0, 0);
    signal (SIGPIPE, SIG_DFL); /* the daemon gave up */
    close (ours);
    close (error[0]);
    if (do_work (directory, compression->program, its, reading, work, job) == 0)
      _exit (EXIT_SUCCESS);
    send_error (error[1]);
    _exit (EXIT_FAILURE);
  }
  close (its);
  close (error[1]);
  child->content =
    (struct archive_content) { .fd = ours, .is_stream = compression->program != NULL };
  child->error = error[0];
  if (child->pid != -1)
    return 0;
  reply_error (errno, "fork");
  close (ours);
  close (error[0]);
  return -1;
}

/* Distrusts what the child wrote: it may have been taken over. */
static int
reply_child_error (const struct capture *error, int status)
{
  char text[STATUS_TEXT_SIZE];
  int err;

  if (!WIFEXITED (status) || error->size <= sizeof err)
    return reply_error_text (EIO, "the process that handles the archive %s",
                             status_text (status, text));
  memcpy (&err, error->bytes, sizeof err);
  return reply_error_text (err > 0 ? err : 0, "%s", error->bytes + sizeof err);
}

/* Waits for the child and what it started.  If it is not to finish, it is
 * killed, and its error does not matter. */
static int
end_child (struct child *child, const struct capture *error, bool finish)
{
  int status;

  if (!finish)
    kill (child->pid, SIGKILL);
  while (waitpid (child->pid, &status, 0) == -1)
    if (errno != EINTR)
      return reply_error (errno, "waitpid");
  kill (-child->pid, SIGKILL);
  if (!finish)
    return -1;
  return status == 0 ? 0 : reply_child_error (error, status);
}

/* Reads what comes to its end, content too if it has a sink. */
static int
finish_child (struct child *child, file_sink sink)
{
  struct capture captures[] = {
    { .fd = child->error, .limit = ERROR_TEXT_LIMIT, .keep_tail = true },
    { .fd = sink != NULL ? child->content.fd : -1, .sink = sink, .data = &child->content },
  };
  struct feed none = { .fd = -1 };
  int r = capture_all (captures, 2, &none, -1);

  if (r == -1)
    reply_error (errno, "archive");
  r = end_child (child, &captures[0], r == 0);
  capture_free (&captures[0]);
  return r;
}

/* A child that does not want more has failed: its error is the call's. */
static int
feed_child (void *data, const void *bytes, size_t size)
{
  struct child *child = data;

  return archive_content_feed (&child->content, bytes, size);
}

int
archive_receive (int directory, const struct tar_compression *compression, archive_work work,
                 const void *job)
{
  struct child child;
  int r;

  if (start_child (&child, directory, compression, true, work, job) == -1)
    return -1;
  r = receive_file (feed_child, &child);
  close (child.content.fd);
  if (r == -1 && reply_has_error ()) { /* the library gave up */
    close (child.error);
    return end_child (&child, NULL, false);
  }
  if (finish_child (&child, NULL) == -1)
    return -1;
  return r == 0 ? 0 : reply_error_text (EIO, "the process that handles the archive ended early");
}

int
archive_send (int directory, const struct tar_compression *compression, archive_work work,
              const void *job)
{
  struct child child;

  if (start_child (&child, directory, compression, false, work, job) == -1)
    return -1;
  return finish_child (&child, archive_content_send);
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
