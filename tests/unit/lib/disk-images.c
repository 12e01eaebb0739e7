/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disk images on the host: making them and asking about them. */

#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "lib-test.h"

#define CREATE(...) guestfs_disk_create (g, __VA_ARGS__, -1)
#define OPTION(NAME) GUESTFS_DISK_CREATE_##NAME

static void
assert_image (const char *name, const char *format, int64_t size, int has_backing_file)
{
  CLEANUP_FREE char *found = guestfs_disk_format (g, name);
  assert_string_equal (found, format);
  assert_int_equal (guestfs_disk_virtual_size (g, name), size);
  assert_int_equal (guestfs_disk_has_backing_file (g, name), has_backing_file);
}

static void
test_raw (void **state)
{
  (void) state;
  mode_t old = umask (027);
  assert_int_equal (CREATE ("sparse", "raw", 1048576), 0);
  umask (old);
  struct stat file;
  assert_int_equal (stat ("sparse", &file), 0);
  assert_int_equal (file.st_size, 1048576);
  assert_int_equal (file.st_blocks, 0);
  assert_int_equal (file.st_mode & 0777, 0640);
  assert_image ("sparse", "raw", 1048576, 0);

  assert_int_equal (CREATE ("full", "raw", 1048576, OPTION (PREALLOCATION), "full"), 0);
  assert_int_equal (stat ("full", &file), 0);
  assert_true (file.st_blocks >= 2048);

  /* What was there is gone. */
  write_file ("old", "old content");
  assert_int_equal (CREATE ("old", "raw", 4, OPTION (PREALLOCATION), "off"), 0);
  assert_int_equal (stat ("old", &file), 0);
  assert_int_equal (file.st_size, 4);
}

static void
test_raw_errors (void **state)
{
  (void) state;
  assert_fails (CREATE ("x", "raw", INT64_C (0)), EINVAL, "invalid size: 0");
  assert_fails (CREATE ("x", "raw", INT64_C (-1)), EINVAL, "invalid size: -1");
  assert_fails (CREATE ("x", "raw", INT64_MIN), EINVAL, "invalid size");
  assert_fails (CREATE ("x", "cow", INT64_C (1)), EINVAL, "unsupported format ‘cow’");
  assert_fails (CREATE ("/dev/null", "raw", INT64_C (1)), EINVAL, "refusing to overwrite");
  assert_fails (CREATE ("none/x", "raw", INT64_C (1)), ENOENT, "none/x");
  assert_fails (CREATE ("tmp", "raw", INT64_C (1)), EISDIR, "tmp");
  assert_fails (CREATE ("x", "raw", INT64_C (1), OPTION (PREALLOCATION), "metadata"), EINVAL,
                "invalid value for preallocation parameter ‘metadata’");
  assert_int_equal (access ("x", F_OK), -1);
  assert_fails (CREATE ("x", "raw", INT64_MAX), EFBIG, "x: truncate");
}

/* Nothing of a disk that could not be made whole stays. */
static void
test_disk_that_does_not_fit_leaves_nothing (void **state)
{
  (void) state;
  const struct rlimit most = { 65536, RLIM_INFINITY };
  struct rlimit before;
  struct stat file;
  getrlimit (RLIMIT_FSIZE, &before);
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &most);
  assert_fails (CREATE ("x", "raw", 1048576, OPTION (PREALLOCATION), "full"), EFBIG, "x: ");
  assert_fails (CREATE ("x", "raw", 1048576), EFBIG, "x: ");
  assert_int_equal (access ("x", F_OK), -1);
  assert_int_equal (CREATE ("q", "qcow2", INT64_C (1048576), OPTION (PREALLOCATION), "full"), -1);
  assert_int_equal (access ("q", F_OK), -1);
  /* A file that was there stays, and takes no space. */
  write_file ("old", "content");
  assert_fails (CREATE ("old", "raw", 1048576, OPTION (PREALLOCATION), "full"), EFBIG, "old: ");
  setrlimit (RLIMIT_FSIZE, &before);
  signal (SIGXFSZ, SIG_DFL);
  assert_int_equal (stat ("old", &file), 0);
  assert_int_equal (file.st_blocks, 0);
}

