/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of image headers is given good ones, cut ones and hostile ones,
 * and is compared with qemu-img for the formats that it makes. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "images/image-format.h"
#include "images/image-reference.h"
#include "lib-test.h"

#define IMAGE_SIZE 4096

/* An image in memory; reading beyond SIZE is the end of the file. */
struct image {
  unsigned char bytes[IMAGE_SIZE];
  size_t size;
};

static int
examine (struct image *image, struct image_header *header, char **problem)
{
  return image_header_parse (image->bytes, image->size, NULL, header, problem);
}

static void
put (struct image *image, size_t offset, const void *bytes, size_t size)
{
  assert_true (offset + size <= IMAGE_SIZE);
  memcpy (image->bytes + offset, bytes, size);
}

static void
put_number (struct image *image, size_t offset, size_t size, uint64_t value, bool is_big)
{
  for (size_t i = 0; i < size; ++i)
    image->bytes[offset + i] = (unsigned char) (value >> 8 * (is_big ? size - 1 - i : i));
}
#define PUT_BE(offset, size, value) put_number (image, offset, size, value, true)
#define PUT_LE(offset, size, value) put_number (image, offset, size, value, false)

/* ---- good images, one of each kind ---- */

static void
make_qcow2 (struct image *image, uint32_t version)
{
  put (image, 0, "QFI\xfb", 4);
  PUT_BE (4, 4, version);
  PUT_BE (8, 8, 1024);
  PUT_BE (16, 4, 8);
  PUT_BE (20, 4, 16);
  PUT_BE (24, 8, 1 << 20);
  put (image, 1024, "base.img", 8);
  const size_t extensions = version == 3 ? 104 : 72;
  if (version == 3) {
    PUT_BE (72, 8, 4);
    PUT_BE (100, 4, 104);
  }
  PUT_BE (extensions, 4, 0xe2792aca);
  PUT_BE (extensions + 4, 4, 3);
  put (image, extensions + 8, "raw", 3);
  PUT_BE (extensions + 16, 4, 0x44415441);
  PUT_BE (extensions + 20, 4, 8);
  put (image, extensions + 24, "data.raw", 8);
}

static void
make_qcow2_v2 (struct image *image)
{
  make_qcow2 (image, 2);
}

static void
make_qcow2_v3 (struct image *image)
{
  make_qcow2 (image, 3);
}

static void
make_qcow (struct image *image)
{
  put (image, 0, "QFI\xfb", 4);
  PUT_BE (4, 4, 1);
  PUT_BE (8, 8, 1024);
  PUT_BE (16, 4, 8);
  PUT_BE (24, 8, 1 << 20);
  put (image, 1024, "base.img", 8);
}

static void
make_qed (struct image *image)
{
  put (image, 0, "QED\0", 4);
  PUT_LE (16, 8, 5);
  PUT_LE (48, 8, 1 << 20);
  PUT_LE (56, 4, 1024);
  PUT_LE (60, 4, 8);
  put (image, 1024, "base.img", 8);
}

static void
make_vmdk (struct image *image)
{
  static const char text[] = "# Disk DescriptorFile\nparentFileNameHint=\"base.img\"\n";

  put (image, 0, "KDMV", 4);
  PUT_LE (12, 8, 2048);
  PUT_LE (28, 8, 1);
  PUT_LE (36, 8, 1);
  put (image, 512, text, strlen (text));
}

static void
make_vmdk_of_esx (struct image *image)
{
  static const char text[] = "parentFileNameHint=\"base.img\"\n";

  put (image, 0, "COWD", 4);
  put (image, 512, text, strlen (text));
}

static void
make_vmdk_text (struct image *image)
{
  static const char text[] = "# Disk DescriptorFile\r\nversion=1\r\nRW 1024 FLAT \"a b.vmdk\" 0\r\n"
                             "RW 1024 ZERO\r\nparentFileNameHint=\"base.img\"\r\n";

  put (image, 0, text, strlen (text));
}

static void
make_vdi (struct image *image)
{
  PUT_LE (64, 4, 0xbeda107f);
  PUT_LE (76, 4, 4);
  PUT_LE (368, 8, 1 << 20);
}

static void
make_vpc (struct image *image)
{
  put (image, 0, "conectix", 8);
  PUT_BE (60, 4, 3);
}

static void
make_vhdx (struct image *image)
{
  put (image, 0, "vhdxfile", 8);
}

