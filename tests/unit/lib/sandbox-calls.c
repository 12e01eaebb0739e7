/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The filter of system calls, call by call. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "lib-test.h"
#include "qemu/sandbox.h"
#include "sandbox-inside.h"
#include "sandbox-probe.h"

#define DEADLY(name)  \
  {                   \
#name, SYS_##name \
  }

static const struct {
  const char *name;
  long number;
} deadly[] = {
  DEADLY (ptrace),
  DEADLY (process_vm_readv),
  DEADLY (process_vm_writev),
  DEADLY (kcmp),
  DEADLY (kill),
  DEADLY (rt_sigqueueinfo),
  DEADLY (pidfd_open),
  DEADLY (pidfd_getfd),
  DEADLY (pidfd_send_signal),
  DEADLY (execveat),
  DEADLY (capset),
  DEADLY (setresuid),
  DEADLY (setresgid),
  DEADLY (setuid),
  DEADLY (setgid),
  DEADLY (setgroups),
  DEADLY (setfsuid),
  DEADLY (setns),
  DEADLY (unshare),
  DEADLY (chroot),
  DEADLY (mount),
  DEADLY (umount2),
  DEADLY (pivot_root),
  DEADLY (open_tree),
  DEADLY (move_mount),
  DEADLY (fsopen),
  DEADLY (open_by_handle_at),
  DEADLY (fchmod),
  DEADLY (fchmodat),
  DEADLY (fchown),
  DEADLY (fchownat),
  DEADLY (utimensat),
  DEADLY (fsetxattr),
  DEADLY (fremovexattr),
  DEADLY (flock),
  DEADLY (linkat),
  DEADLY (symlinkat),
  DEADLY (renameat2),
  DEADLY (mknodat),
  DEADLY (add_key),
  DEADLY (keyctl),
  DEADLY (request_key),
  DEADLY (bpf),
  DEADLY (perf_event_open),
  DEADLY (userfaultfd),
  DEADLY (personality),
  DEADLY (init_module),
  DEADLY (kexec_load),
  DEADLY (quotactl),
  DEADLY (syslog),
  DEADLY (sethostname),
#ifdef SYS_modify_ldt
  DEADLY (modify_ldt),
  DEADLY (iopl),
  DEADLY (fork),
  DEADLY (vfork),
  DEADLY (chmod),
  DEADLY (link),
#endif
};

static void
call_inside (bool filtered, bool network, long number, struct report *report)
{
  CLEANUP_SANDBOX_PLAN struct sandbox_plan sandbox = SANDBOX_NONE;
  char self[PATH_MAX], text[24];
  char *const argv[] = { self, text, NULL };

  guestfs_set_network (g, network);
  plan_as_for_qemu (&sandbox, self);
  if (!filtered)
    sandbox.left_out[SANDBOX_SECCOMP] = "the test does";
  snprintf (text, sizeof text, "%ld", number);
  run_inside (&sandbox, argv, PROBE_CALL, report);
  assert_int_equal (report_value (report, "before"), 1);
}

static bool
was_killed (const struct report *report)
{
  return WIFSIGNALED (report->status) && WTERMSIG (report->status) == SIGSYS;
}

static void
calls_that_no_hypervisor_needs_end_it (void **state)
{
  struct report report;

  (void) state;
  for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; ++i) {
    call_inside (true, false, deadly[i].number, &report);
    if (report.result.error[SANDBOX_SECCOMP] != 0)
      skip ();
    if (!was_killed (&report))
      fail_msg ("%s does not end the process:\n%s", deadly[i].name, report.text);
  }
}

static void
nothing_ends_it_without_the_filter (void **state)
{
  struct report report;

  (void) state;
  call_inside (false, false, SYS_fchmod, &report);
  assert_false (was_killed (&report));
  assert_int_equal (report_value (&report, "result"), EBADF);
}

/* The library of Kerberos asks for keys. */
static void
keys_are_only_refused_with_a_network (void **state)
{
  struct report report;

  (void) state;
  call_inside (true, true, SYS_keyctl, &report);
  assert_int_equal (report_value (&report, "result"), ENOSYS);
  call_inside (true, true, SYS_ptrace, &report);
  assert_true (was_killed (&report));
}

int
main (int argc, char *argv[])
{
  const char *kind = getenv (PROBE);

  if (kind != NULL && strcmp (kind, PROBE_CALL) == 0 && argc == 2)
    sandbox_probe_call (atol (argv[1]));

  const struct CMUnitTest tests[] = {
    lib_test (calls_that_no_hypervisor_needs_end_it),
    lib_test (nothing_ends_it_without_the_filter),
    lib_test (keys_are_only_refused_with_a_network),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
