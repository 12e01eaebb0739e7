/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Divides an archive between libarchive and who reads plain files without it. */

#include <config.h>

#include "archive/tar-stream.h"

/* False at the end of the archive.  If the daemon ended before, nobody will hear what
 * becomes of it. */
static bool
has_bytes (struct tar_stream *stream)
{
  if (stream->available == 0) {
    const ssize_t n = archive_content_take (stream->content, (const void **) &stream->bytes);

    stream->available = n > 0 ? n : 0;
  }
  return stream->available > 0;
}

/* The next bytes, at most SIZE. */
static size_t
take (struct tar_stream *stream, uint64_t size, const void **bytes)
{
  const size_t n = stream->available < size ? stream->available : size;

  *bytes = stream->bytes;
  stream->bytes += n;
  stream->available -= n;
  return n;
}

/* What a pipe brought need not end with a header, which is then left to
 * libarchive, with all that follows. */
static struct tar_header
next_header (const struct tar_stream *stream)
{
  if (stream->available < TAR_BLOCK)
    return (struct tar_header) { .kind = TAR_REST };
  return tar_header_decode (stream->bytes);
}

static size_t
padding_after (uint64_t size)
{
  return -size % TAR_BLOCK;
}

/* ---- plain files ---- */

int
tar_stream_find_file (struct tar_stream *stream, struct tar_header *header)
{
  if (stream->is_foreign || stream->owed > 0 || !has_bytes (stream))
    return 0;
  *header = next_header (stream);
  return header->kind == TAR_FILE;
}

void
tar_stream_enter_file (struct tar_stream *stream, const struct tar_header *header)
{
  const void *block;

  take (stream, TAR_BLOCK, &block);
  stream->owed = header->size;
  stream->padding = padding_after (header->size);
}

ssize_t
tar_stream_read_file (struct tar_stream *stream, const void **bytes)
{
  while (stream->owed == 0 && stream->padding > 0 && has_bytes (stream))
    stream->padding -= take (stream, stream->padding, bytes);
  if (stream->owed == 0)
    return 0;
  if (!has_bytes (stream))
    return -1;
  const size_t n = take (stream, stream->owed, bytes);
  stream->owed -= n;
  return n;
}

bool
tar_stream_has_ended (struct tar_stream *stream)
{
  return !has_bytes (stream);
}

/* ---- the rest ---- */

static void
enter_member (struct tar_stream *stream)
{
  const struct tar_header header = next_header (stream);

  stream->is_foreign = header.kind == TAR_REST;
  stream->owed = TAR_BLOCK + header.size + padding_after (header.size);
}

/* One member at a time: what libarchive has read ahead would be overwritten while
 * plain files are read. */
static la_ssize_t
read_members (struct archive *archive __attribute__ ((unused)), void *data, const void **bytes)
{
  struct tar_stream *stream = data;

  if (!has_bytes (stream))
    return 0;
  if (!stream->is_foreign && stream->owed == 0)
    enter_member (stream);
  if (stream->is_foreign)
    return take (stream, stream->available, bytes);
  const size_t n = take (stream, stream->owed, bytes);
  stream->owed -= n;
  return n;
}

int
tar_stream_open (struct tar_stream *stream, struct archive *archive)
{
  return archive_read_open (archive, stream, NULL, read_members, NULL);
}
