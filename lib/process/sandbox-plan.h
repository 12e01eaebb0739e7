/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The sandbox of the hypervisor.  A guest that breaks out of its machine finds
 * itself in a process that can reach nothing but the descriptors it was
 * given.
 *
 * The plan is made in the program; in the child, between fork and exec, only
 * calls are made that are safe in a program with threads.  Each part is
 * independent of the others: what the host's kernel does not allow is left
 * out and reported. */

#ifndef GUESTFS_SANDBOX_PLAN_H
#define GUESTFS_SANDBOX_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum sandbox_part {
  SANDBOX_USER,         /* not the user's own identity and rights */
  SANDBOX_MOUNT,        /* a root with the hypervisor's own files and nothing else */
  SANDBOX_NETWORK,      /* no network interfaces */
  SANDBOX_IPC,          /* no shared memory or queues of others */
  SANDBOX_UTS,          /* its own name of the host */
  SANDBOX_PID,          /* no other processes in sight */
  SANDBOX_CAPABILITIES, /* none, and none can be gained */
  SANDBOX_NO_NEW_PRIVS, /* set-user-ID programs give nothing */
  SANDBOX_LIMITS,       /* no core dump with the guest's secrets, bounded descriptors */
  SANDBOX_SESSION,      /* no process group, terminal and keys in common with the program */
  SANDBOX_LANDLOCK,     /* files by path: its own only, whatever its identity */
  SANDBOX_SECCOMP,      /* the system calls that a hypervisor needs, and no others */
  SANDBOX_PARTS
};

/* What a path is for. */
enum sandbox_access {
  SANDBOX_READ,    /* a file or a directory and all below it */
  SANDBOX_EXECUTE, /* the same, and the file may be executed */
  SANDBOX_WRITE    /* a device, a file or a socket */
};

struct sandbox_path {
  char *path;
  enum sandbox_access access;
};

struct sandbox_filter;

struct sandbox_plan {
  const char *left_out[SANDBOX_PARTS]; /* why the part is not wanted; NULL: it is */
  struct sandbox_path *paths;
  size_t nr_paths;
  /* The identity that it has in the kernel's eyes. */
  uid_t user;
  gid_t group;
  bool becomes_other; /* it is not that of the program */
  /* The other namespaces are had in a user namespace only, in which the identity is
   * another one. */
  bool needs_user_namespace;
  struct sandbox_filter *filter; /* of system calls */
};

/* What became of each part in the child: 0 if it is in force, else an errno
 * (-1: it was left out by the plan). */
struct sandbox_result {
  int error[SANDBOX_PARTS];
};

#define SANDBOX_NONE \
  {                  \
    .nr_paths = 0    \
  }

#endif /* GUESTFS_SANDBOX_PLAN_H */
