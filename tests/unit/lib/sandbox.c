/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sandbox, seen from inside: this program starts itself as qemu is
 * started, and tells what it can do.  Each part is also left out once, and the
 * difference must be seen: a sandbox that has silently lost a part fails. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/machine-facts.h"
#include "lib-test.h"
#include "process/process.h"
#include "process/sandbox-plan.h"
#include "qemu/appliance-files.h"
#include "qemu/machine-plan.h"
#include "qemu/sandbox.h"
#include "sandbox-inside.h"
#include "sandbox-probe.h"

#define INNER_ID 65534

/* ---- outside ---- */

/* What a probe could reach. */
static struct {
  char file[PATH_MAX];
  char port[16], abstract[64], key[16], library[256];
  int tcp, unix_socket, shared;
} bait;

static int
listen_tcp (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl (INADDR_LOOPBACK) } };
  socklen_t size = sizeof address;
  const int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  assert_int_equal (bind (fd, (struct sockaddr *) &address, size), 0);
  assert_int_equal (listen (fd, 64), 0);
  assert_int_equal (getsockname (fd, (struct sockaddr *) &address, &size), 0);
  snprintf (bait.port, sizeof bait.port, "%d", ntohs (address.sin_port));
  return fd;
}

static int
listen_abstract (void)
{
  socklen_t size;

  snprintf (bait.abstract, sizeof bait.abstract, "sandbox-probe-%d", (int) getpid ());
  const struct sockaddr_un address = abstract_address (bait.abstract, &size);
  const int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  assert_int_equal (bind (fd, (const struct sockaddr *) &address, size), 0);
  assert_int_equal (listen (fd, 64), 0);
  return fd;
}

/* libc.so.6 is a program, too. */
static void
find_library (void)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512], path[256];

  assert_non_null (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    if (strstr (line, "/libc.so.6") != NULL && sscanf (strchr (line, '/'), "%255s", path) == 1)
      strcpy (bait.library, path);
  fclose (maps);
  assert_true (bait.library[0] == '/');
}

static void
lay_baits (void)
{
  const key_t key = 0x67660000 | (getpid () & 0xffff);

  snprintf (bait.file, sizeof bait.file, "%s/private", test_directory);
  write_file ("private", "secret");
  chmod (bait.file, 0644);
  bait.tcp = listen_tcp ();
  bait.unix_socket = listen_abstract ();
  bait.shared = shmget (key, 4096, IPC_CREAT | 0666);
  assert_int_not_equal (bait.shared, -1);
  snprintf (bait.key, sizeof bait.key, "%d", (int) key);
  find_library ();
}

static void
take_baits (void)
{
  close (bait.tcp);
  close (bait.unix_socket);
  shmctl (bait.shared, IPC_RMID, NULL);
}

/* LEFT_OUT: SANDBOX_PARTS for none. */
static void
run_probe_with (bool filtered, enum sandbox_part left_out, struct report *report)
{
  CLEANUP_SANDBOX_PLAN struct sandbox_plan sandbox = SANDBOX_NONE;
  char self[PATH_MAX];

  plan_as_for_qemu (&sandbox, self);
  if (left_out < SANDBOX_PARTS)
    sandbox.left_out[left_out] = "the test does";
  if (!filtered)
    sandbox.left_out[SANDBOX_SECCOMP] = "the test does";
  char *const argv[] = { self,          bait.file, bait.port,
                         bait.abstract, bait.key,  (char *) "/bin/true",
                         bait.library,  NULL };
  run_inside (&sandbox, argv, filtered ? PROBE_FILTERED : PROBE_UNFILTERED, report);
  assert_int_equal (report->status, 0);
}

static void
run_probe (enum sandbox_part left_out, struct report *report)
{
  run_probe_with (true, left_out, report);
}

/* Without the filter, so that what the other parts do is seen. */
static void
run_unfiltered (enum sandbox_part left_out, struct report *report)
{
  run_probe_with (false, left_out, report);
}

static void
assert_refused (const struct report *report, const char *name)
{
  if (report_value (report, name) == 0)
    fail_msg ("\"%s\" is possible in the sandbox", name);
}

