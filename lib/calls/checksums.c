/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checksums of what is in the guest.  Where its processor is emulated, large
 * content is moved to the host, which computes several times as quickly. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/errors.h"
#include "base/handle.h"
#include "base/memory.h"
#include "checksum.h"
#include "cleanup.h"
#include "contents.h"
#include "protocol/checksums.h"
#include "protocol/frames.h"
#include "lib-impl.h"
#include "machine/machine-end.h"
#include "machine/machine.h"
#include "process/host-output.h"
#include "protocol/uploads.h"
#include "talk/channel.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"
#include "talk/transfer-send.h"

/* Below this a second call would take longer. */
#define HOST_LEAST (256 * 1024)
#define NO_LIMIT (-1)

/* ---- one file ---- */

static ssize_t
add_to_checksum (void *data, const void *bytes, size_t size)
{
  checksum_add (data, bytes, size);
  return size;
}

/* Names below /dev are devices for download. */
static char *
compute_here (guestfs_h *g, const char *name, const char *csumtype, const char *object)
{
  CLEANUP_FREE struct checksum *checksum = checksum_new (csumtype);
  const wire_download_args args = { .remotefilename = (char *) object };
  const struct content_sink sink = { .take = add_to_checksum, .data = checksum };
  const struct rpc_call call = {
    .name = name,
    .procedure = PROC_DOWNLOAD,
    .encode = (xdrproc_t) xdr_wire_download_args,
    .arguments = &args,
    .file_out = object,
    .sink = &sink,
  };

  if (checksum == NULL) {
    set_errno (g, errno, "%s: %s", name, csumtype);
    return NULL;
  }
  if (rpc_call_daemon (g, &call) == -1)
    return NULL;
  char *text = safe_malloc (g, CHECKSUM_TEXT_SIZE);
  return checksum_finish (checksum, text);
}

static int64_t
limit_of_guest (guestfs_h *g)
{
  return g->machine != NULL && g->machine->is_emulated ? HOST_LEAST : NO_LIMIT;
}

/* The daemon's answer is nothing if it would take long: then it is done here. */
static char *
compute (guestfs_h *g, const struct rpc_call *in_guest, char *const *result, const char *csumtype,
         const char *object)
{
  if (rpc_call_daemon (g, in_guest) == -1)
    return NULL;
  if (**result != '\0')
    return *result;
  free (*result);
  return compute_here (g, in_guest->name, csumtype, object);
}

char *
impl_checksum (guestfs_h *g, const char *csumtype, const char *path)
{
  const bool looks_like_device = strncmp (path, "/dev/", 5) == 0;
  const wire_internal_checksum_args args = {
    .csumtype = (char *) csumtype,
    .path = (char *) path,
    .limit = looks_like_device ? NO_LIMIT : limit_of_guest (g),
  };
  wire_internal_checksum_ret ret = { 0 };
  const struct rpc_call call = {
    .name = "checksum",
    .procedure = PROC_INTERNAL_CHECKSUM,
    .encode = (xdrproc_t) xdr_wire_internal_checksum_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_internal_checksum_ret,
    .result = &ret,
  };

  return compute (g, &call, &ret.result, csumtype, path);
}

char *
impl_checksum_device (guestfs_h *g, const char *csumtype, const char *device)
{
  const wire_internal_checksum_device_args args = {
    .csumtype = (char *) csumtype,
    .device = (char *) device,
    .limit = limit_of_guest (g),
  };
  wire_internal_checksum_device_ret ret = { 0 };
  const struct rpc_call call = {
    .name = "checksum_device",
    .procedure = PROC_INTERNAL_CHECKSUM_DEVICE,
    .encode = (xdrproc_t) xdr_wire_internal_checksum_device_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_internal_checksum_device_ret,
    .result = &ret,
  };

  return compute (g, &call, &ret.result, csumtype, device);
}

/* ---- all files of a directory ---- */

/* Lines are written in pieces of at least this size. */
#define LINES_LEAST (64 * 1024)

/* The files that come, and the lines about them. */
struct listing {
  guestfs_h *g;
  const char *sumsfile;
  struct checksum *checksum;
  bool is_crc;
  struct host_output output;
  bool is_open;
  char *lines;
  size_t lines_size, lines_allocated;

  unsigned char header[CONTENTS_HEADER_SIZE];
  size_t header_have;
  char *name;
  size_t name_size, name_have;
  uint64_t size, left;
};

static void
add_text (struct listing *listing, const char *text, size_t size)
{
  if (size > listing->lines_allocated - listing->lines_size) {
    listing->lines_allocated = 2 * (listing->lines_size + size);
    listing->lines = safe_realloc (listing->g, listing->lines, listing->lines_allocated);
  }
  memcpy (listing->lines + listing->lines_size, text, size);
  listing->lines_size += size;
}

/* As md5sum(1) writes it, and "md5sum -c" reads it: a line that begins with a
 * backslash has them before each backslash and instead of a newline in the name. */
static void
add_escaped (struct listing *listing)
{
  const char *next = listing->name, *const end = next + listing->name_size;

  while (next < end) {
    const size_t plain = strcspn (next, "\\\n");

    add_text (listing, next, plain);
    next += plain;
    if (next < end)
      add_text (listing, *next++ == '\n' ? "\\n" : "\\\\", 2);
  }
}

