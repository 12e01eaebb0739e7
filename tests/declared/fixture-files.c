/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Host files that are made of what stands in tests/fixtures. */

#include <config.h>

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cleanup.h"
#include "fixtures.h"

extern char **environ;

/* With these a program says that the host has not what it needs; the shell
 * says the second of a program that is missing. */
enum { HOST_LACKS_SOMETHING = 77, NO_SUCH_PROGRAM = 127, MAX_WORDS = 16 };

/* Runs a program of the host; its exit status. */
static int
run_program (char *const *words)
{
  pid_t pid;
  int status;

  const int err = posix_spawnp (&pid, words[0], NULL, NULL, words, environ);
  if (err != 0)
    return err == ENOENT ? NO_SUCH_PROGRAM : 1;
  if (waitpid (pid, &status, 0) == -1 || !WIFEXITED (status))
    return 1;
  return WEXITSTATUS (status);
}

/* "guests/debian": the files below that folder, owned by root. */
static int
pack_folder (const char *folder, const char *target)
{
  return run_program ((char *[]) { "tar", "--create", "--sort=name", "--owner=0", "--group=0",
                                   "--numeric-owner", "--mode=u=rwX,go=rX", "--directory",
                                   (char *) folder, "--file", (char *) target, ".", NULL });
}

/* Runs it with TARGET and the arguments. */
static int
run_maker (const char *program, char *arguments, const char *target)
{
  char *words[MAX_WORDS + 1] = { (char *) program, (char *) target };

  for (size_t i = 2; arguments != NULL && i < MAX_WORDS; ++i)
    words[i] = strsep (&arguments, " ");
  return run_program (words);
}

/* Makes TARGET of SOURCE, in a file beside it until it is complete. */
static int
make_file (struct test_run *t, const char *name, const char *source, const struct stat *status,
           char *arguments, const char *target)
{
  char part[sizeof t->path + 8];
  snprintf (part, sizeof part, "%s.part", target);

  const int r =
    S_ISDIR (status->st_mode) ? pack_folder (source, part) : run_maker (source, arguments, part);
  if (r == 0)
    return rename (part, target);
  unlink (part);
  printf ("# tests/fixtures/%s: exit status %d\n", name, r);
  if (r == HOST_LACKS_SOMETHING || r == NO_SUCH_PROGRAM)
    t->lacks = "program on the host that the fixture needs";
  return -1;
}

/* What is made of NAME is kept under that name, without what parts names of
 * files. */
static const char *
path_of_made (struct test_run *t, const char *name)
{
  char flat[256];

  snprintf (flat, sizeof flat, "made %s", name);
  for (char *c = strchr (flat, '/'); c != NULL; c = strchr (c, '/'))
    *c = ' ';
  return kept_path (t, flat);
}

const char *
fixture_file (struct test_run *t, const char *name)
{
  CLEANUP_FREE char *words = strdup (name), *source = NULL;
  struct stat status;

  if (words == NULL)
    return NULL;
  char *arguments = words;
  const char *first = strsep (&arguments, " ");
  if (asprintf (&source, "%s/%s", FIXTURES, first) == -1 || stat (source, &status) == -1) {
    printf ("# tests/fixtures/%s: %s\n", first, strerror (errno));
    return NULL;
  }
  if (S_ISREG (status.st_mode) && !(status.st_mode & S_IXUSR)) {
    snprintf (t->path, sizeof t->path, "%s", source);
    return t->path;
  }
  const char *target = path_of_made (t, name);
  if (target == NULL || access (target, F_OK) == 0)
    return target;
  return make_file (t, name, source, &status, arguments, target) == 0 ? target : NULL;
}
