/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of devices, with a /sys of the test's own in which the kernel found
 * the drives in another order than they were added. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "cleanup.h"
#include "command/pairs-result.h"
#include "daemon-test.h"
#include "devices/device-names.h"
#include "storage/device-find.h"
#include "storage/mountable.h"
#include "string-list.h"
#include "stubs/stub-support.h"

static char *sys;

static void
make_directory (const char *name)
{
  CLEANUP_FREE char *path = NULL;

  assert_int_not_equal (asprintf (&path, "%s/%s", sys, name), -1);
  if (mkdir (path, 0755) == -1)
    assert_int_equal (errno, EEXIST);
}

static void
make_block_device (const char *name)
{
  CLEANUP_FREE char *path = NULL, *link = NULL, *target = NULL;

  assert_int_not_equal (asprintf (&path, "block/%s", name), -1);
  make_directory (path);
  assert_int_not_equal (asprintf (&link, "%s/class/block/%s", sys, name), -1);
  assert_int_not_equal (asprintf (&target, "../../block/%s", name), -1);
  assert_int_equal (symlink (target, link), 0);
}

/* A disk at an address "H:C:T:L", with the serial number's page if LABEL. */
static void
make_disk (const char *name, const char *address, const char *label)
{
  CLEANUP_FREE char *link = NULL, *target = NULL, *device = NULL;

  make_block_device (name);
  assert_int_not_equal (asprintf (&device, "devices/%s", address), -1);
  make_directory (device);
  if (label != NULL) {
    CLEANUP_FREE char *path = NULL;
    assert_int_not_equal (asprintf (&path, "%s/%s/vpd_pg80", sys, device), -1);
    FILE *file = fopen (path, "we");
    assert_non_null (file);
    assert_int_not_equal (fprintf (file, "%c%c%c%c%s", 0, 0x80, 0, (int) strlen (label), label),
                          -1);
    assert_int_equal (fclose (file), 0);
  }
  assert_int_not_equal (asprintf (&link, "%s/block/%s/device", sys, name), -1);
  assert_int_not_equal (asprintf (&target, "../../devices/%s", address), -1);
  assert_int_equal (symlink (target, link), 0);
}

static void
make_controller (const char *name, const char *driver)
{
  CLEANUP_FREE char *path = NULL;

  assert_int_not_equal (asprintf (&path, "class/scsi_host/%s", name), -1);
  make_directory (path);
  free (path);
  assert_int_not_equal (asprintf (&path, "class/scsi_host/%s/proc_name", name), -1);
  write_test_file (sys, path, driver);
}

static void
make_mapped_device (const char *name, const char *dm_name, const char *uuid)
{
  CLEANUP_FREE char *directory = NULL;

  make_block_device (name);
  assert_int_not_equal (asprintf (&directory, "block/%s/dm", name), -1);
  make_directory (directory);
  free (directory);
  assert_int_not_equal (asprintf (&directory, "%s/block/%s/dm", sys, name), -1);
  write_test_file (directory, "name", dm_name);
  write_test_file (directory, "uuid", uuid);
}

#define LVM_UUID                     \
  "LVM-"                             \
  "0123456789abcdefghijABCDEFGHIJ01" \
  "0123456789abcdefghijABCDEFGHIJ01"

static int
make_sys (void **state)
{
  (void) state;
  sys = make_test_directory ();
  make_directory ("class");
  make_directory ("class/block");
  make_directory ("class/scsi_host");
  make_directory ("block");
  make_directory ("devices");
  make_controller ("host2", "virtio_scsi\n");
  make_controller ("host3", "ahci\n");

  make_disk ("sda", "2:0:1:0", NULL); /* the API's /dev/sdb */
  make_disk ("sdb", "2:0:0:0", "boot");
  make_disk ("sdc", "2:0:26:0", "bootstrap"); /* the API's /dev/sdaa */
  make_disk ("sdd", "3:0:2:0", "foreign");    /* a disk of the user's own, no drive */
  make_disk ("sde", "2:0:3:1", NULL);         /* neither is this */
  make_block_device ("sda1");
  make_block_device ("sda12");
  make_block_device ("sdb3");
  make_mapped_device ("dm-0", "my--group-my--volume\n", LVM_UUID "\n");
  make_mapped_device ("dm-1", "opened\n", "CRYPT-LUKS2-0123456789abcdef-opened\n");
  make_mapped_device ("dm-2", "VG-pool_tdata\n", LVM_UUID "-tdata\n");
  make_mapped_device ("dm-3", "VG-LV-odd\n", LVM_UUID "\n");
  make_block_device ("vda");
  device_names_use_sys (sys);
  return 0;
}

