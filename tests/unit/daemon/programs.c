/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running programs: what they print, how they end, what they inherit. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "children/guest-environment.h"
#include "children/program.h"
#include "cleanup.h"
#include "daemon-test.h"

#define SHELL(script)        \
  {                          \
    "sh", "-c", script, NULL \
  }
#define NO_OUTPUT    \
  {                  \
    NULL, 0, NULL, 0 \
  }

static void
output_is_captured (void **state)
{
  const char *const argv[] = SHELL ("printf 'a\\0b\\n\\n'; printf 'one\\n\\033two\\n\\n' >&2");
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_check (&program, &output), 0);
  assert_int_equal (output.out_size, 5);
  assert_memory_equal (output.out, "a\0b\n\n", 6);
  assert_string_equal (output.err, "one\n\\x1btwo");
}

static void
no_output_is_empty (void **state)
{
  const char *const argv[] = { "true", NULL };
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_check (&program, &output), 0);
  assert_string_equal (output.out, "");
  assert_int_equal (output.out_size, 0);
  assert_string_equal (output.err, "");
}

static void
failures_are_told (void **state)
{
  (void) state;
  assert_int_equal (run_words (NULL, "sh", "-c", "echo broken >&2; exit 3", NULL), -1);
  assert_error (0, "broken");
  assert_int_equal (run_words ("/dev/sda", "sh", "-c", "echo broken >&2; exit 3", NULL), -1);
  assert_error (0, "/dev/sda: broken");
  assert_int_equal (run_words (NULL, "sh", "-c", "exit 3", NULL), -1);
  assert_error (0, "sh exited with status 3");
  assert_int_equal (run_words ("/dev/sda", "sh", "-c", "exit 3", NULL), -1);
  assert_error (0, "/dev/sda: sh exited with status 3");
  assert_int_equal (run_words (NULL, "sh", "-c", "echo last words >&2; kill -SEGV $$", NULL), -1);
  assert_error (0, "last words\nsh was killed by signal 11");
  assert_int_equal (run_words (NULL, "/no/such/program", "x", NULL), -1);
  assert_error (ENOENT, "/no/such/program: No such file or directory");
  assert_int_equal (run_words (NULL, "/etc/passwd", NULL), -1);
  assert_error (EACCES, "/etc/passwd: Permission denied");
}

static void
status_is_left_to_the_caller (void **state)
{
  const char *const argv[] = SHELL ("exit 3");
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_run (&program, &output), 0);
  assert_true (WIFEXITED (output.status));
  assert_int_equal (WEXITSTATUS (output.status), 3);
}

/* More than the pipes hold, in both at the same time. */
static void
much_output_does_not_block (void **state)
{
  const char *const argv[] =
    SHELL ("yes error | head -c 3000000 >&2 & yes | head -c 3000000; wait; "
           "echo the end >&2");
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_check (&program, &output), 0);
  assert_int_equal (output.out_size, 3000000);
  assert_true (strlen (output.err) <= 32 * 1024);
  assert_non_null (strstr (output.err, "the end")); /* the end is what is kept */
}

static void
input_is_given (void **state)
{
  enum { SIZE = 1000000 };
  CLEANUP_FREE char *input = malloc (SIZE);
  const char *const argv[] = { "cat", NULL };
  const struct program cat = { .argv = argv, .input = input, .input_size = SIZE };
  const char *const no_reader_argv[] = { "true", NULL };
  const struct program no_reader = { .argv = no_reader_argv, .input = input, .input_size = SIZE };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT, nothing = NO_OUTPUT;

  (void) state;
  assert_non_null (input);
  for (size_t i = 0; i < SIZE; ++i)
    input[i] = i * i;
  assert_int_equal (program_check (&cat, &output), 0);
  assert_int_equal (output.out_size, SIZE);
  assert_memory_equal (output.out, input, SIZE);
  assert_int_equal (program_check (&no_reader, &nothing), 0);
}

