/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which files are opened because an image names them. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/memory.h"
#include "images/image-chain.h"
#include "lib-test.h"

/* The image NAME over BACKING, which need not be there. */
static void
make_over (const char *name, const char *backing, const char *format)
{
  char command[512];

  assert_int_equal (guestfs_disk_create (g, name, "qcow2", 1048576, -1), 0);
  snprintf (command, sizeof command, "qemu-img rebase -u -f qcow2 -b '%s' -F %s '%s' >log 2>&1",
            backing, format, name);
  if (system (command) != 0)
    fail_msg ("%s: failed", command);
}

/* Takes the format of the backing file out of the header, which qemu-img does
 * not do: the type of the extension becomes one that nobody knows. */
static void
forget_format (const char *name)
{
  FILE *file = fopen (name, "r+be");
  unsigned char head[512];

  assert_non_null (file);
  assert_int_equal (fread (head, sizeof head, 1, file), 1);
  const unsigned char *type = memmem (head, sizeof head, "\xe2\x79\x2a\xca", 4);
  assert_non_null (type);
  assert_int_equal (fseek (file, type - head, SEEK_SET), 0);
  assert_int_equal (fwrite ("\x12\x34\x56\x78", 4, 1, file), 1);
  assert_int_equal (fclose (file), 0);
}

static void
make_raw (const char *name)
{
  assert_int_equal (guestfs_disk_create (g, name, "raw", 1048576, -1), 0);
}

/* Opens NAME: the number of its files, or -1 with the error set. */
static int
try_open (const char *name, const char *format, bool readonly)
{
  CLEANUP_IMAGE_CHAIN struct image_chain chain = IMAGE_CHAIN_NONE;
  CLEANUP_FREE char *path = absolute_path (g, name);

  return image_chain_open (g, path, format, readonly, &chain) == -1 ? -1 : (int) chain.nr_layers;
}

static void
assert_opens (const char *name, const char *format, int layers)
{
  const int opened = try_open (name, format, false);

  if (opened != layers)
    fail_msg ("%s: %d files, expected %d: %s", name, opened, layers,
              opened == -1 ? guestfs_last_error (g) : "");
}

static void
assert_refused (const char *name, const char *format, int err, const char *part)
{
  assert_fails (try_open (name, format, false), err, part);
}

static void
make_directories (void)
{
  assert_int_equal (mkdir ("images", 0700), 0);
  assert_int_equal (mkdir ("images/below", 0700), 0);
  assert_int_equal (mkdir ("images/.hidden", 0700), 0);
  assert_int_equal (mkdir ("images-2", 0700), 0);
  make_raw ("images/beside");
  make_raw ("images/below/base");
  make_raw ("images/.hidden/key");
  make_raw ("images-2/base");
  make_raw ("secret");
}

/* ---- not stated ---- */

static void
test_beside (void **state)
{
  (void) state;
  make_directories ();
  make_over ("images/a", "beside", "raw");
  assert_opens ("images/a", NULL, 2);
  make_over ("images/b", "below/base", "raw");
  assert_opens ("images/b", NULL, 2);
  make_over ("images/c", "a", "qcow2");
  assert_opens ("images/c", NULL, 3);
  CLEANUP_FREE char *absolute = safe_asprintf (g, "%s/images/beside", test_directory);
  make_over ("images/d", absolute, "raw");
  assert_opens ("images/d", NULL, 2);
}

static void
test_elsewhere (void **state)
{
  (void) state;
  static const char *const names[] = { "../secret", "/etc/passwd", "below/../../secret",
                                       "../images-2/base", ".hidden/key" };

  make_directories ();
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    make_over ("images/a", names[i], "raw");
    assert_refused ("images/a", NULL, EPERM, "state format=raw");
    assert_refused ("images/a", NULL, EPERM, "format=qcow2");
    assert_refused ("images/a", NULL, EPERM, names[i]);
    assert_opens ("images/a", "raw", 1);
    assert_opens ("images/a", "qcow2", 2);
  }
}

/* What counts is where the files are, not how they are called. */
static void
test_links (void **state)
{
  (void) state;
  make_directories ();
  assert_int_equal (symlink ("../secret", "images/link"), 0);
  make_over ("images/a", "link", "raw");
  assert_refused ("images/a", NULL, EPERM, "neither in the image's folder");
  assert_opens ("images/a", "qcow2", 2);

  assert_int_equal (symlink ("images", "other"), 0);
  make_over ("images/b", "beside", "raw");
  assert_opens ("other/b", NULL, 2);
}