static int
remove_sys (void **state)
{
  (void) state;
  remove_test_directory (sys);
  free (sys);
  return 0;
}

static void
assert_kernel_name (const char *api_name, const char *expected)
{
  CLEANUP_FREE char *name = device_to_kernel (api_name);

  if (name == NULL)
    fail_msg ("%s is not found", api_name);
  assert_string_equal (name, expected);
}

static void
assert_no_device (const char *api_name, int err, const char *message)
{
  assert_null (device_to_kernel (api_name));
  assert_error (err, message);
}

static void
assert_api_name (const char *kernel_name, const char *expected)
{
  CLEANUP_FREE char *name = device_to_api (kernel_name);

  assert_non_null (name);
  assert_string_equal (name, expected);
}

static void
drives_are_found_by_target (void **state)
{
  (void) state;
  assert_kernel_name ("/dev/sda", "/dev/sdb");
  assert_kernel_name ("/dev/sda3", "/dev/sdb3");
  assert_kernel_name ("/dev/sdb", "/dev/sda");
  assert_kernel_name ("/dev/sdb1", "/dev/sda1");
  assert_kernel_name ("/dev/sdb12", "/dev/sda12");
  assert_kernel_name ("/dev/sdaa", "/dev/sdc");
}

static void
drives_have_other_names (void **state)
{
  (void) state;
  assert_kernel_name ("/dev/vda", "/dev/sdb"); /* not the root image */
  assert_kernel_name ("/dev/hdb1", "/dev/sda1");
  assert_kernel_name ("/dev/xvdb", "/dev/sda");
  assert_kernel_name ("/dev/ubda", "/dev/sdb");
}

static void
missing_devices_are_errors (void **state)
{
  (void) state;
  assert_no_device ("/dev/sdc", ENOENT, "/dev/sdc: No such file or directory");
  assert_no_device ("/dev/sdd", ENOENT, "/dev/sdd: No such file or directory");
  assert_no_device ("/dev/sda1", ENOENT, "/dev/sda1: No such file or directory");
  assert_no_device ("/dev/sdaaaa", ENOENT, "No such file or directory");
  assert_no_device ("/dev/sda1x", ENOENT, "No such file or directory");
  assert_no_device ("/dev/nosuchVG/LV", ENOENT, "No such file or directory");
  assert_no_device ("/dev/null", EINVAL, "/dev/null: expecting a device name");
  assert_no_device ("/etc/passwd", EINVAL, "/etc/passwd: expecting a device name");
  assert_no_device ("sda", EINVAL, "sda: expecting a device name");
  assert_no_device ("/dev/", EINVAL, "expecting a device name");
  assert_no_device ("", EINVAL, "expecting a device name");
}

/* Ways to write a name that would miss the translation. */
static void
disguised_names_are_refused (void **state)
{
  (void) state;
  assert_no_device ("/dev//sda", ENOENT, "No such file or directory");
  assert_no_device ("/dev/./sda", ENOENT, "No such file or directory");
  assert_no_device ("/dev/../dev/sda", ENOENT, "No such file or directory");
  assert_no_device ("/dev/pts/../sda", ENOENT, "No such file or directory");
  assert_no_device ("/dev/../etc", ENOENT, "No such file or directory");
}

