/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Landlock (landlock(7)): what may be opened by path, whatever the identity of
 * the process.  Runs in the child; see sandbox-child.c.
 *
 * The numbers are those of linux/landlock.h of Linux 6.12; older headers lack
 * some, and the kernel says which it knows. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "process/sandbox-landlock.h"
#include "process/sandbox-plan.h"

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

#define CREATE_RULESET_VERSION 1
#define RULE_PATH_BENEATH 1

#define ACCESS_EXECUTE (1ULL << 0)
#define ACCESS_WRITE_FILE (1ULL << 1)
#define ACCESS_READ_FILE (1ULL << 2)
#define ACCESS_READ_DIR (1ULL << 3)
#define ACCESS_IOCTL_DEV (1ULL << 15)

/* Rights of files, and of TCP ports, in version N (index N - 1). */
static const uint64_t file_rights[] = {
  (1ULL << 13) - 1, /* 1: execute … make symbolic links */
  (1ULL << 14) - 1, /* 2: and rename into other directories */
  (1ULL << 15) - 1, /* 3: and truncate */
  (1ULL << 15) - 1, /* 4 */
  (1ULL << 16) - 1  /* 5: and ioctl of devices */
};
#define NETWORK_VERSION 4
#define NETWORK_RIGHTS ((1ULL << 0) | (1ULL << 1)) /* bind and connect TCP */
#define SCOPE_VERSION 6
#define SCOPES ((1ULL << 0) | (1ULL << 1)) /* abstract Unix sockets, signals */

struct ruleset_attributes {
  uint64_t handled_access_fs, handled_access_net, scoped;
};

struct path_beneath {
  uint64_t allowed_access;
  int32_t parent_fd;
} __attribute__ ((packed));

/* A kernel refuses a larger structure unless what it does not know is 0, so
 * the size can stay. */
static struct ruleset_attributes
choose_rights (const struct sandbox_plan *plan, int version)
{
  const int n = sizeof file_rights / sizeof file_rights[0];
  struct ruleset_attributes attributes = { .handled_access_fs =
                                             file_rights[(version < n ? version : n) - 1] };

  if (plan->left_out[SANDBOX_NETWORK] != NULL)
    return attributes;
  if (version >= NETWORK_VERSION)
    attributes.handled_access_net = NETWORK_RIGHTS;
  if (version >= SCOPE_VERSION)
    attributes.scoped = SCOPES;
  return attributes;
}

static uint64_t
rights_for (enum sandbox_access access, bool is_directory)
{
  uint64_t rights = ACCESS_READ_FILE;

  if (access == SANDBOX_EXECUTE)
    rights |= ACCESS_EXECUTE;
  if (access == SANDBOX_WRITE)
    rights |= ACCESS_WRITE_FILE | ACCESS_IOCTL_DEV;
  return is_directory ? rights | ACCESS_READ_DIR : rights;
}

static int
add_path (int ruleset, uint64_t handled, const struct sandbox_path *path)
{
  const int fd = open (path->path, O_PATH | O_CLOEXEC);
  struct stat status;
  int error = 0;

  if (fd == -1)
    return 0; /* what is not there cannot be opened either */
  if (fstat (fd, &status) == -1)
    error = errno;
  else {
    const struct path_beneath rule = {
      .allowed_access = handled & rights_for (path->access, S_ISDIR (status.st_mode)),
      .parent_fd = fd
    };
    if (syscall (SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0) == -1)
      error = errno;
  }
  close (fd);
  return error;
}

int
sandbox_landlock (const struct sandbox_plan *plan)
{
  const int version = syscall (SYS_landlock_create_ruleset, NULL, 0, CREATE_RULESET_VERSION);
  if (version < 1)
    return errno;

  const struct ruleset_attributes attributes = choose_rights (plan, version);
  const int ruleset = syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (ruleset == -1)
    return errno;
  int error = 0;
  for (size_t i = 0; error == 0 && i < plan->nr_paths; ++i)
    error = add_path (ruleset, attributes.handled_access_fs, &plan->paths[i]);
  if (error == 0 && syscall (SYS_landlock_restrict_self, ruleset, 0) == -1)
    error = errno;
  close (ruleset);
  return error;
}