static void
only_given_descriptors_are_inherited (void **state)
{
  const char *const argv[] = SHELL ("ls /proc/self/fd | wc -l");
  CLEANUP_CLOSE int kept = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  CLEANUP_CLOSE int other = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  const struct program plain = { .argv = argv };
  const struct program keeping = { .argv = argv, .keep_fd = { kept } };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT, more = NO_OUTPUT;

  (void) state;
  assert_int_not_equal (other, -1);
  assert_int_equal (program_check (&plain, &output), 0);
  assert_int_equal (program_check (&keeping, &more), 0);
  assert_int_equal (atoi (more.out), atoi (output.out) + 1);
  assert_int_equal (fcntl (kept, F_GETFD), FD_CLOEXEC);
}

static void
output_goes_to_a_descriptor (void **state)
{
  CLEANUP_FREE char *directory = make_test_directory ();
  CLEANUP_CLOSE int fd = open (directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  const char *const argv[] = { "echo", "text", NULL };
  const struct program program = { .argv = argv, .stdout_fd = fd };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;
  char content[16] = "";

  (void) state;
  assert_int_equal (program_check (&program, &output), 0);
  assert_string_equal (output.out, "");
  assert_int_equal (pread (fd, content, sizeof content - 1, 0), 5);
  assert_string_equal (content, "text\n");
  remove_test_directory (directory);
}

static void
directory_is_changed (void **state)
{
  CLEANUP_CLOSE int fd = open ("/usr", O_PATH | O_CLOEXEC);
  const char *const argv[] = { "pwd", NULL };
  const struct program program = { .argv = argv, .chdir_fd = fd };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_check (&program, &output), 0);
  assert_string_equal (output.out, "/usr\n");
}

/* The daemon ignores SIGPIPE; a program that did would never stop writing. */
static void
signals_are_as_usual (void **state)
{
  const char *const argv[] = SHELL ("kill -PIPE $$");
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_run (&program, &output), 0);
  assert_true (WIFSIGNALED (output.status));
  assert_int_equal (WTERMSIG (output.status), SIGPIPE);
}

/* When memory runs out the kernel ends a program, not the daemon. */
static void
programs_are_expendable (void **state)
{
  const char *const argv[] = { "cat", "/proc/self/oom_score_adj", NULL };
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  assert_int_equal (program_check (&program, &output), 0);
  assert_string_equal (output.out, "500\n");
}

static int
take_a_little (void *data, const void *bytes, size_t size)
{
  size_t *total = data;

  (void) bytes;
  *total += size;
  return *total < 200000 ? 0 : reply_error_text (ENOSPC, "the sink is full");
}

