/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the daemon's parts share, and what takes the place of
 * the parts that are not tested. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "cleanup.h"
#include "daemon-test.h"
#include "sessions/guest-session.h"
#include "storage/groups.h"
#include "storage/storage.h"

const struct daemon_group daemon_groups[] = { { .name = NULL } };

static void
count_end (void *state)
{
  ++*(int *) state;
}

struct guest_session guest_sessions[] = {
  { .name = "first", .missing = "open the first one first", .end = count_end },
  { .name = "second", .missing = "open the second one first", .end = count_end },
  { .name = NULL },
};

/* No test has MD arrays or volume groups. */
void
storage_assemble (void)
{
}

void
storage_changed (void)
{
}

static size_t descriptors_at_begin;

static size_t
count_descriptors (void)
{
  DIR *dir = opendir ("/proc/self/fd");
  size_t count = 0;

  assert_non_null (dir);
  while (readdir (dir) != NULL)
    ++count;
  closedir (dir);
  return count;
}

int
test_begin (void **state)
{
  (void) state;
  reply_error_clear ();
  sysroot_mounts_change (); /* forgets its descriptor */
  descriptors_at_begin = count_descriptors ();
  return 0;
}

int
test_end (void **state)
{
  (void) state;
  sysroot_mounts_change ();
  assert_false (reply_has_error ());
  assert_int_equal (count_descriptors (), descriptors_at_begin);
  assert_int_equal (waitpid (-1, NULL, WNOHANG), -1);
  assert_int_equal (errno, ECHILD);
  return 0;
}

void
assert_error (int err, const char *part)
{
  assert_true (reply_has_error ());
  if (strstr (reply_error_message (), part) == NULL)
    fail_msg ("the error is \"%s\", without \"%s\"", reply_error_message (), part);
  assert_int_equal (reply_error_errno (), err);
  reply_error_clear ();
}

char *
make_test_directory (void)
{
  char *directory;

  assert_int_not_equal (asprintf (&directory, "%s/guestfsd-test-XXXXXX",
                                  getenv ("TMPDIR") != NULL ? getenv ("TMPDIR") : "/tmp"),
                        -1);
  assert_non_null (mkdtemp (directory));
  return directory;
}

static int
remove_one (const char *path, const struct stat *statbuf, int type, struct FTW *position)
{
  (void) statbuf;
  (void) type;
  (void) position;
  return remove (path);
}

void
remove_test_directory (const char *directory)
{
  assert_int_equal (nftw (directory, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT), 0);
}

void
write_test_file (const char *directory, const char *name, const char *content)
{
  CLEANUP_FREE char *path = NULL;
  FILE *file;

  assert_int_not_equal (asprintf (&path, "%s/%s", directory, name), -1);
  file = fopen (path, "we");
  assert_non_null (file);
  assert_int_not_equal (fputs (content, file), EOF);
  assert_int_equal (fclose (file), 0);
}

bool
have_own_mounts (void)
{
  static bool have;

  if (!have)
    have = unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
  return have;
}