static void
labels_are_found (void **state)
{
  (void) state;
  assert_kernel_name ("/dev/disk/guestfs/boot", "/dev/sdb");
  assert_kernel_name ("/dev/disk/guestfs/boot3", "/dev/sdb3");
  assert_kernel_name ("/dev/disk/guestfs/bootstrap", "/dev/sdc");
  assert_no_device ("/dev/disk/guestfs/boots", ENOENT, "No such file or directory");
  assert_no_device ("/dev/disk/guestfs/boot4", ENOENT, "No such file or directory");
  assert_no_device ("/dev/disk/guestfs/boot/3", ENOENT, "No such file or directory");
  assert_no_device ("/dev/disk/guestfs/foreign", ENOENT, "No such file or directory");
  assert_no_device ("/dev/disk/guestfs/", ENOENT, "No such file or directory");
}

static void
kernel_names_are_translated_back (void **state)
{
  (void) state;
  assert_api_name ("/dev/sda", "/dev/sdb");
  assert_api_name ("/dev/sdb3", "/dev/sda3");
  assert_api_name ("/dev/sdc", "/dev/sdaa");
  assert_api_name ("/dev/dm-0", "/dev/my-group/my-volume");
  assert_api_name ("/dev/dm-1", "/dev/mapper/opened");
  assert_api_name ("/dev/dm-2", "/dev/mapper/VG-pool_tdata");
  assert_api_name ("/dev/dm-3", "/dev/mapper/VG-LV-odd");
  assert_api_name ("/dev/VG/LV", "/dev/VG/LV");
  assert_api_name ("/dev/md127", "/dev/md127");
  assert_api_name ("tmpfs", "tmpfs");
  assert_api_name ("", "");
}

static void
only_drives_have_an_index (void **state)
{
  (void) state;
  assert_int_equal (device_disk_index ("sda"), 1);
  assert_int_equal (device_disk_index ("sdb"), 0);
  assert_int_equal (device_disk_index ("sdc"), 26);
  assert_int_equal (device_disk_index ("sdd"), -1);
  assert_int_equal (device_disk_index ("sde"), -1);
  assert_int_equal (device_disk_index ("vda"), -1);
  assert_int_equal (device_disk_index ("nosuch"), -1);
}

static void
devices_are_told_from_paths (void **state)
{
  (void) state;
  assert_true (looks_like_device ("/dev/sda"));
  assert_true (looks_like_device ("/dev/sdz99"));
  assert_true (looks_like_device ("/dev/hda"));
  assert_false (looks_like_device ("/dev/hdz"));
  assert_false (looks_like_device ("/dev/null"));
  assert_false (looks_like_device ("/dev"));
  assert_false (looks_like_device ("/etc/fstab"));
  assert_false (looks_like_device (""));
}

static void
checks_of_arguments_say_what_was_given (void **state)
{
  char *list[] = { "/dev/sda", "/dev/sdz" };
  CLEANUP_DEVICE struct device device = { NULL, NULL };
  CLEANUP_FREE_STRINGS char **names = NULL;
  CLEANUP_MOUNTABLE struct mountable mountable = { .type = MOUNTABLE_DEVICE };

  (void) state;
  assert_int_equal (stub_device ("/dev/sdz", &device), -1);
  assert_error (ENOENT, "/dev/sdz: No such file or directory");
  assert_int_equal (stub_device ("/etc", &device), -1);
  assert_error (EINVAL, "/etc: expecting a device name");
  assert_int_equal (stub_device_list (list, 2, &names), -1);
  assert_error (ENOENT, "/dev/sdz: No such file or directory");
  assert_int_equal (stub_check_path ("relative"), -1);
  assert_error (EINVAL, "path must start with a / character");
  assert_int_equal (stub_check_path ("/file"), -1);
  assert_error (EINVAL, "you must call 'mount' first to mount the root filesystem");
  assert_int_equal (stub_mountable ("btrfsvol:/dev/sdz/sub", &mountable), -1);
  assert_error (EINVAL, "btrfsvol:/dev/sdz/sub: expecting a btrfs volume");
  assert_int_equal (stub_mountable ("btrfsvol:", &mountable), -1);
  assert_error (EINVAL, "expecting a btrfs volume");
}