static void
test_distrust_goes_down (void **state)
{
  (void) state;
  make_directories ();
  make_over ("images/mid", "../secret", "raw");
  make_over ("images/top", "mid", "qcow2");
  assert_refused ("images/top", NULL, EPERM, "images/mid: it looks like a qcow2 image");
  assert_refused ("images/top", NULL, EPERM, "backing=any");
  assert_opens ("images/top", "qcow2", 3);

  /* A header that does not say what is below it. */
  make_over ("images/vague", "mid", "qcow2");
  forget_format ("images/vague");
  assert_refused ("images/vague", "qcow2", EPERM, "images/mid");
  make_over ("images/vague", "beside", "raw");
  forget_format ("images/vague");
  assert_opens ("images/vague", "qcow2", 2);
}

static void
test_what_is_no_plain_name (void **state)
{
  (void) state;
  static const char json[] =
    "json:{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"secret\"}}";

  make_directories ();
  make_over ("a", "nbd:localhost:10809", "raw");
  assert_refused ("a", NULL, EPERM, "it is not a plain name");
  assert_refused ("a", "qcow2", ENOTSUP, "not the name of a local file");
  make_over ("a", json, "raw");
  assert_refused ("a", NULL, EPERM, "it is not a plain name");
  assert_opens ("a", "qcow2", 2);
  make_over ("a", "file:secret", "raw");
  assert_refused ("a", NULL, EPERM, "it is not a plain name");
  assert_opens ("a", "qcow2", 2);
  make_over ("a", "json:{\"driver\":\"nbd\",\"host\":\"h\"}", "raw");
  assert_refused ("a", "qcow2", ENOTSUP, "not the name of a local file");
}

/* What is written could be the disk of another guest. */
static void
test_data_file (void **state)
{
  (void) state;
  assert_int_equal (system ("qemu-img create -q -f qcow2 -o data_file=data a 1M >log 2>&1"), 0);
  assert_refused ("a", NULL, EPERM, "whose data file is data");
  assert_int_equal (try_open ("a", NULL, true), 2);
  assert_opens ("a", "qcow2", 2);
}

/* ---- any format ---- */

static void
test_backend_setting (void **state)
{
  (void) state;
  make_directories ();
  make_over ("images/a", "../secret", "raw");
  assert_int_equal (guestfs_set_backend_setting (g, "backing", "any"), 0);
  assert_opens ("images/a", NULL, 2);
  assert_int_equal (guestfs_set_backend_setting (g, "backing", "none"), 0);
  assert_refused ("images/a", "qcow2", EPERM, "backing=none");
  assert_opens ("images/a", "raw", 1);
  assert_int_equal (guestfs_set_backend_setting (g, "backing", "all"), 0);
  assert_refused ("images/a", "qcow2", EINVAL, "backing=all");
}

static void
test_loops (void **state)
{
  (void) state;
  make_over ("a", "b", "qcow2");
  make_over ("b", "c", "qcow2");
  make_over ("c", "a", "qcow2");
  assert_refused ("a", "qcow2", ELOOP, "its own backing file");
  assert_int_equal (link ("a", "d"), 0);
  make_over ("c", "d", "qcow2");
  assert_refused ("a", NULL, ELOOP, "its own backing file");
}

static void
test_what_is_below_is_only_read (void **state)
{
  (void) state;
  make_raw ("base");
  assert_int_equal (chmod ("base", 0400), 0);
  make_over ("a", "base", "raw");
  assert_opens ("a", NULL, 2);
}

static void
test_what_cannot_be_opened (void **state)
{
  (void) state;
  make_over ("a", "missing", "raw");
  assert_refused ("a", "qcow2", ENOENT, "missing: No such file or directory");
  assert_refused ("a", NULL, ENOENT, "missing: No such file or directory");
  assert_int_equal (mkfifo ("pipe", 0600), 0);
  make_over ("a", "pipe", "raw");
  assert_refused ("a", NULL, EINVAL, "neither a file nor a device");
  make_over ("a", "tmp", "raw");
  assert_refused ("a", NULL, EISDIR, "neither a file nor a device");
}

/* A format of which the library knows nothing gets no other file. */
static void
test_other_formats (void **state)
{
  (void) state;
  make_over ("a", "/etc/passwd", "raw");
  assert_opens ("a", "luks", 1);
  make_over ("a", "/etc/passwd", "luks");
  assert_refused ("a", "qcow2", ENOTSUP, "format luks");
  make_over ("a", "/etc/passwd", "host_device");
  assert_opens ("a", "qcow2", 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_beside),
    lib_test (test_elsewhere),
    lib_test (test_links),
    lib_test (test_distrust_goes_down),
    lib_test (test_what_is_no_plain_name),
    lib_test (test_data_file),
    lib_test (test_backend_setting),
    lib_test (test_loops),
    lib_test (test_what_is_below_is_only_read),
    lib_test (test_what_cannot_be_opened),
    lib_test (test_other_formats),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
