/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The library without memory: decoding replies, reading headers of images,
 * copying structs, starting programs. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "images/image-format.h"
#include "lib-test.h"
#include "machine/frames.h"
#include "base/errors.h"
#include "process/host-program.h"
#include "process/process.h"
#include "talk/answers.h"
#include "torture.h"
#include "unit-messages.h"

/* ---- frames and results ---- */

static void
results_are_decoded (void **unused)
{
  unsigned runs = 0;

  (void) unused;
  for (size_t i = 0; i < message_types_count; ++i)
    runs += torture_decoding (&message_types[i].result);
  assert_true (runs > 0);
}

/* Two frames, of which the larger needs more than the first buffer. */
static int
read_frames (void *data)
{
  const int *fd = data;
  struct frame_reader reader = { .buffer = NULL };
  struct frame frame;
  const char *problem;
  unsigned frames = 0;
  ssize_t n = 1;

  while (frames < 2 && n > 0) {
    const int r = frame_reader_next (&reader, &frame, &problem);

    assert_int_not_equal (r, -1);
    frames += r;
    if (r == 0)
      n = frame_reader_fill (&reader, *fd);
  }
  const int err = n == -1 ? errno : 0;
  frame_reader_free (&reader);
  return err;
}

static int
receive_frames (void *data)
{
  static unsigned char frame[FRAME_HEADER_SIZE + 4096];
  int fds[2];

  (void) data;
  if (socketpair (AF_UNIX, SOCK_STREAM, 0, fds) == -1)
    return errno;
  frame_header (frame, FRAME_CHUNK, 1, 4096);
  for (int i = 0; i < 2; ++i)
    assert_int_equal (send (fds[1], frame, sizeof frame, 0), sizeof frame);
  const int err = read_frames (&fds[0]);
  close (fds[0]);
  close (fds[1]);
  return err;
}

static void
frames_are_received (void **unused)
{
  (void) unused;
  assert_true (torture (receive_frames, NULL) > 0);
}

/* ---- images ---- */

static int
parse_image (void *data)
{
  CLEANUP_IMAGE_HEADER struct image_header header = IMAGE_HEADER_NONE;
  CLEANUP_FREE char *problem = NULL;
  const char *text = data;

  return image_header_parse (text, strlen (text), NULL, &header, &problem) == 0 ? 0 : errno;
}

/* A format of text has the most references. */
static void
headers_of_images_are_read (void **unused)
{
  static char vmdk[] = "# Disk DescriptorFile\nversion=1\nRW 1024 FLAT \"a.vmdk\" 0\n"
                       "RW 1024 FLAT \"b.vmdk\" 0\nparentFileNameHint=\"base.img\"\n";

  (void) unused;
  assert_true (torture (parse_image, vmdk) > 0);
}

/* A message about an image without memory for it is none about the image. */
static int
parse_malformed_image (void *data)
{
  const int err = parse_image (data);

  return err == EINVAL ? 0 : err;
}

static void
malformed_images_are_refused (void **unused)
{
  static char vmdk[] = "# Disk DescriptorFile\nRW 1024 FLAT \"unfinished\n";

  (void) unused;
  assert_int_equal (parse_image (vmdk), EINVAL);
  assert_true (torture (parse_malformed_image, vmdk) > 0);
}

/* ---- structs ---- */

static int
copy_volumes (void *data)
{
  struct guestfs_lvm_lv_list *copy = guestfs_copy_lvm_lv_list (data);
  const int err = copy == NULL ? errno : 0;

  guestfs_free_lvm_lv_list (copy);
  return err;
}

static int
copy_attributes (void *data)
{
  struct guestfs_xattr_list *copy = guestfs_copy_xattr_list (data);
  const int err = copy == NULL ? errno : 0;

  guestfs_free_xattr_list (copy);
  return err;
}

static int
copy_version (void *data)
{
  struct guestfs_version *copy = guestfs_copy_version (data);
  const int err = copy == NULL ? errno : 0;

  guestfs_free_version (copy);
  return err;
}

