/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The library's own filter of the hypervisor's system calls (seccomp(2)).  It lists what
 * a hypervisor with drives, KVM or emulation, and a migration to a pipe calls: measured
 * with strace over booting, making and restoring templates, hot-plug, discard and
 * shutdown, with what other versions of qemu and of the C library use for the same.
 *
 * What is not listed is answered with ENOSYS, as by a kernel that is too old for it:
 * programs have another way then.  No hypervisor has a reason for the calls of the second
 * list; they end the process, all threads of it. */

#include <config.h>

#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "process/sandbox-calls.h"

/* ---- what is allowed ---- */

const char *const sandbox_calls_allowed[] = {
  /* memory */
  "brk", "get_mempolicy", "madvise", "mbind", "membarrier", "mincore", "mlock", "mlock2",
  "mlockall", "mmap", "mprotect", "mremap", "msync", "munlock", "munlockall", "munmap",
  "set_mempolicy",
  /* threads */
  "arch_prctl", "exit", "exit_group", "futex", "futex_waitv", "get_robust_list", "getcpu", "gettid",
  "rseq", "sched_get_priority_max", "sched_get_priority_min", "sched_getaffinity", "sched_getparam",
  "sched_getscheduler", "sched_yield", "set_robust_list", "set_tid_address",
  /* between threads; other C libraries use tkill */
  "tgkill", "tkill",
  /* The hypervisor itself is executed with it.  Its own filter refuses more, and its root
   * and Landlock leave it no other program. */
  "execve",
  /* signals, time, waiting */
  "alarm", "clock_getres", "clock_gettime", "clock_nanosleep", "epoll_create", "epoll_create1",
  "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd", "eventfd2", "getitimer",
  "gettimeofday", "nanosleep", "pause", "pipe", "pipe2", "poll", "ppoll", "pselect6",
  "restart_syscall", "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn",
  "rt_sigsuspend", "rt_sigtimedwait", "select", "setitimer", "sigaltstack", "signalfd", "signalfd4",
  "time", "timer_create", "timer_delete", "timer_getoverrun", "timer_gettime", "timer_settime",
  "timerfd_create", "timerfd_gettime", "timerfd_settime", "times", "wait4", "waitid",
  /* files: none is made, removed, renamed or given other attributes */
  "access", "close", "close_range", "copy_file_range", "dup", "dup2", "dup3", "faccessat",
  "faccessat2", "fadvise64", "fallocate", "fdatasync", "fstat", "fstatfs", "fsync", "ftruncate",
  "getcwd", "getdents", "getdents64", "io_cancel", "io_destroy", "io_getevents", "io_pgetevents",
  "io_setup", "io_submit", "lseek", "lstat", "newfstatat", "open", "openat", "openat2", "pread64",
  "preadv", "preadv2", "pwrite64", "pwritev", "pwritev2", "read", "readahead", "readlink",
  "readlinkat", "readv", "stat", "statfs", "statx", "sync_file_range", "write", "writev",
  /* sockets that it was given or may make */
  "accept", "accept4", "bind", "connect", "getpeername", "getsockname", "getsockopt", "listen",
  "recvfrom", "recvmmsg", "recvmsg", "sendmmsg", "sendmsg", "sendto", "setsockopt", "shutdown",
  /* questions */
  "capget", "getegid", "geteuid", "getgid", "getgroups", "getpgid", "getpgrp", "getpid", "getppid",
  "getpriority", "getrandom", "getresgid", "getresuid", "getrlimit", "getrusage", "getsid",
  "getuid", "riscv_flush_icache", "riscv_hwprobe", "sysinfo", "uname",
  /* its own filter comes on top */
  "seccomp", NULL
};

#define WHOLE 0xffffffffU

/* ioctl(2): the second byte of a request says whose it is. */
#define OWNER 0xff00U
#define OWNER_KVM 0xae00U
#define OWNER_BLOCK 0x1200U

/* _IOR ('X', 30, struct dioattr): sizes for direct access to files (linux/xfs_fs.h). */
#define XFS_SIZES 0x800c581eU

#define NEW_NAMESPACES                                                                        \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID \
   | CLONE_NEWNET)

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif

