/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Overlays of read-only drives, as qemu-img sees them. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "images/overlay.h"
#include "lib-test.h"

static int
make (uint64_t size)
{
  CLEANUP_CLOSE int fd = open ("overlay", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  assert_int_not_equal (fd, -1);
  return overlay_write (fd, size);
}

/* Sizes around those where something is added to the image. */
static void
sizes (void **state)
{
  static const uint64_t all[] = { 0,
                                  512,
                                  513,
                                  (512ULL << 20) - 512,
                                  512ULL << 20,
                                  (512ULL << 20) + 512,
                                  4ULL << 40,
                                  (4ULL << 40) + 512,
                                  63ULL << 40 };

  (void) state;
  for (size_t i = 0; i < sizeof all / sizeof all[0]; ++i) {
    assert_int_equal (make (all[i]), 0);
    CLEANUP_FREE char *format = guestfs_disk_format (g, "overlay");
    assert_string_equal (format, "qcow2");
    assert_int_equal (guestfs_disk_virtual_size (g, "overlay"), (all[i] + 511) / 512 * 512);
    assert_int_equal (guestfs_disk_has_backing_file (g, "overlay"), 0);
    assert_int_equal (system ("qemu-img check -q overlay"), 0);
  }
}

static void
can_be_written (void **state)
{
  (void) state;
  assert_int_equal (make (10ULL << 30), 0);
  assert_int_equal (
    system ("qemu-io -c 'write -q -P 7 9G 64k' -c 'read -q -P 7 9G 64k' -c 'read -q -P 0 0 64k' "
            "overlay"),
    0);
  assert_int_equal (system ("qemu-img check -q overlay"), 0);
}

static void
too_large (void **state)
{
  (void) state;
  assert_int_equal (make (UINT64_C (1) << 62), -1);
  assert_int_equal (errno, EFBIG);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (sizes),
    lib_test (can_be_written),
    lib_test (too_large),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