static void
structs_are_copied (void **unused)
{
  char text[] = "text";
  struct guestfs_lvm_lv volumes[2];
  struct guestfs_xattr attributes[] = { { text, 4, text }, { text, 0, text } };
  struct guestfs_version version = { .extra = text };

  (void) unused;
  for (int i = 0; i < 2; ++i)
    volumes[i] = (struct guestfs_lvm_lv) {
      .lv_name = text,
      .lv_attr = text,
      .origin = text,
      .move_pv = text,
      .mirror_log = text,
      .lv_tags = text,
      .modules = text,
    };
  struct guestfs_lvm_lv_list volume_list = { 2, volumes };
  struct guestfs_xattr_list attribute_list = { 2, attributes };

  assert_true (torture (copy_volumes, &volume_list) > 14);
  assert_true (torture (copy_attributes, &attribute_list) > 4);
  assert_true (torture (copy_version, &version) > 1);
}

/* ---- handles ---- */

static int
create_handle (void *data)
{
  guestfs_h *created = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);

  (void) data;
  if (created == NULL)
    return errno;
  guestfs_close (created);
  return 0;
}

/* There is no handler yet that a program could have set, so nothing is aborted. */
static void
handles_are_created (void **unused)
{
  (void) unused;
  assert_true (torture (create_handle, NULL) > 5);
}

/* ---- programs ---- */

static int
run_program (void *data)
{
  const char *const argv[] = { "sh", "-c", "echo output; echo error >&2; exit 0", NULL };
  const struct host_program program = { .argv = argv, .name = "sh", .object = "a text" };
  char *output = NULL;
  const int r = host_program_run (data, &program, &output);

  free (output);
  return r == 0 ? 0 : guestfs_last_errno (data);
}

/* The handle has an error before, so that the text of one more is no leak. */
static void
programs_are_started (void **unused)
{
  (void) unused;
  guestfs_set_out_of_memory_handler (g, torture_out_of_memory);
  set_error (g, EINVAL, "an error");
  assert_true (torture (run_program, g) > 0);
}

/* A program that runs beside this one, as the hypervisor does. */
static int
start_process (void *data)
{
  char *const argv[] = { "true", NULL };
  const struct process_spec spec = { .path = "/bin/true", .argv = argv, .environment = argv + 1 };
  struct process process = PROCESS_NONE;

  (void) data;
  const int r = process_start (&process, &spec) == 0 ? process_release (&process, NULL) : -1;
  const int err = r == 0 ? 0 : errno;
  process_end (&process);
  return err;
}

static void
processes_are_started (void **unused)
{
  (void) unused;
  assert_true (torture (start_process, NULL) > 0);
}

/* ---- a call ---- */

struct reply {
  const unsigned char *bytes;
  size_t size;
};

/* That memory was short is not said of a reply that is malformed. */
static int
take_result (void *data)
{
  wire_error error = { .message = NULL };
  const struct reply *reply = data;

  if (!rpc_decode ((xdrproc_t) xdr_wire_error, &error, reply->bytes, reply->size))
    return errno;
  xdr_free ((xdrproc_t) xdr_wire_error, (char *) &error);
  return 0;
}

static void
results_are_taken (void **unused)
{
  static const unsigned char bytes[] = { 0, 0, 0, 1, 'a', 0, 0, 0, 0, 0, 0, 1, 'b', 0, 0, 0 };
  struct reply reply = { .bytes = bytes, .size = sizeof bytes };

  (void) unused;
  assert_true (torture (take_result, &reply) > 1);
  reply.size--;
  assert_int_equal (take_result (&reply), EPROTO);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (results_are_decoded),
    cmocka_unit_test (frames_are_received),
    cmocka_unit_test (headers_of_images_are_read),
    cmocka_unit_test (malformed_images_are_refused),
    cmocka_unit_test (structs_are_copied),
    cmocka_unit_test (handles_are_created),
    lib_test (programs_are_started),
    cmocka_unit_test (processes_are_started),
    cmocka_unit_test (results_are_taken),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
