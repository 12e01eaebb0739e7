/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Enters the sandbox.  Runs in a child of a program that may have threads:
 * no malloc, no stdio, and system calls where the C library's function would
 * talk to threads that are not there (setresuid). */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "process/sandbox-child.h"
#include "process/sandbox-filter.h"
#include "process/sandbox-landlock.h"
#include "process/sandbox-plan.h"
#include "process/sandbox-root.h"

/* Identity inside a user namespace: nobody. */
#define INNER_ID 65534

/* Descriptors for 255 drives with some backing files each. */
#define MAX_DESCRIPTORS 8192

static bool
is_wanted (const struct sandbox_plan *plan, enum sandbox_part part)
{
  return plan->left_out[part] == NULL;
}

/* The namespaces, with what each part needs. */
static const struct {
  enum sandbox_part part;
  int flag;
} namespaces[] = {
  { SANDBOX_MOUNT, CLONE_NEWNS }, { SANDBOX_NETWORK, CLONE_NEWNET }, { SANDBOX_IPC, CLONE_NEWIPC },
  { SANDBOX_UTS, CLONE_NEWUTS },  { SANDBOX_PID, CLONE_NEWPID },
};

/* Who becomes somebody else first and needs a user namespace for the rest gets into it
 * later: what clone makes belongs to the identity from before. */
int
sandbox_clone_flags (const struct sandbox_plan *plan)
{
  int flags = 0;

  if (plan->becomes_other && plan->needs_user_namespace)
    return 0;
  for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; ++i)
    if (is_wanted (plan, namespaces[i].part))
      flags |= namespaces[i].flag;
  if (is_wanted (plan, SANDBOX_USER) && plan->needs_user_namespace)
    flags |= CLONE_NEWUSER;
  return flags;
}

/* ---- identity ---- */

static int
write_file (const char *path, const char *text, size_t size)
{
  const int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd == -1)
    return errno;
  const int error = write (fd, text, size) == (ssize_t) size ? 0 : errno;
  close (fd);
  return error;
}

static char *
put_number (char *end, unsigned long number)
{
  char digits[24];
  size_t n = 0;

  do
    digits[n++] = '0' + number % 10;
  while ((number /= 10) > 0);
  while (n > 0)
    *end++ = digits[--n];
  return end;
}

/* "65534 OUTER 1" (user_namespaces(7)). */
static int
write_map (const char *path, unsigned long outer)
{
  char line[64], *end = put_number (line, INNER_ID);

  *end++ = ' ';
  end = put_number (end, outer);
  *end++ = ' ';
  *end++ = '1';
  return write_file (path, line, end - line);
}

static int
write_maps (uid_t user, gid_t group)
{
  int error = write_map ("/proc/self/uid_map", user);

  if (error == 0)
    error = write_file ("/proc/self/setgroups", "deny", 4);
  return error != 0 ? error : write_map ("/proc/self/gid_map", group);
}

/* The maps of a process that changed its identity, as programs do that give up root,
 * belong to root until it may be traced again (proc(5), PR_SET_DUMPABLE).  It is a copy
 * of such a program, so it may be so for no longer than that takes. */
static int
map_identity (uid_t user, gid_t group)
{
  const int dumpable = prctl (PR_GET_DUMPABLE);

  if (dumpable != 1)
    prctl (PR_SET_DUMPABLE, 1);
  const int error = write_maps (user, group);
  if (dumpable != 1)
    prctl (PR_SET_DUMPABLE, 0);
  return error;
}

/* Of root: in the kernel's eyes another user, who owns nothing. */
static int
become_other (const struct sandbox_plan *plan)
{
  if (syscall (SYS_setgroups, 0, NULL) == -1
      || syscall (SYS_setresgid, plan->group, plan->group, plan->group) == -1
      || syscall (SYS_setresuid, plan->user, plan->user, plan->user) == -1)
    return errno;
  return 0;
}

/* ---- rights ---- */

/* Takes a capability itself, so it comes before the others are given up.  Who
 * has none cannot change the set, and with no_new_privs need not. */
static int
drop_bounding_set (void)
{
  int error = 0;

  for (int capability = 0; prctl (PR_CAPBSET_READ, capability) >= 0; ++capability)
    if (prctl (PR_CAPBSET_DROP, capability) == -1 && errno != EPERM)
      error = errno;
  return error;
}