static void
make_parallels (struct image *image)
{
  put (image, 0, "WithouFreSpacExt", 16);
  PUT_LE (36, 8, 2048);
}

static const struct sample {
  const char *format;
  size_t header_size; /* with less it is not taken for one */
  void (*make) (struct image *image);
  const char *links; /* kind, name and stated format of each */
} samples[] = {
  { "qcow2", 8, make_qcow2_v2, "0 base.img raw;" },
  { "qcow2", 8, make_qcow2_v3, "0 base.img raw;1 data.raw -;" },
  { "qcow", 8, make_qcow, "0 base.img -;" },
  { "qed", 4, make_qed, "0 base.img raw;" },
  { "vmdk", 4, make_vmdk, "0 base.img -;" },
  { "vmdk", 21, make_vmdk_text, "2 a b.vmdk raw;0 base.img -;" },
  { "vmdk", 4, make_vmdk_of_esx, "0 base.img -;" },
  { "vdi", 68, make_vdi, "" },
  { "vpc", 8, make_vpc, "" },
  { "vhdx", 8, make_vhdx, "" },
  { "parallels", 16, make_parallels, "" },
};
#define NR_SAMPLES (sizeof samples / sizeof samples[0])

static struct image
sample_image (const struct sample *sample)
{
  struct image image = { .size = IMAGE_SIZE };

  sample->make (&image);
  return image;
}

static void
assert_links (const struct image_header *header, const char *expected)
{
  char text[IMAGE_SIZE] = "";

  for (size_t i = 0; i < header->nr_references; ++i) {
    const struct image_reference *link = &header->references[i];
    const size_t used = strlen (text);
    snprintf (text + used, sizeof text - used, "%d %s %s;", (int) link->link, link->name,
              link->format ?: "-");
  }
  assert_string_equal (text, expected);
}

static void
good_headers (void **state)
{
  (void) state;
  for (size_t i = 0; i < NR_SAMPLES; ++i) {
    struct image image = sample_image (&samples[i]);
    struct image_header header = IMAGE_HEADER_NONE;
    CLEANUP_FREE char *problem = NULL;

    assert_int_equal (examine (&image, &header, &problem), 0);
    assert_null (problem);
    assert_string_equal (image_kind_name (header.kind), samples[i].format);
    assert_links (&header, samples[i].links);
    image_header_free (&header);
  }
}

/* Cut anywhere, an image is raw, or malformed, or still itself: never
 * another format, and never a name that is not whole. */
static void
cut_at_every_length (void **state)
{
  (void) state;
  for (size_t i = 0; i < NR_SAMPLES; ++i) {
    struct image image = sample_image (&samples[i]);
    for (size_t size = 0; size < IMAGE_SIZE; ++size) {
      struct image_header header = IMAGE_HEADER_NONE;
      CLEANUP_FREE char *problem = NULL;

      image.size = size;
      if (examine (&image, &header, &problem) == -1) {
        assert_int_equal (errno, EINVAL);
        assert_non_null (problem);
        continue;
      }
      if (size < samples[i].header_size)
        assert_int_equal (header.kind, IMAGE_RAW);
      if (header.kind != IMAGE_RAW)
        assert_string_equal (image_kind_name (header.kind), samples[i].format);
      for (size_t n = 0; n < header.nr_references; ++n)
        assert_non_null (strstr (samples[i].links, header.references[n].name));
      image_header_free (&header);
    }
  }
}

/* Each byte of the first sectors with extreme values: sanitizers and valgrind
 * see what an assertion would not. */
static void
any_byte_may_be_hostile (void **state)
{
  static const unsigned char values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };

  (void) state;
  for (size_t i = 0; i < NR_SAMPLES; ++i)
    for (size_t at = 0; at < 1100; ++at)
      for (size_t v = 0; v < sizeof values; ++v) {
        struct image image = sample_image (&samples[i]);
        struct image_header header = IMAGE_HEADER_NONE;
        CLEANUP_FREE char *problem = NULL;

        image.bytes[at] = values[v];
        if (examine (&image, &header, &problem) == -1) {
          assert_int_equal (errno, EINVAL);
          continue;
        }
        for (size_t n = 0; n < header.nr_references; ++n)
          assert_in_range (strlen (header.references[n].name), 1, 1023);
        image_header_free (&header);
      }
}

