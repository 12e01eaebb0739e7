/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The registry of Windows, by libhivex, which reads a hive in a child of its own. */

#include <config.h>

#include <fcntl.h>
#include <hivex.h>
#include <inttypes.h>

#include "daemon/hivex.h"
#include "guest/guest-files.h"
#include "sessions/session-child.h"

/* Hives of whole systems have up to some hundred megabytes.  libhivex maps or reads all
 * of one. */
#define HIVE_SIZE_MAX (INT64_C (256) << 20)

struct hive {
  const char *path;
  int fd;
  int flags;
};

static void *
open_hive (void *data)
{
  const struct hive *hive = data;
  char name[FD_PATH_SIZE];
  hive_h *h = hivex_open (fd_path (hive->fd, name), hive->flags);

  return h != NULL ? h : reply_error_null (errno, "%s: not a hive that can be read", hive->path);
}

struct session_child *
do_hivex_open (const char *filename, const struct hivex_open_options *options)
{
  CLEANUP_CLOSE int fd = guest_file_open (filename, options->write ? O_RDWR : O_RDONLY, 0);
  struct hive hive = { .path = filename,
                       .fd = fd,
                       .flags = (options->verbose ? HIVEX_OPEN_VERBOSE : 0)
                                | (options->debug ? HIVEX_OPEN_DEBUG : 0)
                                | (options->write ? HIVEX_OPEN_WRITE : 0)
                                | (options->unsafe ? HIVEX_OPEN_UNSAFE : 0) };

  if (fd == -1)
    return NULL;
  if (open_file_size (fd) > HIVE_SIZE_MAX)
    return reply_error_null (EFBIG, "%s: larger than any hive (%d MiB)", filename,
                             (int) (HIVE_SIZE_MAX >> 20));
  return session_child_start ("the process that reads the hive", open_hive, &hive, fd);
}

void
end_hivex (struct session_child *session)
{
  session_child_end (session);
}

static int
put_root (void *hive, const struct session_arguments *arguments, FILE *out)
{
  const hive_node_h root = hivex_root (hive);

  (void) arguments;
  return root != 0 ? session_put_number (out, root) : reply_error (errno, "the hive has no root");
}

int64_t
do_hivex_root (struct session_child *session)
{
  return session_ask_number (session, put_root);
}

static int
put_node_name (void *hive, const struct session_arguments *arguments, FILE *out)
{
  const int64_t node = session_number (arguments, 0);
  CLEANUP_FREE char *name = hivex_node_name (hive, node);

  if (name == NULL)
    return reply_error (errno, "node %" PRIi64, node);
  fputs (name, out);
  return 0;
}

char *
do_hivex_node_name (struct session_child *session, int64_t nodeh)
{
  return session_ask_text (session, put_node_name, SESSION_NUMBER (nodeh));
}