static void
add_line (struct listing *listing)
{
  char text[CHECKSUM_TEXT_SIZE];

  checksum_finish (listing->checksum, text);
  if (listing->is_crc) {
    CLEANUP_FREE char *line = safe_asprintf (listing->g, "%s %llu ./%s\n", text,
                                             (unsigned long long) listing->size, listing->name);
    add_text (listing, line, strlen (line));
    return;
  }
  if (strpbrk (listing->name, "\\\n") != NULL)
    add_text (listing, "\\", 1);
  add_text (listing, text, strlen (text));
  add_text (listing, "  ./", 4);
  add_escaped (listing);
  add_text (listing, "\n", 1);
}

/* Writes what can be written: 0, or -1 with errno, EAGAIN if it was nothing. */
static int
write_lines (struct listing *listing)
{
  if (!listing->is_open && host_output_open (&listing->output, listing->sumsfile) == -1)
    return -1;
  listing->is_open = true;
  if (listing->lines_size == 0)
    return 0;
  const ssize_t n =
    host_output_write (&listing->output, listing->lines, listing->lines_size, CANCEL_CHECK_MS);
  if (n == -1)
    return -1;
  listing->lines_size -= n;
  memmove (listing->lines, listing->lines + n, listing->lines_size);
  return 0;
}

static uint64_t
get_number (const unsigned char *bytes, unsigned size)
{
  uint64_t number = 0;

  for (unsigned i = 0; i < size; ++i)
    number = number << 8 | bytes[i];
  return number;
}

static int
begin_file (struct listing *listing)
{
  listing->name_size = get_number (listing->header, 4);
  listing->size = listing->left = get_number (listing->header + 4, 8);
  listing->name_have = 0;
  if (listing->name_size == 0 || listing->name_size > CONTENTS_NAME_MAX) {
    errno = EPROTO;
    return -1;
  }
  listing->name = safe_realloc (listing->g, listing->name, listing->name_size + 1);
  listing->name[listing->name_size] = '\0';
  checksum_start (listing->checksum);
  return 0;
}

static size_t
fill (void *to, size_t *have, size_t wanted, const void *bytes, size_t size)
{
  const size_t n = size < wanted - *have ? size : wanted - *have;

  memcpy ((char *) to + *have, bytes, n);
  *have += n;
  return n;
}

/* Takes what belongs together: how much, or -1 with errno. */
static ssize_t
take_piece (struct listing *listing, const void *bytes, size_t size)
{
  size_t n;

  if (listing->header_have < CONTENTS_HEADER_SIZE) {
    n = fill (listing->header, &listing->header_have, CONTENTS_HEADER_SIZE, bytes, size);
    return listing->header_have == CONTENTS_HEADER_SIZE && begin_file (listing) == -1 ? -1
                                                                                      : (ssize_t) n;
  }
  if (listing->name_have < listing->name_size)
    n = fill (listing->name, &listing->name_have, listing->name_size, bytes, size);
  else {
    n = size < listing->left ? size : listing->left;
    checksum_add (listing->checksum, bytes, n);
    listing->left -= n;
  }
  if (listing->name_have == listing->name_size && listing->left == 0) {
    add_line (listing);
    listing->header_have = 0;
  }
  return n;
}

static ssize_t
take_contents (void *data, const void *bytes, size_t size)
{
  struct listing *listing = data;
  size_t taken = 0;

  if (listing->lines_size >= LINES_LEAST && write_lines (listing) == -1)
    return -1;
  while (taken < size && listing->lines_size < LINES_LEAST) {
    const ssize_t n = take_piece (listing, (const char *) bytes + taken, size - taken);

    if (n == -1)
      return -1;
    taken += n;
  }
  return taken;
}

/* What is left when all files have come. */
static int
write_rest (struct listing *listing)
{
  guestfs_h *g = listing->g;

  if (listing->header_have > 0)
    return machine_protocol_error (g, "checksums_out", "a file is not complete");
  do {
    if (write_lines (listing) == -1 && errno != EAGAIN)
      return set_errno (g, errno, "checksums_out: writing %s", listing->sumsfile);
    if (cancel_is_wanted (&g->cancel))
      return set_error (g, EINTR, CANCELLED_TEXT);
  } while (listing->lines_size > 0);
  return 0;
}

static int
make_listing (struct listing *listing, const char *directory)
{
  const wire_internal_contents_out_args args = { .directory = (char *) directory };
  const struct content_sink sink = { .take = take_contents, .data = listing };
  const struct rpc_call call = {
    .name = "checksums_out",
    .procedure = PROC_INTERNAL_CONTENTS_OUT,
    .encode = (xdrproc_t) xdr_wire_internal_contents_out_args,
    .arguments = &args,
    .file_out = listing->sumsfile,
    .sink = &sink,
  };
  int r = rpc_call_daemon (listing->g, &call);

  if (r == 0)
    r = write_rest (listing);
  if (listing->is_open && host_output_close (&listing->output) == -1 && r == 0)
    r = set_errno (listing->g, errno, "checksums_out: writing %s", listing->sumsfile);
  return r;
}

int
impl_checksums_out (guestfs_h *g, const char *csumtype, const char *directory, const char *sumsfile)
{
  CLEANUP_FREE struct checksum *checksum = checksum_new (csumtype);
  struct listing listing = { .g = g, .sumsfile = sumsfile, .checksum = checksum };

  if (checksum == NULL && errno == EINVAL)
    return set_error (g, EINVAL,
                      "checksums_out: unknown checksum type, expecting "
                      "crc|md5|sha1|sha224|sha256|sha384|sha512");
  if (checksum == NULL)
    return set_errno (g, errno, "checksums_out: %s", csumtype);
  listing.is_crc = strcasecmp (csumtype, "crc") == 0;
  const int r = make_listing (&listing, directory);
  free (listing.lines);
  free (listing.name);
  return r;
}