static void
skip_unless_whole (const struct report *report)
{
  for (enum sandbox_part part = 0; part < SANDBOX_PARTS; ++part)
    if (report->result.error[part] > 0) {
      print_message ("# this host gives no %s: %s\n", sandbox_part_name (part),
                     strerror (report->result.error[part]));
      skip ();
    }
}

static void
nothing_is_possible_inside (void **state)
{
  static const char *const attempts[] = { "read shadow",
                                          "read private",
                                          "write private",
                                          "create in /",
                                          "create in /tmp",
                                          "see passwd",
                                          "execute true",
                                          "execute library",
                                          "connect TCP",
                                          "connect abstract",
                                          "list /",
                                          "shared memory",
                                          "make a TCP socket",
                                          "make a netlink socket",
                                          "make a vsock socket",
                                          "make a crypto socket",
                                          "io_uring",
                                          "memfd",
                                          "lease",
                                          "attributes by ioctl",
                                          "clone a process",
                                          "splice",
                                          "be dumpable" };
  struct report report;

  (void) state;
  lay_baits ();
  run_probe (SANDBOX_PARTS, &report);
  take_baits ();
  skip_unless_whole (&report);
  for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; ++i)
    assert_refused (&report, attempts[i]);
  assert_int_equal (report_value (&report, "pid"), 1);
  assert_int_equal (report_value (&report, "uid"), INNER_ID);
  assert_int_equal (report_value (&report, "capabilities"), 0);
  assert_int_equal (report_value (&report, "no_new_privs"), 1);
  assert_int_equal (report_value (&report, "core dumps"), 0);
  assert_int_equal (report_value (&report, "descriptors"), 0);
  assert_int_equal (report_value (&report, "session"), 1);
  assert_int_equal (report_value (&report, "process group"), 1);
}

/* The other parts do without the filter. */
static void
little_is_possible_without_the_filter (void **state)
{
  static const char *const attempts[] = { "read shadow",      "read private",    "write private",
                                          "create in /",      "create in /tmp",  "see passwd",
                                          "execute true",     "execute library", "connect TCP",
                                          "connect abstract", "list /",          "set uid",
                                          "shared memory" };
  struct report report;

  (void) state;
  lay_baits ();
  run_unfiltered (SANDBOX_PARTS, &report);
  take_baits ();
  skip_unless_whole (&report);
  for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; ++i)
    assert_refused (&report, attempts[i]);
}

/* Without the part the line says something else. */
static const struct {
  enum sandbox_part part;
  const char *line;
} markers[] = {
  { SANDBOX_USER, "uid" },
  { SANDBOX_MOUNT, "see passwd" },
  { SANDBOX_NETWORK, "connect TCP" },
  { SANDBOX_IPC, "shared memory" },
  { SANDBOX_PID, "pid" },
  { SANDBOX_NO_NEW_PRIVS, "no_new_privs" },
  { SANDBOX_LIMITS, "core dumps" },
  { SANDBOX_LANDLOCK, "execute library" },
  { SANDBOX_SESSION, "session" },
  { SANDBOX_SESSION, "session keyring" },
};

static void
each_part_is_missed (void **state)
{
  struct report whole, without;
  struct rlimit core = { 0, 0 };

  (void) state;
  lay_baits ();
  run_unfiltered (SANDBOX_PARTS, &whole);
  getrlimit (RLIMIT_CORE, &core);
  for (size_t i = 0; i < sizeof markers / sizeof markers[0]; ++i) {
    /* An ordinary user whose limit is 0 already sees no difference. */
    if (markers[i].part == SANDBOX_LIMITS && core.rlim_max == 0)
      continue;
    run_unfiltered (markers[i].part, &without);
    assert_int_equal (without.result.error[markers[i].part], -1);
    /* Without no_new_privs Landlock needs rights, which are gone by then. */
    if (whole.result.error[markers[i].part] == 0
        && report_value (&whole, markers[i].line) == report_value (&without, markers[i].line))
      fail_msg ("without %s the probe still says %s=%ld", sandbox_part_name (markers[i].part),
                markers[i].line, report_value (&whole, markers[i].line));
  }
  take_baits ();
  skip_unless_whole (&whole);
}