static void
test_qcow2 (void **state)
{
  (void) state;
  assert_int_equal (CREATE ("plain", "qcow2", INT64_C (1024)), 0);
  assert_image ("plain", "qcow2", 1024, 0);
  assert_int_equal (CREATE ("old", "qcow2", INT64_C (1048576), OPTION (COMPAT), "0.10",
                            OPTION (CLUSTERSIZE), 512, OPTION (PREALLOCATION), "metadata"),
                    0);
  assert_image ("old", "qcow2", 1048576, 0);
  static const char *const preallocations[] = { "off", "sparse", "full" };
  for (size_t i = 0; i < 3; ++i)
    assert_int_equal (
      CREATE ("disk", "qcow2", INT64_C (1048576), OPTION (PREALLOCATION), preallocations[i]), 0);
  struct stat file;
  assert_int_equal (stat ("disk", &file), 0);
  assert_true (file.st_blocks >= 2048);
}

static void
test_qcow2_errors (void **state)
{
  (void) state;
  static const int sizes[] = { 0, -512, 256, 513, 4194304 };
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i)
    assert_fails (CREATE ("x", "qcow2", INT64_C (1024), OPTION (CLUSTERSIZE), sizes[i]), EINVAL,
                  "invalid value for clustersize parameter");
  assert_fails (CREATE ("x", "qcow2", INT64_C (1024), OPTION (COMPAT), "1.0"), EINVAL,
                "invalid value for compat parameter ‘1.0’");
  assert_fails (CREATE ("x", "qcow2", INT64_C (1024), OPTION (PREALLOCATION), "some"), EINVAL,
                "invalid value for preallocation parameter ‘some’");
  assert_fails (CREATE ("x", "qcow2", INT64_C (1024), OPTION (BACKINGFORMAT), "raw"), EINVAL,
                "backingformat");
  assert_fails (CREATE ("none/x", "qcow2", INT64_C (1024)), 0, "No such file or directory");
  assert_int_equal (access ("x", F_OK), -1);
}

static void
test_backing_files (void **state)
{
  (void) state;
  assert_int_equal (CREATE ("base", "qcow2", INT64_C (2097152)), 0);
  assert_int_equal (CREATE ("new", "qcow2", INT64_C (-1), OPTION (BACKINGFILE), "base"), 0);
  assert_image ("new", "qcow2", 2097152, 1);
  assert_int_equal (CREATE ("newer", "qcow2", INT64_C (-1), OPTION (BACKINGFILE), "new",
                            OPTION (BACKINGFORMAT), "qcow2"),
                    0);
  assert_image ("newer", "qcow2", 2097152, 1);

  /* Relative to the new image. */
  assert_int_equal (mkdir ("sub", 0755), 0);
  assert_int_equal (CREATE ("sub/new", "qcow2", INT64_C (-1), OPTION (BACKINGFILE), "../base"), 0);
  assert_image ("sub/new", "qcow2", 2097152, 1);

  assert_fails (CREATE ("x", "qcow2", INT64_C (1024), OPTION (BACKINGFILE), "base"), EINVAL,
                "size must be passed as -1");
  assert_fails (CREATE ("x", "qcow2", INT64_C (-1), OPTION (BACKINGFILE), "none"), ENOENT, "none");
  assert_fails (CREATE ("x", "qcow2", INT64_C (-1), OPTION (BACKINGFILE), "base",
                        OPTION (BACKINGFORMAT), "a,b"),
                EINVAL, "invalid value for backingformat parameter ‘a,b’");
  assert_fails (CREATE ("x", "raw", INT64_C (-1), OPTION (BACKINGFILE), "base"), EINVAL,
                "backingfile cannot be used for raw format disks");
}

static void
test_questions_about_bad_images (void **state)
{
  (void) state;
  assert_fails_null (guestfs_disk_format (g, "none"), ENOENT, "none: No such file");
  assert_fails (guestfs_disk_virtual_size (g, ""), ENOENT, "No such file");
  assert_fails (guestfs_disk_has_backing_file (g, "tmp"), EISDIR, "tmp: ");
  assert_int_equal (mkfifo ("fifo", 0600), 0);
  assert_fails_null (guestfs_disk_format (g, "fifo"), EINVAL, "neither a file nor a device");
  write_file ("truncated", "QFI\xfb");
  assert_image ("truncated", "raw", 512, 0);
  FILE *file = fopen ("truncated", "w");
  assert_non_null (file);
  assert_int_equal (fwrite ("QFI\xfb\0\0\0\3", 1, 8, file), 8);
  fclose (file);
  assert_fails_null (guestfs_disk_format (g, "truncated"), EINVAL, "truncated: it ends within");
  write_file ("empty", "");
  assert_image ("empty", "raw", 0, 0);
}