static void
stream_ends_with_its_sink (void **state)
{
  const char *const endless_argv[] = { "yes", NULL };
  const struct program endless = { .argv = endless_argv };
  const char *const short_argv[] = SHELL ("echo 12345; exit 1");
  const struct program ends = { .argv = short_argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT, second = NO_OUTPUT;
  size_t total = 0;

  (void) state;
  assert_int_equal (program_stream (&endless, take_a_little, &total, &output), -1);
  assert_error (ENOSPC, "the sink is full");

  total = 0;
  assert_int_equal (program_stream (&ends, take_a_little, &total, &second), 0);
  assert_int_equal (total, 6);
  assert_int_equal (program_check_status ("sh", &second), -1);
  assert_error (0, "sh exited with status 1");
}

static void
programs_are_found (void **state)
{
  (void) state;
  assert_true (program_exists ("sh"));
  assert_false (program_exists ("no-such-program"));
}

/* ---- in the guest's root ---- */

static size_t
count_mounts (void)
{
  CLEANUP_FCLOSE FILE *file = fopen ("/proc/self/mountinfo", "re");
  size_t count = 0;
  int c;

  assert_non_null (file);
  while ((c = getc (file)) != EOF)
    count += c == '\n';
  return count;
}

static void
run_in_guest (const char *script, const char *expected)
{
  const char *const argv[] = SHELL (script);
  const struct program program = { .argv = argv, .in_sysroot = true };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;
  const size_t mounts = count_mounts ();

  assert_int_equal (program_check (&program, &output), 0);
  assert_string_equal (output.out, expected);
  assert_int_equal (count_mounts (), mounts);
}

/* The guest is this machine's own root, without what is mounted in it. */
static void
guest_has_pseudo_filesystems (void **state)
{
  CLEANUP_FREE char *root = make_test_directory ();

  (void) state;
  if (!have_own_mounts () || mount ("/", root, NULL, MS_BIND, NULL) == -1) {
    remove_test_directory (root);
    skip ();
  }
  sysroot_use_directory (root);
  run_in_guest ("pwd; test -c /dev/null && test -d /proc/1 && test -d /sys/class && echo there",
                "/\nthere\n");
  /* What the daemon tells its own programs is not for the guest's. */
  setenv ("LVM_SYSTEM_DIR", "/run/lvm", 1);
  run_in_guest ("env | cut -d= -f1 | grep -v -e PWD -e _ -e SHLVL -e OLDPWD | sort | tr '\\n' ' '",
                "HOME PATH SHELL TERM TMPDIR ");
  unsetenv ("LVM_SYSTEM_DIR");
  /* A process that stays in the background must not keep the mounts. */
  run_in_guest ("sleep 2 > /dev/null 2> /dev/null & echo started", "started\n");
  assert_int_equal (umount2 (root, MNT_DETACH), 0);
  remove_test_directory (root);
}

static void
programs_of_the_guest_can_be_missing (void **state)
{
  CLEANUP_FREE char *root = make_test_directory ();
  const char *const argv[] = { "sh", NULL };
  const struct program program = { .argv = argv, .in_sysroot = true };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = NO_OUTPUT;

  (void) state;
  if (geteuid () != 0) {
    remove_test_directory (root);
    skip ();
  }
  sysroot_use_directory (root);
  assert_int_equal (program_run (&program, &output), -1);
  assert_error (ENOENT, "sh: No such file or directory");
  remove_test_directory (root);
}

/* ---- resolv.conf ---- */

static char *guest;
static const char guests_own[] = "nameserver 192.0.2.1\n";

/* What is in /etc/resolv.conf of the guest, malloc'd; NULL if it is no file. */
static char *
read_resolv_conf (void)
{
  CLEANUP_CLOSE int fd = sysroot_open ("/etc/resolv.conf", O_RDONLY, 0);
  char *content = calloc (1, 65536);
  const ssize_t size = fd != -1 ? read (fd, content, 65535) : -1;

  if (size == -1) {
    free (content);
    return NULL;
  }
  return content;
}

/* What programs, and the scripts of packages, do with it while they run in ETC. */
static const char *const changes[] = {
  "true",
  "echo nameserver 192.0.2.2 > resolv.conf",
  "echo nameserver 192.0.2.2 >> resolv.conf",
  "echo new > resolv.conf.new && mv -f resolv.conf.new resolv.conf",
  "rm -f resolv.conf",
  "ln -sf ../run/other resolv.conf",
  "sed -i s/a/b/ resolv.conf",
  "chmod 600 resolv.conf",
  "rm resolv.conf && mkdir resolv.conf",
};

/* It is ours meanwhile, and can be changed. */
static void
change_meanwhile (const char *etc, const char *change)
{
  struct guest_environment environment = { .count = 0 };
  CLEANUP_FREE char *command = NULL, *ours = NULL, *found = NULL;

  sysroot_use_directory ("/");
  ours = read_resolv_conf ();
  sysroot_use_directory (guest);
  guest_environment_enter (&environment);
  assert_int_equal (environment.count, 0); /* there is no /dev, /proc, /sys */
  found = read_resolv_conf ();
  assert_string_equal (found, ours);
  assert_int_not_equal (asprintf (&command, "cd %s && %s", etc, change), -1);
  assert_int_equal (system (command), 0);
  guest_environment_leave (&environment);
}

static void
assert_only_entry (const char *etc, const char *name)
{
  DIR *directory = opendir (etc);
  const struct dirent *entry;

  assert_non_null (directory);
  while ((entry = readdir (directory)) != NULL)
    if (entry->d_name[0] != '.' || strlen (entry->d_name) > 2) {
      assert_non_null (name);
      assert_string_equal (entry->d_name, name);
    }
  closedir (directory);
}

static void
change_each_way (const char *etc, const char *file)
{
  for (size_t i = 0; i < sizeof changes / sizeof changes[0]; ++i) {
    char target[64] = "";

    /* None: it is made, and is gone afterwards. */
    change_meanwhile (etc, changes[i]);
    assert_only_entry (etc, NULL);

    /* The guest's own one comes back. */
    write_test_file (etc, "resolv.conf", guests_own);
    assert_int_equal (chmod (file, 0440), 0);
    change_meanwhile (etc, changes[i]);
    CLEANUP_FREE char *content = read_resolv_conf ();
    struct stat status;
    assert_string_equal (content, guests_own);
    assert_int_equal (lstat (file, &status), 0);
    assert_int_equal (status.st_mode, S_IFREG | 0440);
    assert_only_entry (etc, "resolv.conf");
    assert_int_equal (unlink (file), 0);

    /* A link into a directory that there is not. */
    assert_int_equal (symlink ("../run/systemd/resolve/stub-resolv.conf", file), 0);
    change_meanwhile (etc, changes[i]);
    assert_int_not_equal (readlink (file, target, sizeof target - 1), -1);
    assert_string_equal (target, "../run/systemd/resolve/stub-resolv.conf");
    assert_only_entry (etc, "resolv.conf");
    assert_int_equal (unlink (file), 0);
  }
}

/* The appliance was killed while a program ran. */
static void
finds_what_was_left (const char *etc, const char *file)
{
  struct guest_environment environment = { .count = 0 };

  write_test_file (etc, ".resolv.conf.guestfs", guests_own);
  write_test_file (etc, "resolv.conf", "nameserver 198.51.100.1\n");
  network = false;
  guest_environment_enter (&environment);
  guest_environment_leave (&environment);
  CLEANUP_FREE char *content = read_resolv_conf ();
  assert_string_equal (content, guests_own);
  assert_only_entry (etc, "resolv.conf");
  assert_int_equal (unlink (file), 0);
}

static void
resolver_is_configured (void **state)
{
  CLEANUP_FREE char *etc = NULL, *file = NULL;

  (void) state;
  guest = make_test_directory ();
  if (!have_own_mounts () || access ("/etc/resolv.conf", F_OK) == -1) {
    remove_test_directory (guest);
    free (guest);
    skip ();
  }
  assert_int_not_equal (asprintf (&etc, "%s/etc", guest), -1);
  assert_int_not_equal (asprintf (&file, "%s/resolv.conf", etc), -1);
  assert_int_equal (mkdir (etc, 0755), 0);
  network = true;
  change_each_way (etc, file);
  finds_what_was_left (etc, file);
  network = false;
  sysroot_use_directory ("/");
  remove_test_directory (guest);
  free (guest);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (output_is_captured),
    daemon_test (no_output_is_empty),
    daemon_test (failures_are_told),
    daemon_test (status_is_left_to_the_caller),
    daemon_test (much_output_does_not_block),
    daemon_test (input_is_given),
    daemon_test (only_given_descriptors_are_inherited),
    daemon_test (output_goes_to_a_descriptor),
    daemon_test (directory_is_changed),
    daemon_test (signals_are_as_usual),
    daemon_test (programs_are_expendable),
    daemon_test (stream_ends_with_its_sink),
    daemon_test (programs_are_found),
    daemon_test (guest_has_pseudo_filesystems),
    daemon_test (programs_of_the_guest_can_be_missing),
    daemon_test (resolver_is_configured),
  };

  signal (SIGPIPE, SIG_IGN);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
