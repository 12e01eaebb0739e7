/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the library's parts share. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/memory.h"
#include "lib-test.h"

guestfs_h *g;
char test_directory[64];

static int descriptors_before;
static int saved_stderr = -1;

static size_t
count_entries (const char *directory)
{
  DIR *dir = opendir (directory);
  assert_non_null (dir);
  size_t count = 0;
  while (readdir (dir) != NULL)
    ++count;
  closedir (dir);
  return count;
}

int
test_begin (void **state)
{
  (void) state;
  descriptors_before = (int) count_entries ("/proc/self/fd");
  strcpy (test_directory, "/tmp/guestfs-unit-XXXXXX");
  if (mkdtemp (test_directory) == NULL || chdir (test_directory) == -1 || mkdir ("tmp", 0755) == -1)
    return -1;
  g = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);
  if (g == NULL)
    return -1;
  guestfs_set_error_handler (g, NULL, NULL);
  CLEANUP_FREE char *tmpdir = safe_asprintf (g, "%s/tmp", test_directory);
  return guestfs_set_tmpdir (g, tmpdir);
}

int
test_end (void **state)
{
  (void) state;
  if (g)
    guestfs_close (g);
  g = NULL;
  assert_int_equal (count_entries ("tmp"), 2); /* "." and ".." */
  assert_int_equal (waitpid (-1, NULL, WNOHANG), -1);
  assert_int_equal (errno, ECHILD);
  if (chdir ("/") == -1 || remove_tree (test_directory) == -1)
    return -1;
  assert_int_equal ((int) count_entries ("/proc/self/fd"), descriptors_before);
  return 0;
}

void
assert_failure (bool failed, int err, const char *part, const char *call)
{
  if (!failed)
    fail_msg ("%s succeeded, expected the error \"%s\"", call, part);
  const char *message = guestfs_last_error (g);
  if (message == NULL || strstr (message, part) == NULL)
    fail_msg ("%s: the error is \"%s\", expected \"%s\"", call, message, part);
  if (guestfs_last_errno (g) != err)
    fail_msg ("%s: errno is %d, expected %d (\"%s\")", call, guestfs_last_errno (g), err, message);
}

void
write_file (const char *name, const char *content)
{
  FILE *file = fopen (name, "w");
  assert_non_null (file);
  assert_true (fputs (content, file) >= 0);
  assert_int_equal (fclose (file), 0);
}

void
capture_stderr (void)
{
  fflush (stderr);
  saved_stderr = dup (STDERR_FILENO);
  int fd = open ("stderr", O_RDWR | O_CREAT | O_TRUNC, 0600);
  assert_true (saved_stderr >= 0 && fd >= 0);
  assert_true (dup2 (fd, STDERR_FILENO) >= 0);
  close (fd);
}

char *
captured_stderr (void)
{
  fflush (stderr);
  dup2 (saved_stderr, STDERR_FILENO);
  close (saved_stderr);
  FILE *file = fopen ("stderr", "r");
  assert_non_null (file);
  char *text = calloc (1, 65536);
  assert_non_null (text);
  assert_true (fread (text, 1, 65535, file) < 65535);
  fclose (file);
  return text;
}