const struct limited_call sandbox_calls_limited[] = {
  /* Threads, no processes and no namespaces.  clone3(2) has its flags where no filter
   * sees them, and C libraries know what to do without it. */
  { "clone", 0, CLONE_THREAD | NEW_NAMESPACES, CLONE_THREAD },
  /* Attributes of files that the user owns are set by ioctl, too: "f", "X" and others. */
  { "ioctl", 1, OWNER, OWNER_KVM },
  { "ioctl", 1, OWNER, OWNER_BLOCK },
  { "ioctl", 1, WHOLE, XFS_SIZES },
  { "ioctl", 1, WHOLE, FIONBIO },
  { "ioctl", 1, WHOLE, FIONREAD },
  { "ioctl", 1, WHOLE, FIOCLEX },
  { "ioctl", 1, WHOLE, FIONCLEX },
  { "ioctl", 1, WHOLE, TCGETS },
  { "ioctl", 1, WHOLE, TIOCGWINSZ },
  /* No leases, no owner of signals; locks are those of an open file. */
  { "fcntl", 1, WHOLE, F_DUPFD },
  { "fcntl", 1, WHOLE, F_DUPFD_CLOEXEC },
  { "fcntl", 1, WHOLE, F_GETFD },
  { "fcntl", 1, WHOLE, F_SETFD },
  { "fcntl", 1, WHOLE, F_GETFL },
  { "fcntl", 1, WHOLE, F_SETFL },
  { "fcntl", 1, WHOLE, F_OFD_GETLK },
  { "fcntl", 1, WHOLE, F_OFD_SETLK },
  { "fcntl", 1, WHOLE, F_GET_SEALS },
  { "prctl", 0, WHOLE, PR_SET_NAME },
  { "prctl", 0, WHOLE, PR_GET_NAME },
  { "prctl", 0, WHOLE, PR_SET_TIMERSLACK },
  { "prctl", 0, WHOLE, PR_SET_NO_NEW_PRIVS },
  { "prctl", 0, WHOLE, PR_GET_NO_NEW_PRIVS },
  { "prctl", 0, WHOLE, PR_SET_SECCOMP },
  { "prctl", 0, WHOLE, PR_GET_SECCOMP },
  { "prctl", 0, WHOLE, PR_CAPBSET_READ },
  { "prctl", 0, WHOLE, PR_MCE_KILL },
  { "prctl", 0, WHOLE, PR_SET_VMA },
  /* Limits of its own, not of others. */
  { "prlimit64", 0, WHOLE, 0 },
  { "socket", 0, WHOLE, AF_UNIX },
  { "socketpair", 0, WHOLE, AF_UNIX },
  { NULL, 0, 0, 0 },
};

/* Netlink is how the C library finds out which addresses make sense. */
const struct limited_call sandbox_calls_of_network[] = {
  { "socket", 0, WHOLE, AF_INET },
  { "socket", 0, WHOLE, AF_INET6 },
  { "socket", 0, WHOLE, AF_NETLINK },
  { NULL, 0, 0, 0 },
};

/* ---- what ends it ---- */

const char *const sandbox_calls_deadly[] = {
  /* other processes */
  "kcmp", "kill", "pidfd_getfd", "pidfd_open", "pidfd_send_signal", "process_madvise",
  "process_mrelease", "process_vm_readv", "process_vm_writev", "ptrace", "rt_sigqueueinfo",
  "rt_tgsigqueueinfo",
  /* programs and processes */
  "execveat", "fork", "vfork",
  /* identity and namespaces */
  "capset", "setfsgid", "setfsuid", "setgid", "setgroups", "setns", "setregid", "setresgid",
  "setresuid", "setreuid", "setuid", "unshare",
  /* mounts */
  "chroot", "fsconfig", "fsmount", "fsopen", "fspick", "mount", "mount_setattr", "move_mount",
  "open_by_handle_at", "open_tree", "pivot_root", "umount", "umount2",
  /* attributes of files that the user owns, and their names */
  "chmod", "chown", "fchmod", "fchmodat", "fchmodat2", "fchown", "fchownat", "flock",
  "fremovexattr", "fsetxattr", "futimesat", "lchown", "link", "linkat", "lremovexattr", "lsetxattr",
  "mknod", "mknodat", "removexattr", "rename", "renameat", "renameat2", "setxattr", "setxattrat",
  "symlink", "symlinkat", "utime", "utimensat", "utimes",
  /* parts of the kernel in which faults were found often, and its administration */
  "acct", "bpf", "clock_adjtime", "clock_settime", "delete_module", "fanotify_init", "finit_module",
  "init_module", "ioperm", "iopl", "kexec_file_load", "kexec_load", "modify_ldt", "perf_event_open",
  "personality", "quotactl", "reboot", "settimeofday", "setdomainname", "sethostname", "swapoff",
  "swapon", "syslog", "userfaultfd", "vhangup", NULL
};

/* Drives on the network may be reached with tickets of Kerberos, whose library asks for
 * its keyring and does without. */
const char *const sandbox_calls_of_keys[] = { "add_key", "keyctl", "request_key", NULL };