static int
drop_capabilities (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  prctl (PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  return syscall (SYS_capset, &header, none) == 0 ? 0 : errno;
}

/* ---- namespaces ---- */

/* What clone did not give, one by one. */
static void
unshare_rest (const struct sandbox_plan *plan, int cloned, struct sandbox_result *result)
{
  for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; ++i) {
    const enum sandbox_part part = namespaces[i].part;

    if (!is_wanted (plan, part))
      continue;
    if (cloned & namespaces[i].flag)
      result->error[part] = 0;
    else if (part == SANDBOX_PID)
      result->error[part] = EPERM; /* only a child would be in it */
    else
      result->error[part] = unshare (namespaces[i].flag) == 0 ? 0 : errno;
  }
}

static int
enter_user_namespace (const struct sandbox_plan *plan, int cloned)
{
  if (!(cloned & CLONE_NEWUSER) && unshare (CLONE_NEWUSER) == -1)
    return errno;
  return map_identity (plan->user, plan->group);
}

/* Root that may not make namespaces takes an identity that owns nothing first: that
 * alone is this part, and what the user namespace was for fails by itself without it. */
static int
change_identity (const struct sandbox_plan *plan, int cloned)
{
  if (!plan->becomes_other)
    return enter_user_namespace (plan, cloned);
  const int error = become_other (plan);
  if (error == 0)
    enter_user_namespace (plan, cloned);
  return error;
}

/* A user namespace may be refused, or give no rights: then what it was made
 * for fails later and is reported. */
static void
enter_namespaces (const struct sandbox_plan *plan, int cloned, struct sandbox_result *result)
{
  const bool identity_first = plan->needs_user_namespace;

  if (is_wanted (plan, SANDBOX_USER) && identity_first)
    result->error[SANDBOX_USER] = change_identity (plan, cloned);
  unshare_rest (plan, cloned, result);
  if (is_wanted (plan, SANDBOX_MOUNT) && result->error[SANDBOX_MOUNT] == 0)
    result->error[SANDBOX_MOUNT] = sandbox_change_root (plan);
  if (is_wanted (plan, SANDBOX_CAPABILITIES))
    result->error[SANDBOX_CAPABILITIES] = drop_bounding_set ();
  if (is_wanted (plan, SANDBOX_USER) && !identity_first)
    result->error[SANDBOX_USER] = become_other (plan);
}

/* ---- what is in common with the program ---- */

/* The session and its process group were made with the process.  A keyring is there from
 * now on that nobody else has; where no keys can be asked for, none can be found. */
static int
leave_session (void)
{
  if (getsid (0) != getpid ())
    return EPERM;
  if (syscall (SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) != -1 || errno == ENOSYS
      || errno == EPERM)
    return 0;
  return errno;
}

/* ---- limits ---- */

static int
set_limits (void)
{
  static const struct {
    __rlimit_resource_t resource;
    rlim_t value;
  } limits[] = {
    { RLIMIT_CORE, 0 },
    { RLIMIT_NOFILE, MAX_DESCRIPTORS },
    { RLIMIT_MSGQUEUE, 0 },
    { RLIMIT_RTPRIO, 0 },
  };

  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; ++i) {
    struct rlimit limit;

    if (getrlimit (limits[i].resource, &limit) == -1)
      return errno;
    /* A lower limit that exists already is as good. */
    if (limit.rlim_max > limits[i].value)
      limit.rlim_max = limits[i].value;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit (limits[i].resource, &limit) == -1)
      return errno;
  }
  return 0;
}

void
sandbox_enter (const struct sandbox_plan *plan, int cloned, struct sandbox_result *result)
{
  for (size_t i = 0; i < SANDBOX_PARTS; ++i)
    result->error[i] = -1;
  if (is_wanted (plan, SANDBOX_SESSION))
    result->error[SANDBOX_SESSION] = leave_session ();
  enter_namespaces (plan, cloned, result);
  if (is_wanted (plan, SANDBOX_LIMITS))
    result->error[SANDBOX_LIMITS] = set_limits ();
  if (is_wanted (plan, SANDBOX_NO_NEW_PRIVS))
    result->error[SANDBOX_NO_NEW_PRIVS] = prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
  if (is_wanted (plan, SANDBOX_LANDLOCK))
    result->error[SANDBOX_LANDLOCK] = sandbox_landlock (plan);
  if (is_wanted (plan, SANDBOX_CAPABILITIES) && result->error[SANDBOX_CAPABILITIES] == 0)
    result->error[SANDBOX_CAPABILITIES] = drop_capabilities ();
  /* The last: it leaves nothing of the above.  The hypervisor adds its own. */
  if (is_wanted (plan, SANDBOX_SECCOMP))
    result->error[SANDBOX_SECCOMP] = sandbox_filter_load (plan);
}