/* The descriptions say where the data is: in files that nobody shall open. */
static void
test_files_that_an_image_names_are_not_opened (void **state)
{
  (void) state;
  static const struct {
    const char *text;
    int64_t size;
  } images[] = {
    { "# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType=\"monolithicFlat\"\n"
      "RW 2048 FLAT \"fifo\" 0\nRW 10 ZERO\n",
      2058 * 512 },
    { "# Disk DescriptorFile\nRW 8 SPARSE \"fifo\"\nRW 8 SPARSE \"/etc/shadow\"\n", 8192 },
  };
  assert_int_equal (mkfifo ("fifo", 0600), 0);
  alarm (20); /* if it waits for a writer */
  for (size_t i = 0; i < 2; ++i) {
    write_file ("disk", images[i].text);
    assert_image ("disk", "vmdk", images[i].size, 0);
  }
  /* qemu takes this for a description, too. */
  write_file ("disk", "# comment\nversion=1\nRW 8 FLAT \"fifo\" 0\n");
  assert_image ("disk", "raw", 512, 0);
  alarm (0);
}

static void
test_sizes_of_formats (void **state)
{
  (void) state;
  static const char *const formats[] = { "qcow2", "qcow", "qed", "vmdk",
                                         "vdi",   "vhdx", "vpc", "parallels" };
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; ++i) {
    const char *options = strcmp (formats[i], "vpc") == 0 ? "-o force_size=on" : "";
    CLEANUP_FREE char *command =
      safe_asprintf (g, "qemu-img create -q -f %s %s %s 16M", formats[i], options, formats[i]);
    assert_int_equal (system (command), 0);
    assert_image (formats[i], formats[i], 16 << 20, 0);
  }
  write_file ("luks", "LUKS\xba\xbe");
  CLEANUP_FREE char *format = guestfs_disk_format (g, "luks");
  assert_string_equal (format, "luks");
}

/* A program in place of qemu-img, whose output is not what it should be. */
static void
use_false_qemu_img (const char *output)
{
  assert_true (mkdir ("bin", 0755) == 0 || errno == EEXIST);
  CLEANUP_FREE char *script = safe_asprintf (g, "#!/bin/sh\nprintf '%%s' '%s'\n", output);
  write_file ("bin/qemu-img", script);
  assert_int_equal (chmod ("bin/qemu-img", 0755), 0);
}

static void
test_output_of_qemu_img_is_not_trusted (void **state)
{
  (void) state;
  assert_int_equal (system ("qemu-img create -q -f vdi disk.vdi 1M"), 0);
  CLEANUP_FREE char *path = strdup (getenv ("PATH"));
  CLEANUP_FREE char *ours = safe_asprintf (g, "%s/bin:%s", test_directory, path);
  setenv ("PATH", ours, 1);
  static const char *const bad[][2] = {
    { "", "not JSON" },
    { "[]", "names no format" },
    { "{\"format\": 1, \"virtual-size\": 1}", "names no format" },
    { "{\"format\": \"a b\", \"virtual-size\": 1}", "names no format" },
    { "{\"format\": \"raw\", \"virtual-size\": -1}", "has no size" },
    { "{\"format\": \"raw\", \"virtual-size\": 1e99}", "has no size" },
    { "{\"format\": \"raw\"}", "has no size" },
  };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    use_false_qemu_img (bad[i][0]);
    assert_fails (guestfs_disk_virtual_size (g, "disk.vdi"), EPROTO, bad[i][1]);
  }
  CLEANUP_FREE char *nothing = safe_asprintf (g, "%s/tmp", test_directory);
  setenv ("PATH", nothing, 1);
  assert_fails (guestfs_disk_virtual_size (g, "disk.vdi"), ENOENT, "cannot run qemu-img");
  setenv ("PATH", path, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_raw),
    lib_test (test_raw_errors),
    lib_test (test_disk_that_does_not_fit_leaves_nothing),
    lib_test (test_qcow2),
    lib_test (test_qcow2_errors),
    lib_test (test_backing_files),
    lib_test (test_questions_about_bad_images),
    lib_test (test_files_that_an_image_names_are_not_opened),
    lib_test (test_sizes_of_formats),
    lib_test (test_output_of_qemu_img_is_not_trusted),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