/* What the kernel calls a disk is not what the caller wrote. */
static void
devices_have_both_names (void **state)
{
  CLEANUP_DEVICE struct device device = { NULL, NULL };
  CLEANUP_PLACE struct place place = { .is_device = false };

  (void) state;
  assert_int_equal (stub_device ("/dev/vda", &device), 0);
  assert_string_equal (device.name, "/dev/vda");
  assert_string_not_equal (device.kernel, device.name);
  assert_int_equal (stub_place ("/dev/vda", &place), 0);
  assert_true (place.is_device);
  assert_string_equal (place.name, "/dev/vda");
  assert_string_equal (place.device.kernel, device.kernel);
}

static void
guids_are_checked (void **state)
{
  static const char *const wrong[] = {
    "",
    "01234567-89ab-cdef-0123-456789abcde",
    "01234567-89ab-cdef-0123-456789abcdef0",
    "0123456789abcdef0123456789abcdef0123",
    "01234567-89ab-cdef-0123-456789abcdeg",
    "{1234567-89ab-cdef-0123-456789abcde}",
    "{01234567-89ab-cdef-0123-456789abcdef",
    "01234567-89ab-cdef-0123-456789abcdef}",
    "{{01234567-89ab-cdef-0123-456789abcdef}}",
  };

  (void) state;
  assert_int_equal (stub_guid_check ("guid", "01234567-89AB-cdef-0123-456789abcdef"), 0);
  assert_int_equal (stub_guid_check ("guid", "{01234567-89ab-cdef-0123-456789abcdef}"), 0);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
    assert_int_equal (stub_guid_check ("guid", wrong[i]), -1);
    assert_error (EINVAL, "is not a valid GUID");
  }
}

static void
lists_of_file_names_are_checked (void **state)
{
  char *good[] = { "a", "...", "b c" }, *slash[] = { "a", "b/c" };
  char *empty[] = { "" }, *above[] = { ".." };
  char **view = NULL;

  (void) state;
  assert_int_equal (stub_file_name_list ("names", good, 3, &view), 0);
  assert_int_equal (count_strings (view), 3);
  assert_ptr_equal (view[2], good[2]);
  free (view);
  assert_int_equal (stub_file_name_list ("names", slash, 2, &view), -1);
  assert_error (EINVAL, "'b/c' is not the name of a file");
  assert_int_equal (stub_file_name_list ("names", empty, 1, &view), -1);
  assert_error (EINVAL, "'' is not the name of a file");
  assert_int_equal (stub_file_name_list ("names", above, 1, &view), -1);
  assert_error (EINVAL, "'..' is not the name of a file");
}

static void
tables_have_names_of_users (void **state)
{
  static const char *const nothing[] = { NULL };
  static const struct pairs_form form = { "=", "MD_", true, true, nothing };
  static const char *const expected[] = {
    "device_dev_sdb1_dev", "/dev/sdb1", "device_dev_sda_role", "0", "name", "sda"
  };
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  (void) state;
  command_word (&command, "printf");
  command_word (&command,
                "MD_DEVICE_dev_sda1_DEV=/dev/sda1\\nMD_DEVICE_dev_sdb_ROLE=0\\nMD_NAME=sda\\n");
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE_STRINGS char **table = pairs_table (&command, &form);
  assert_int_equal (count_strings (table), 6);
  for (size_t i = 0; i < 6; ++i)
    assert_string_equal (table[i], expected[i]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (drives_are_found_by_target),
    daemon_test (drives_have_other_names),
    daemon_test (missing_devices_are_errors),
    daemon_test (disguised_names_are_refused),
    daemon_test (labels_are_found),
    daemon_test (kernel_names_are_translated_back),
    daemon_test (only_drives_have_an_index),
    daemon_test (devices_are_told_from_paths),
    daemon_test (checks_of_arguments_say_what_was_given),
    daemon_test (devices_have_both_names),
    daemon_test (guids_are_checked),
    daemon_test (lists_of_file_names_are_checked),
    daemon_test (tables_have_names_of_users),
  };

  return cmocka_run_group_tests (tests, make_sys, remove_sys);
}
