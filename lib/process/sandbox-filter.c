/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The library's own filter of the hypervisor's system calls (seccomp(2)): translated from
 * the lists of sandbox-calls.c in the program, by libseccomp, and loaded in the child. */

#include <config.h>

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <seccomp.h>

#include "cleanup.h"
#include "process/sandbox-calls.h"
#include "process/sandbox-filter.h"
#include "process/sandbox-plan.h"

struct sandbox_filter {
  unsigned short length;
  struct sock_filter instructions[];
};

/* Calls that this version of libseccomp does not know are not listed: what it cannot name
 * is answered with ENOSYS. */
static int
add_rule (scmp_filter_ctx filter, uint32_t action, const char *call, unsigned conditions,
          const struct scmp_arg_cmp *condition)
{
  const int number = seccomp_syscall_resolve_name (call);

  return number == __NR_SCMP_ERROR
           ? 0
           : seccomp_rule_add_array (filter, action, number, conditions, condition);
}

static int
add_all (scmp_filter_ctx filter, uint32_t action, const char *const *calls)
{
  int r = 0;

  for (size_t i = 0; r == 0 && calls[i] != NULL; ++i)
    r = add_rule (filter, action, calls[i], 0, NULL);
  return r;
}

static int
add_limited (scmp_filter_ctx filter, const struct limited_call *list)
{
  int r = 0;

  for (size_t i = 0; r == 0 && list[i].call != NULL; ++i) {
    const struct scmp_arg_cmp condition = { list[i].argument, SCMP_CMP_MASKED_EQ, list[i].mask,
                                            list[i].value };
    r = add_rule (filter, SCMP_ACT_ALLOW, list[i].call, 1, &condition);
  }
  return r;
}

/* 0 or a negative errno, as libseccomp says it.  A tree (CTL_OPTIMIZE 2): the calls of a
 * running machine are found in a few steps. */
static int
fill (scmp_filter_ctx filter, bool network)
{
  int r = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);

  if (r == 0)
    r = seccomp_attr_set (filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  if (r == 0)
    r = add_all (filter, SCMP_ACT_ALLOW, sandbox_calls_allowed);
  if (r == 0)
    r = add_limited (filter, sandbox_calls_limited);
  if (r == 0 && network)
    r = add_limited (filter, sandbox_calls_of_network);
  if (r == 0 && !network)
    r = add_all (filter, SCMP_ACT_KILL_PROCESS, sandbox_calls_of_keys);
  return r != 0 ? r : add_all (filter, SCMP_ACT_KILL_PROCESS, sandbox_calls_deadly);
}

static struct sandbox_filter *
read_program (int fd)
{
  struct stat status;

  if (fstat (fd, &status) == -1)
    return NULL;
  const size_t size = status.st_size;
  struct sandbox_filter *filter = malloc (sizeof *filter + size);
  if (filter == NULL)
    return NULL;
  filter->length = size / sizeof filter->instructions[0];
  if (size / sizeof filter->instructions[0] <= BPF_MAXINSNS
      && pread (fd, filter->instructions, size, 0) == (ssize_t) size)
    return filter;
  free (filter);
  errno = E2BIG;
  return NULL;
}

static struct sandbox_filter *
translate (scmp_filter_ctx rules, bool network)
{
  CLEANUP_CLOSE int fd = memfd_create ("guestfs-filter", MFD_CLOEXEC);
  int r = fd == -1 ? -errno : fill (rules, network);

  if (r == 0)
    r = seccomp_export_bpf (rules, fd);
  if (r == 0)
    return read_program (fd);
  errno = -r;
  return NULL;
}

struct sandbox_filter *
sandbox_filter_make (bool network)
{
  const scmp_filter_ctx rules = seccomp_init (SCMP_ACT_ERRNO (ENOSYS));

  if (rules == NULL) {
    errno = ENOMEM;
    return NULL;
  }
  struct sandbox_filter *filter = translate (rules, network);
  const int saved = errno;
  seccomp_release (rules);
  errno = saved;
  return filter;
}

int
sandbox_filter_load (const struct sandbox_plan *plan)
{
  if (plan->filter == NULL)
    return EINVAL;
  const struct sock_fprog program = { .len = plan->filter->length,
                                      .filter = plan->filter->instructions };
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : errno;
}