/* Both are given up together with the identity unless they are dropped. */
static void
capabilities_are_missed (void **state)
{
  struct report whole, without;

  (void) state;
  lay_baits ();
  run_probe (SANDBOX_PARTS, &whole);
  run_probe (SANDBOX_CAPABILITIES, &without);
  take_baits ();
  skip_unless_whole (&whole);
  assert_int_equal (report_value (&whole, "bounding set"), 0);
  assert_int_equal (report_value (&without, "bounding set"), 1);
}

/* ---- the plan ---- */

static const char *
reason_of (enum sandbox_part part)
{
  CLEANUP_SANDBOX_PLAN struct sandbox_plan sandbox = SANDBOX_NONE;
  char self[PATH_MAX];

  plan_as_for_qemu (&sandbox, self);
  return sandbox.left_out[part];
}

static void
settings (void **state)
{
  enum sandbox_mode mode;

  (void) state;
  assert_int_equal (sandbox_mode (g, &mode), 0);
  assert_int_equal (mode, SANDBOX_AUTO);
  assert_null (reason_of (SANDBOX_LANDLOCK));
  guestfs_set_backend_setting (g, "sandbox", "required");
  assert_int_equal (sandbox_mode (g, &mode), 0);
  assert_int_equal (mode, SANDBOX_REQUIRED);
  guestfs_set_backend_setting (g, "sandbox", "off");
  for (enum sandbox_part part = 0; part < SANDBOX_PARTS; ++part)
    assert_non_null (strstr (reason_of (part), "sandbox=off"));
  guestfs_set_backend_setting (g, "sandbox", "perhaps");
  assert_fails (sandbox_mode (g, &mode), EINVAL, "sandbox=perhaps: the value must be");
}

static void
network_relaxes_the_network_only (void **state)
{
  (void) state;
  guestfs_set_network (g, 1);
  for (enum sandbox_part part = 0; part < SANDBOX_PARTS; ++part)
    if (part == SANDBOX_NETWORK)
      assert_non_null (reason_of (part));
    else
      assert_null (reason_of (part));
}

static void
drives_on_the_network (void **state)
{
  const char *const servers[] = { "example.com", NULL };

  (void) state;
  assert_int_equal (guestfs_add_drive_opts (g, "/x.img", GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw",
                                            GUESTFS_ADD_DRIVE_OPTS_PROTOCOL, "https",
                                            GUESTFS_ADD_DRIVE_OPTS_SERVER, servers, -1),
                    0);
  assert_non_null (reason_of (SANDBOX_NETWORK));
  assert_null (reason_of (SANDBOX_USER));
  assert_null (reason_of (SANDBOX_MOUNT));
}

static void
local_socket_needs_no_network (void **state)
{
  const char *const servers[] = { "unix:/run/nbd.sock", NULL };

  (void) state;
  assert_int_equal (guestfs_add_drive_opts (g, "", GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw",
                                            GUESTFS_ADD_DRIVE_OPTS_PROTOCOL, "nbd",
                                            GUESTFS_ADD_DRIVE_OPTS_SERVER, servers, -1),
                    0);
  assert_null (reason_of (SANDBOX_NETWORK));
  assert_non_null (reason_of (SANDBOX_USER));
}

static void
unknown_parameters_relax_visibly (void **state)
{
  (void) state;
  guestfs_config (g, "-name", "x");
  assert_non_null (strstr (reason_of (SANDBOX_LANDLOCK), "config"));
  assert_null (reason_of (SANDBOX_NO_NEW_PRIVS));
  assert_null (reason_of (SANDBOX_LIMITS));
}

int
main (int argc, char *argv[])
{
  const char *kind = getenv (PROBE);

  if (kind != NULL && argc == 7)
    sandbox_probe (argv);

  const struct CMUnitTest tests[] = {
    lib_test (nothing_is_possible_inside),
    lib_test (little_is_possible_without_the_filter),
    lib_test (each_part_is_missed),
    lib_test (capabilities_are_missed),
    lib_test (settings),
    lib_test (network_relaxes_the_network_only),
    lib_test (drives_on_the_network),
    lib_test (local_socket_needs_no_network),
    lib_test (unknown_parameters_relax_visibly),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