static void
hostile_fields (void **state)
{
  static const struct {
    void (*make) (struct image *image);
    size_t offset, size;
    uint64_t value;
    bool is_big;
    const char *problem;
  } bad[] = {
    { make_qcow2_v3, 8, 8, UINT64_MAX, true, "beyond its header" },
    { make_qcow2_v3, 16, 4, 0, true, "has 0 bytes" },
    { make_qcow2_v3, 16, 4, 1024, true, "has 1024 bytes" },
    { make_qcow2_v3, 16, 4, UINT32_MAX, true, "bytes" },
    { make_qcow2_v3, 100, 4, 72, true, "its header has 72 bytes" },
    { make_qcow2_v3, 100, 4, UINT32_MAX, true, "its header has" },
    { make_qcow2_v3, 108, 4, UINT32_MAX, true, "beyond the header's end" },
    { make_qcow2_v3, 108, 4, 65, true, "no name" },
    { make_qcow2_v3, 120, 4, 0, true, "does not name" },
    { make_qcow2_v3, 1024, 1, 0, true, "NUL" },
    { make_qcow2_v3, 112, 1, 0, true, "no name" },
    { make_qcow, 8, 8, UINT64_MAX, true, "beyond its header" },
    { make_qcow, 8, 8, 1 << 20, true, "beyond its header" },
    { make_qed, 60, 4, UINT32_MAX, false, "bytes" },
    { make_qed, 56, 4, 0, false, "without a name" },
    { make_vmdk, 28, 8, UINT64_MAX, false, "not where it could be read" },
    { make_vmdk, 36, 8, UINT64_MAX, false, "not where it could be read" },
    { make_vpc, 60, 4, 4, true, "differencing" },
  };

  (void) state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    struct image image = { .size = IMAGE_SIZE };
    struct image_header header = IMAGE_HEADER_NONE;
    CLEANUP_FREE char *problem = NULL;

    bad[i].make (&image);
    put_number (&image, bad[i].offset, bad[i].size, bad[i].value, bad[i].is_big);
    assert_int_equal (examine (&image, &header, &problem), -1);
    assert_int_equal (errno, EINVAL);
    assert_non_null (problem);
    if (strstr (problem, bad[i].problem) == NULL)
      fail_msg ("case %zu: expected \"%s\", got \"%s\"", i, bad[i].problem, problem);
  }
}

static void
unknown_bytes_are_raw (void **state)
{
  struct image image = { .size = IMAGE_SIZE };
  struct image_header header = IMAGE_HEADER_NONE;
  CLEANUP_FREE char *problem = NULL;

  (void) state;
  memset (image.bytes, 'x', IMAGE_SIZE);
  assert_int_equal (examine (&image, &header, &problem), 0);
  assert_int_equal (header.kind, IMAGE_RAW);
  assert_int_equal (header.nr_references, 0);
}

/* What the hypervisor would take for an extent is one here, and a description
 * in which none is found is not left to it. */
static void
extents_of_a_description (void **state)
{
#define MAGIC "# Disk DescriptorFile\n"
  static const struct {
    const char *text, *problem; /* NULL: one extent named x */
  } cases[] = {
    { MAGIC "RW 1 FLAT \"x\" 0\n", NULL },
    { MAGIC "RW\t1\tFLAT\t\"x\"\t0\n", NULL },
    { MAGIC "RW\t 1 FLAT \"x\"\n", NULL },
    { MAGIC " \tRDONLY\t1 FLAT \"x\"\n", NULL },
    { MAGIC "NOACCESS\t1 FLAT \"x\"\n", NULL },
    { MAGIC "RW 1 FLAT\n", "no name" },
    { MAGIC "RW\v1 FLAT \"x\" 0\n", "names no extent" },
    { MAGIC "RW\n1\nFLAT\n\"x\"\n0\n", "names no extent" },
    { MAGIC "rw 1 FLAT \"x\" 0\n", "names no extent" },
    { MAGIC "RW 1 ZERO\n", "names no extent" },
    { MAGIC, "names no extent" },
  };
#undef MAGIC

  (void) state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    CLEANUP_IMAGE_HEADER struct image_header header = IMAGE_HEADER_NONE;
    CLEANUP_FREE char *problem = NULL;
    const int r =
      image_header_parse (cases[i].text, strlen (cases[i].text), NULL, &header, &problem);

    assert_int_equal (r, cases[i].problem == NULL ? 0 : -1);
    if (r == -1)
      assert_non_null (strstr (problem, cases[i].problem));
    else
      assert_string_equal (header.references[0].name, "x");
  }
}

static void
extents_are_counted (void **state)
{
  static const char line[] = "RW 1 FLAT \"x\"\n";
  static char text[32768] = "# Disk DescriptorFile\n";
  struct image_header header;
  CLEANUP_FREE char *problem = NULL;
  char *end = text + strlen (text);

  (void) state;
  for (size_t i = 0; i < 1025; ++i)
    end = stpcpy (end, line);
  assert_int_equal (image_header_parse (text, end - text, NULL, &header, &problem), -1);
  assert_non_null (strstr (problem, "more than 1024 files"));
}

static void
expected_format (void **state)
{
  struct image image = { .size = IMAGE_SIZE };
  struct image_header header;
  CLEANUP_FREE char *problem = NULL;
  enum image_kind kind = IMAGE_VMDK;

  (void) state;
  make_qcow2_v3 (&image);
  assert_int_equal (image_header_parse (image.bytes, image.size, &kind, &header, &problem), -1);
  assert_string_equal (problem, "it is no vmdk image");
  /* What is said to be raw is not looked into. */
  kind = IMAGE_RAW;
  free (problem);
  assert_int_equal (image_header_parse (image.bytes, image.size, &kind, &header, &problem), 0);
  assert_int_equal (header.kind, IMAGE_RAW);
  assert_int_equal (header.nr_references, 0);
}

static void
reading_fails (void **state)
{
  struct image_header header;
  CLEANUP_FREE char *problem = NULL;

  (void) state;
  assert_int_equal (image_header_read (-1, NULL, &header, &problem), -1);
  assert_int_equal (errno, EBADF);
}

/* ---- the same as qemu-img says ---- */

static void
same_as_qemu_img (void **state)
{
  static const struct {
    const char *options, *format;
  } made[] = {
    { "-f raw", "raw" },
    { "-f qcow2", "qcow2" },
    { "-f qcow2 -o compat=0.10", "qcow2" },
    { "-f qcow2 -o data_file=data.raw", "qcow2" },
    { "-f qcow2 -b base.img -F raw", "qcow2" },
    { "-f qcow", "qcow" },
    { "-f qcow -b base.img -F raw", "qcow" },
    { "-f qed", "qed" },
    { "-f qed -b base.img -F raw", "qed" },
    { "-f vmdk", "vmdk" },
    { "-f vmdk -o subformat=streamOptimized", "vmdk" },
    { "-f vmdk -o subformat=monolithicFlat", "vmdk" },
    { "-f vmdk -o subformat=twoGbMaxExtentSparse", "vmdk" },
    { "-f vdi", "vdi" },
    { "-f vpc", "vpc" },
    { "-f vhdx", "vhdx" },
    { "-f parallels", "parallels" },
  };

  (void) state;
  assert_int_equal (system ("qemu-img create -q -f raw base.img 8M"), 0);
  for (size_t i = 0; i < sizeof made / sizeof made[0]; ++i) {
    CLEANUP_FREE char *command =
      safe_asprintf (g, "qemu-img create -q %s image 8M", made[i].options);
    struct image_header header = IMAGE_HEADER_NONE;
    CLEANUP_FREE char *problem = NULL;

    unlink ("image");
    assert_int_equal (system (command), 0);
    CLEANUP_CLOSE int fd = open ("image", O_RDONLY | O_CLOEXEC);
    assert_int_equal (image_header_read (fd, NULL, &header, &problem), 0);
    assert_string_equal (image_kind_name (header.kind), made[i].format);
    CLEANUP_FREE char *detected = guestfs_disk_format (g, "image");
    assert_string_equal (image_kind_name (header.kind), detected);
    assert_int_equal (header.nr_references > 0 && header.references[0].link == LINK_BACKING,
                      strstr (made[i].options, "-b ") != NULL);
    image_header_free (&header);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (good_headers),
    cmocka_unit_test (cut_at_every_length),
    cmocka_unit_test (any_byte_may_be_hostile),
    cmocka_unit_test (hostile_fields),
    cmocka_unit_test (unknown_bytes_are_raw),
    cmocka_unit_test (extents_of_a_description),
    cmocka_unit_test (extents_are_counted),
    cmocka_unit_test (expected_format),
    cmocka_unit_test (reading_fails),
    lib_test (same_as_qemu_img),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
